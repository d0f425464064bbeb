import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { type ArgsIn, type Coded, codedSchema, parseCoded } from '../coded.ts'
import type { ValidatorCode } from '../severity/codes.ts'
import { type ValidatorSeverity, validatorSeverities } from '../severity/severity.ts'
import type { Subject } from './subject.ts'

/** The arguments of an action's failed check: its ref, where it has one, and those of the check. */
const ofAction = <S extends z.ZodRawShape>(more: S) => z.object({ ref: z.string().optional(), ...more })
/** Where a whole plan or section lacks something, the number of its actions. */
const lack = z.object({ ref: z.string().optional(), count: z.int().optional() })
/** A figure of a table as written, and as computed from its parts. */
const figures = { column: z.string(), written: z.number(), computed: z.number() }

/** The schema of each check's arguments. The sentence of each is in `@beatbook/domain/english`. */
const argsOf = {
  /** `said` is the day of the update whose words state when the work ends. */
  'closed-before-the-work-ends': ofAction({ closed: isoDate, ends: isoDate, said: isoDate }),
  'duplicate-ref': ofAction({}),
  'ends-before-it-starts': ofAction({ from: isoDate, to: isoDate }),
  'level-outside-rules': ofAction({ level: z.string() }),
  'level-without-reason': ofAction({ level: z.string() }),
  'no-date': lack,
  'no-owner': lack,
  /** The period (`from` inclusive, `to` exclusive), and the day of the last words before it. */
  'no-update-in-period': ofAction({ from: isoDate, to: isoDate, last: isoDate.optional() }),
  'ongoing-without-review': ofAction({}),
  'owner-only-in-prose': ofAction({ name: z.string() }),
  'owner-to-be-confirmed': ofAction({}),
  'past-when-set': ofAction({ due: isoDate, setOn: isoDate }),
  'percentage-does-not-fit': z.object({ row: z.string(), ...figures }),
  /** The first action with the same text: its id, and its ref where it has one. */
  'same-text-twice': ofAction({ ofAction: z.string(), of: z.string().optional() }),
  'section-without-actions': z.object({ title: z.string() }),
  'several-promises': ofAction({ count: z.int() }),
  'target-without-measure': ofAction({ target: z.string() }),
  /** A sum along the row `row`, or else the total of a column. */
  'total-does-not-add-up': z.object({ row: z.string().optional(), ...figures }),
  'words-against-table': z.object({ unit: z.enum(['count', 'gbp', 'percent']), ...figures }),
} satisfies Record<ValidatorCode, z.ZodObject>

/** The arguments of each violation, by the code of its check. */
export type ViolationArgs = ArgsIn<typeof argsOf>

/** The place of a failed check, and the words it is based on. Ids are the record's, or a draft's keys. */
const place = {
  where: z.object({
    plan: z.string().optional(),
    section: z.string().optional(),
    action: z.string().optional(),
    update: z.string().optional(),
    table: z.string().optional(),
  }),
  quote: z.string().nullable(),
}
type Placed = z.infer<z.ZodObject<typeof place>>

/** A failed check: its arguments, its place, and the words it is based on. */
export type FailedCheck<C extends ValidatorCode = ValidatorCode> = {
  [K in C]: Placed & { readonly args: ViolationArgs[K] }
}[C]

/**
 * A violation is a failed check: its code, its severity here, and what was found. Its sentence is in
 * `@beatbook/domain/english`.
 */
export type Violation<C extends ValidatorCode = ValidatorCode> = {
  [K in C]: FailedCheck<K> & { readonly code: K; readonly severity: ValidatorSeverity }
}[C]

/** The schema of a violation with the fields `more`, for code that receives one. */
export const violationWith = <M extends z.ZodRawShape>(
  more: M,
): z.ZodType<Violation & z.infer<z.ZodObject<M>>> =>
  codedSchema(argsOf, { severity: z.enum(validatorSeverities), ...place, ...more }) as never

/** The schema of a violation, for code that receives one. */
export const violation: z.ZodType<Violation> = violationWith({})

/**
 * Parses a violation's code and arguments, as any version may have created it; `null` for a code or arguments
 * that this version does not know.
 */
export const knownViolation = (found: {
  readonly code: string
  readonly args: unknown
}): Coded<ViolationArgs> | null => parseCoded(argsOf, found)

/**
 * The input of the checks: the London day; the reporting period (`from` inclusive, `to` exclusive); the
 * levels of the plan's RAG rules.
 */
export const checkGiven = z.object({
  today: isoDate,
  period: z.object({ from: isoDate, to: isoDate }).optional(),
  levels: z
    .array(z.object({ code: z.string(), reasonDue: z.boolean() }))
    .readonly()
    .optional(),
})
export type CheckGiven = z.infer<typeof checkGiven>

/** One validator's check: everything in the subject that fails it, in the subject's order. Pure. */
export type Check<C extends ValidatorCode = ValidatorCode> = (
  subject: Subject,
  given: CheckGiven,
) => FailedCheck<C>[]
