import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { type ArgsIn, type Coded, codedSchema, parseCoded } from '../coded.ts'
import type { ValidatorCode } from '../severity/codes.ts'
import { type ValidatorSeverity, validatorSeverities } from '../severity/severity.ts'
import type { Subject } from './subject.ts'

/** What an action fails a check with: its ref, where it has one, beside what else the check says of it. */
const ofAction = <S extends z.ZodRawShape>(more: S) => z.object({ ref: z.string().optional(), ...more })
/** Where a plan or section lacks a thing throughout, how many actions do. */
const lack = z.object({ ref: z.string().optional(), count: z.int().optional() })
/** A figure of a table as written, and what its parts make. */
const figures = { column: z.string(), written: z.number(), computed: z.number() }

/** The shape of what each check finds. The sentence of each stands in `@beatbook/domain/english`. */
const argsOf = {
  /** `said` is the day of the update whose words say when the work ends. */
  'closed-before-the-work-ends': ofAction({ closed: isoDate, ends: isoDate, said: isoDate }),
  'duplicate-ref': ofAction({}),
  'ends-before-it-starts': ofAction({ from: isoDate, to: isoDate }),
  'level-outside-rules': ofAction({ level: z.string() }),
  'level-without-reason': ofAction({ level: z.string() }),
  'no-date': lack,
  'no-owner': lack,
  /** The period (`from` inclusive, `to` exclusive), and the day of the last word before it. */
  'no-update-in-period': ofAction({ from: isoDate, to: isoDate, last: isoDate.optional() }),
  'ongoing-without-review': ofAction({}),
  'owner-only-in-prose': ofAction({ name: z.string() }),
  'owner-to-be-confirmed': ofAction({}),
  'past-when-set': ofAction({ due: isoDate, setOn: isoDate }),
  'percentage-does-not-fit': z.object({ row: z.string(), ...figures }),
  /** The first action that says the same: its id, and its ref where it has one. */
  'same-text-twice': ofAction({ ofAction: z.string(), of: z.string().optional() }),
  'section-without-actions': z.object({ title: z.string() }),
  'several-promises': ofAction({ count: z.int() }),
  'target-without-measure': ofAction({ target: z.string() }),
  /** A sum along the row `row`, else the total of a column. */
  'total-does-not-add-up': z.object({ row: z.string().optional(), ...figures }),
  'words-against-table': z.object({ unit: z.enum(['count', 'gbp', 'percent']), ...figures }),
} satisfies Record<ValidatorCode, z.ZodObject>

/** The arguments of each violation, by the code of its check. */
export type ViolationArgs = ArgsIn<typeof argsOf>

/**
 * Where a failed check stands, and the words it rests on. Ids are the record's, or a draft's keys.
 */
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

/** What a failed check found: the arguments its code has, where, and the words it rests on. */
export type FailedCheck<C extends ValidatorCode = ValidatorCode> = {
  [K in C]: Placed & { readonly args: ViolationArgs[K] }
}[C]

/**
 * A violation is a failed check: its code, how severe that is here, and what was found. Its sentence stands
 * in `@beatbook/domain/english`.
 */
export type Violation<C extends ValidatorCode = ValidatorCode> = {
  [K in C]: FailedCheck<K> & { readonly code: K; readonly severity: ValidatorSeverity }
}[C]

/** The shape of a violation with the fields `more`, for whoever receives one. */
export const violationWith = <M extends z.ZodRawShape>(
  more: M,
): z.ZodType<Violation & z.infer<z.ZodObject<M>>> =>
  codedSchema(argsOf, { severity: z.enum(validatorSeverities), ...place, ...more }) as never

/** The shape of a violation, for whoever receives one. */
export const violation: z.ZodType<Violation> = violationWith({})

/**
 * A violation's code and arguments, as any version may have made them; `null` for a code or arguments that
 * this version does not know.
 */
export const knownViolation = (found: {
  readonly code: string
  readonly args: unknown
}): Coded<ViolationArgs> | null => parseCoded(argsOf, found)

/**
 * What the checks are told: the London day; the reporting period (`from` inclusive, `to` exclusive); the
 * levels of the plan's RAG rules, as they stand in them.
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
