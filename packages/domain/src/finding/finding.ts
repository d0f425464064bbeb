import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { codedSchema } from '../coded.ts'
import { type FindingCode, type Noted, noteArgs } from '../note/note.ts'
import { timescale } from '../timescale/timescale.ts'
import { recordedLevel, recordedStage } from '../workflow/schemas.ts'

/**
 * A position in a document. `line`, `row` and `column` count from 1; a workbook names its sheet. `part` names
 * a place outside the body: header, footer, note, comment, text box, hidden sheet.
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
 * Severities, worst first. Only an `error` blocks accept; a `decide` needs a person's choice, and the
 * cautious one applies until then.
 */
export const severities = ['error', 'decide', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** The severity of each finding, unless the code that creates it sets another. */
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
} as const satisfies Record<FindingCode, Severity>

/**
 * What a choice changes in the draft, as data. `action` is a draft action's key, `update` a draft update's
 * key, `plan` a draft plan's key. `keep` does not change the draft's cautious value.
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
  z.object({ change: z.literal('set-level'), action: z.string(), level: recordedLevel.nullable() }),
  z.object({ change: z.literal('set-stage'), action: z.string(), stage: recordedStage.nullable() }),
  z.object({ change: z.literal('date-document'), plan: z.string(), on: isoDate }),
])
export type DraftChange = z.infer<typeof draftChange>

/**
 * One way to resolve a finding. `code` names it; its sentence, in `presentation`, derives from what it
 * `does`, and `args` are a short form of the same for programs. With `asks: 'date'` the person chooses a day,
 * which replaces the `on` of a dating change, or the day of a `set-timescale`.
 */
export const choice = z.object({
  code: z.string(),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
  asks: z.enum(['date']).optional(),
  cautious: z.boolean(),
  does: draftChange,
})
export type Choice = z.infer<typeof choice>

/** The position of a finding, its severity and its choices, whatever its code. */
const about = {
  key: z.string(),
  severity: z.enum(severities),
  place: place.nullable(),
  pieces: z.array(z.int()),
  plan: z.string().optional(),
  action: z.string().optional(),
  update: z.string().optional(),
  table: z.string().optional(),
  field: z.string().optional(),
  choices: z.array(choice),
}

/** The fields of a finding other than its code and arguments. */
export type AboutFinding = z.infer<z.ZodObject<typeof about>>

/**
 * Something a reader noticed, as data. `action`, `plan`, `update` are draft keys; `pieces` index the source's
 * pieces. With a code as type argument, only that finding.
 */
export type Finding<C extends FindingCode = FindingCode> = { [K in C]: Noted<K> & AboutFinding }[C]

/** The schema of a finding, for code that receives one. */
export const finding: z.ZodType<Finding> = codedSchema(noteArgs, about)
