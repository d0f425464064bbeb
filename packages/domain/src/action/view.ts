import * as z from 'zod'
import { instant, isoDate } from '../calendar/date.ts'
import { place } from '../finding/finding.ts'
import { id } from '../id.ts'
import { levelCode } from '../level/level.ts'
import { duties } from '../party/party.ts'
import { stage, workflow } from '../stage/stage.ts'
import { timescale } from '../timescale/timescale.ts'

/** An owner as a list shows it. */
export const ownerView = z.object({ partyId: id, name: z.string(), duty: z.enum(duties) })

/** An action as a row of a list, at the date asked for. `address` is `plan code/slug`. */
export const actionRow = z.object({
  id,
  address: z.string(),
  planId: id,
  planCode: z.string(),
  sectionId: id,
  section: z.string(),
  ref: z.string(),
  refOrigin: z.enum(['read', 'restored', 'generated']),
  text: z.string(),
  ownerSaid: z.string().nullable(),
  owners: z.array(ownerView),
  timescale,
  redated: z.int(),
  stage: stage.nullable(),
  level: levelCode.nullable(),
  withdrawn: z.boolean(),
  updates: z.int(),
  lastUpdate: z.object({ on: isoDate, text: z.string() }).nullable(),
})
export type ActionRow = z.infer<typeof actionRow>

/** A whole action at a date. `touched` is what a command carries back as `seen`. */
export const actionView = actionRow.extend({
  planTitle: z.string(),
  workflow,
  originalTimescale: timescale,
  details: z.array(z.object({ heading: z.string(), text: z.string() })),
  touched: z.object({ text: z.int(), owners: z.int(), timescale: z.int(), stage: z.int(), level: z.int(), section: z.int(), withdrawn: z.int() }),
  document: z.object({ id, name: z.string(), place: place.nullable() }).nullable(),
  previous: z.string().nullable(),
  next: z.string().nullable(),
})
export type ActionView = z.infer<typeof actionView>

const change = <T extends z.ZodType>(of: T) => z.object({ from: of, to: of })

/** One entry of an action's history: what was said and what it changed, newest last. */
export const historyEntry = z.object({
  eventId: id,
  type: z.enum(['action-added', 'update-recorded', 'update-undone', 'action-revised', 'action-withdrawn', 'action-restored']),
  on: isoDate,
  /** False where the document gave no day and the entry took the document's date. */
  dated: z.boolean(),
  recordedAt: instant,
  actor: z.object({ id: z.string(), name: z.string() }),
  text: z.string().nullable(),
  reason: z.string().nullable(),
  updateId: id.nullable(),
  stage: change(stage.nullable()).nullable(),
  level: change(levelCode.nullable()).nullable(),
  timescale: change(timescale).nullable(),
  words: change(z.string()).nullable(),
  /** Set on an update that was taken back. */
  undone: z.object({ recordedAt: instant, actor: z.object({ id: z.string(), name: z.string() }), reason: z.string().nullable() }).nullable(),
  document: z.object({ id, name: z.string(), place: place.nullable() }).nullable(),
})
export type HistoryEntry = z.infer<typeof historyEntry>

/** What a list of actions can be narrowed by. Fields that are absent do not narrow; lists match any of their values. */
export const actionFilter = z.object({
  plan: z.string().optional(),
  section: z.string().optional(),
  levels: z.array(z.union([levelCode, z.literal('none')])).optional(),
  stages: z.array(z.union([stage, z.literal('none')])).optional(),
  owner: z.string().optional(),
  /** Words of the ref, text, owner or newest update. */
  text: z.string().max(200).optional(),
  /** Deadlines (`by`, `between`) on or before this day, not complete. */
  dueBy: isoDate.optional(),
  withdrawn: z.enum(['without', 'with', 'only']).default('without'),
})
export const actionSorts = ['place', 'ref', 'timescale', 'level', 'stage', 'last-update'] as const

/** A question for a list: filter, order and page. `cursor` is what the last page gave as `next`. */
export const actionQuestion = actionFilter.extend({
  asAt: isoDate.optional(),
  sort: z.enum(actionSorts).default('place'),
  descending: z.boolean().default(false),
  limit: z.int().min(1).max(500).default(100),
  cursor: z.string().optional(),
})
export type ActionQuestion = z.output<typeof actionQuestion>

/** One page of a list. `count` is exact within a plan and capped beyond: `capped` then says there are more. */
export const actionPage = z.object({ rows: z.array(actionRow), count: z.int(), capped: z.boolean(), next: z.string().nullable() })
export type ActionPage = z.infer<typeof actionPage>
