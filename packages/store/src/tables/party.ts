/** A party as it is today. */
export interface PartyTable {
  id: string
  /** The name it has today. */
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

/**
 * What a party has to do with another, or with an account, on days of a period, from when to when that was known: who
 * holds a post, which account a person is, that a person left, which party takes the place of another, and on which
 * days another name of its own begins.
 */
export interface PartyTieTable {
  party_id: string
  kind: 'holder' | 'account' | 'left' | 'successor' | 'name'
  /** The id of a holding, the day of a name; empty for the other kinds. */
  tie_id: string
  /** What `other_id` is of; empty where there is no other. */
  other_kind: 'party' | 'account' | ''
  other_id: string
  from_day: string
  /** Exclusive; `9999-12-31` is an open end. */
  to_day: string
  /** Where periods of a kind overlap, the highest counts. */
  position: number
  recorded_from: string
  recorded_to: string
}
