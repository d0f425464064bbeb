import type { ActionKeys } from './action-version.ts'

/**
 * The row of today of an action: what lists of today filter and sort by, in one row an action. `number` is its
 * row in the search index. The level by the rules (`computed`, empty where there is none), its rank, worst
 * first, and whether the declared one disagrees hold from the day the row was written until `turns_on`, when
 * the rating changes by itself.
 */
export interface ActionNowTable extends ActionKeys {
  number: number
  action_id: string
  /** A short digest of its folded text: actions with the same words are found by it. */
  text_key: string
  version: number
  content_id: number
  /** The content with the timeline of its rating; null where it is not rated. */
  rating_id: number | null
  computed: string
  computed_key: number
  disagrees: number
  turns_on: string
}

/** The rows of today whose words are not in the search index yet, or are others there, by their numbers. */
export interface SearchDueTable {
  number: number
}

/** The search index over the words of the rows of today, by their numbers: it can be matched, not read. */
export interface ActionSearchTable {
  rowid: number
  haystack: string
}
