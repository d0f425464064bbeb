import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { precisions } from '../calendar/period.ts'

export { deadline } from './deadline.ts'

/**
 * The kinds of timescales. `by`, `between`: deadlines, the only kinds that can be overdue. `from`: must start
 * by `latest`. `after`: not before. `completed`: done then. `ongoing`, `recurring`: no end. `relative`:
 * depends on an anchor. `none`: nothing written. `unknown`: words that were not understood, or TBC.
 */
export const timescaleKinds = [
  'by',
  'between',
  'from',
  'after',
  'completed',
  'ongoing',
  'recurring',
  'relative',
  'none',
  'unknown',
] as const
export type TimescaleKind = (typeof timescaleKinds)[number]

/**
 * A timescale: the document's words and their meaning. `earliest` and `latest` are both inclusive and both
 * null where there is no date. `anchor` is what a `relative` one depends on, `every` how a `recurring` one
 * repeats, both in the document's words.
 */
export const timescale = z.object({
  said: z.string().max(2_000),
  kind: z.enum(timescaleKinds),
  earliest: isoDate.nullable(),
  latest: isoDate.nullable(),
  precision: z.enum(precisions).nullable(),
  anchor: z.string().max(500).nullable(),
  every: z.string().max(500).nullable(),
})
export type Timescale = z.infer<typeof timescale>

/** The timescale of an action without one in the document. */
export const noTimescale: Timescale = {
  said: '',
  kind: 'none',
  earliest: null,
  latest: null,
  precision: null,
  anchor: null,
  every: null,
}
