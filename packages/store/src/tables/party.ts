/** A party as it is today. */
export interface PartyTable {
  id: string
  /** The newest name. */
  name: string
  /**
   * The folded name; while the party is undone or merged, a value with a space in front, which no folded name
   * has. The names by which a party is found stand in `party_name`.
   */
  folded: string
  /**
   * 1 while the event that added it is undone: then only questions with an earlier `knownAt` use its name.
   */
  undone: number
  /** The party that stands for it: itself, unless it was merged. */
  root_id: string
  /** The name it was added with, which never changes: the searched text of its actions has it. */
  first_name: string
  kind: string | null
  parent_id: string | null
}

/** Every name that means a party, from when to when that was known. A name is in use by one party. */
export interface PartyNameTable {
  party_id: string
  folded: string
  /** 1 for the name it was added with. */
  is_first: number
  recorded_from: string
  recorded_to: string
}

/** That a party is the same as another one, from when to when that was known. */
export interface PartyMergeTable {
  party_id: string
  into_id: string
  recorded_from: string
  recorded_to: string
}
