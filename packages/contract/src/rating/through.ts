import type { CurrentValues, Id, Instant, IsoDate, ReadAt, Timescale } from '@beatbook/domain'
import type { Ribbon } from './view.ts'

/** What of actions is read through all days; the rest of an answer is empty. */
export type ThroughPart = 'levels' | 'timescales' | 'updates'

/**
 * A question for what each of many actions was through all days up to a date: of a plan, by its code or id, or of all that
 * are not archived. They are in the order of their ids, which no change moves: `after` is the last one of the page before.
 */
export interface ThroughQuestion extends ReadAt {
  readonly plan?: string | undefined
  readonly after?: Id | undefined
  readonly part: ThroughPart
  /** The most actions. */
  readonly limit: number
}

/** An update that stands, with the fields that it stated; `null` takes a value back. */
export interface UpdateThrough extends Partial<CurrentValues> {
  readonly id: Id
  readonly on: IsoDate
  /** False where the document has no day for it and the document's date was used. */
  readonly dated: boolean
  readonly text: string | null
  readonly reason: string | null
  readonly recordedAt: Instant
  readonly by: { readonly id: string; readonly name: string }
}

/** One action through all days. `from` is inclusive, `to` exclusive, `null` where it has no end. */
export interface ActionThrough extends Pick<Ribbon, 'id' | 'address' | 'declared' | 'computed'> {
  readonly planId: Id
  readonly planCode: string
  readonly updates: readonly UpdateThrough[]
  readonly timescales: readonly {
    readonly from: IsoDate
    readonly to: IsoDate | null
    readonly timescale: Timescale
  }[]
}

/** Some actions through all days; `next` is the `after` of the next page. */
export interface ThroughPage {
  readonly rows: readonly ActionThrough[]
  readonly next: Id | null
}
