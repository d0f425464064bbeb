import type { Id, ReadAt } from '@beatbook/domain'
import type { ActionRow } from './view.ts'

/**
 * A question for all actions of a plan, by its code or id, or of every plan that is not archived, withdrawn ones too. They
 * are in the order of their ids, which no change moves: `after` is the last one of the page before.
 */
export interface EachQuestion extends ReadAt {
  readonly plan?: string | undefined
  readonly after?: Id | undefined
  readonly limit: number
}

/** Some actions; `next` is the `after` of the next page. */
export interface EachPage {
  readonly rows: readonly ActionRow[]
  readonly next: Id | null
}
