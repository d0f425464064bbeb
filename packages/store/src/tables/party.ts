/** A party by its name; `folded` tells parties apart. */
export interface PartyTable {
  id: string
  name: string
  /** The folded name; what no name can be while the party is undone. */
  folded: string
  /** 1 while what made it known is undone: it has its name in earlier knowledge alone. */
  undone: number
}
