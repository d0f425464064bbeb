/** A party by its name; `folded` is unique. */
export interface PartyTable {
  id: string
  name: string
  /** The folded name; while the party is undone, a value with a space in front, which no folded name has. */
  folded: string
  /**
   * 1 while the event that added it is undone: then only questions with an earlier `knownAt` use its name.
   */
  undone: number
}
