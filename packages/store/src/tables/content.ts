/**
 * A state as JSON, stored once: versions refer to it, however often their periods change. A row never changes.
 * `subject_id` is the action it is about. Versions of actions have an `ActionContent` and the folded words for
 * text search; ratings have a `Timeline`, and `haystack` is empty.
 */
export interface ContentTable {
  id: number
  subject_id: string
  haystack: string
  body: string
}
