import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { levelCode } from '../level/level.ts'
import { stage } from '../stage/stage.ts'
import { timescale } from '../timescale/timescale.ts'

/**
 * Where in a document something stands. `line`, `row` and `column` count from 1; a workbook names its sheet.
 * `part` names a place outside the body: header, footer, note, comment, text box, hidden sheet.
 */
export const place = z.object({
  sheet: z.string().optional(),
  part: z.string().optional(),
  line: z.int().optional(),
  lineTo: z.int().optional(),
  row: z.int().optional(),
  column: z.int().optional(),
})
export type Place = z.infer<typeof place>

/**
 * Severities, worst first. Only an `error` blocks accept; a `decide` wants a person's choice and holds the
 * cautious one until then.
 */
export const severities = ['error', 'decide', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** Every finding a reader can make, with its severity. The sentence of each stands in `presentation`. */
export const findingSeverity = {
  'acting-characters': 'info',
  'ambiguous-date': 'decide',
  'ambiguous-owner': 'decide',
  'broken-markup': 'warning',
  'columns-guessed': 'warning',
  'date-in-text': 'info',
  'deleted-text': 'info',
  'document-date': 'decide',
  'duplicate-ref': 'warning',
  'encoding-guessed': 'info',
  'entry-in-future': 'decide',
  'generated-ref': 'info',
  'ignored-text': 'info',
  'impossible-date': 'decide',
  'inherited-value': 'warning',
  'joined-heading': 'info',
  'joined-row': 'info',
  'lookalike-letter': 'info',
  'missing-owner': 'info',
  'missing-rag': 'info',
  'missing-ref': 'info',
  'owner-in-prose': 'decide',
  'owner-to-be-confirmed': 'warning',
  'percentage-mismatch': 'warning',
  'percentage-text-mismatch': 'warning',
  'proposed-date': 'decide',
  'proposed-ref': 'info',
  'ragged-row': 'warning',
  'relative-without-anchor': 'warning',
  'repeated-header': 'info',
  'section-unclear': 'warning',
  'several-dates': 'decide',
  'several-levels': 'warning',
  'stage-in-timescale': 'info',
  'stray-row': 'warning',
  'template-row': 'info',
  'total-mismatch': 'warning',
  'undated-update': 'decide',
  'unknown-level': 'warning',
  'unknown-stage': 'warning',
  'unknown-timescale': 'warning',
} as const satisfies Record<string, Severity>
export type FindingCode = keyof typeof findingSeverity
export const findingCodes = Object.keys(findingSeverity) as [FindingCode, ...FindingCode[]]

/**
 * What a choice does to the draft, as data. `action` is a draft action's key, `update` a draft update's key,
 * `plan` a draft plan's key. `keep` leaves the draft's cautious value as it is.
 */
export const draftChange = z.discriminatedUnion('change', [
  z.object({ change: z.literal('keep') }),
  z.object({
    change: z.literal('date-update'),
    action: z.string(),
    update: z.string(),
    on: isoDate.nullable(),
  }),
  z.object({ change: z.literal('set-timescale'), action: z.string(), timescale }),
  z.object({ change: z.literal('set-owners'), action: z.string(), names: z.array(z.string().min(1)) }),
  z.object({ change: z.literal('set-ref'), action: z.string(), ref: z.string().min(1) }),
  z.object({ change: z.literal('set-level'), action: z.string(), level: levelCode.nullable() }),
  z.object({ change: z.literal('set-stage'), action: z.string(), stage: stage.nullable() }),
  z.object({ change: z.literal('date-document'), plan: z.string(), on: isoDate }),
])
export type DraftChange = z.infer<typeof draftChange>

/**
 * One way to settle a finding. `code` names it (its sentence stands in `presentation`), `args` fill the
 * sentence. With `asks: 'date'` the person gives a day, which replaces the `on` of a dating change, or the
 * day of a `set-timescale`.
 */
export const choice = z.object({
  code: z.string(),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
  asks: z.enum(['date']).optional(),
  cautious: z.boolean(),
  does: draftChange,
})
export type Choice = z.infer<typeof choice>

/**
 * Something a reader noticed: data only. `action`, `plan`, `update` are draft keys; `pieces` index the
 * source's pieces.
 */
export const finding = z.object({
  key: z.string(),
  code: z.enum(findingCodes),
  severity: z.enum(severities),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
  place: place.nullable(),
  pieces: z.array(z.int()),
  plan: z.string().optional(),
  action: z.string().optional(),
  update: z.string().optional(),
  table: z.string().optional(),
  field: z.string().optional(),
  choices: z.array(choice),
})
export type Finding = z.infer<typeof finding>
