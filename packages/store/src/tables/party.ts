/** A party by its name; `folded` tells parties apart. */
export interface PartyTable {
  id: string
  name: string
  folded: string
}
