/** A party by its name; `folded` is unique. */
export interface PartyTable {
  id: string
  name: string
  /** The folded name; a value that no name can have while the party is undone. */
  folded: string
  /**
   * 1 while the event that added it is undone: then only questions with an earlier `knownAt` use its name.
   */
  undone: number
}
