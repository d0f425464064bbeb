import type * as z from 'zod'
import type { Settings } from '../area/settings.ts'
import { err, ok, type Result } from '../result.ts'
import type { WorkflowPin } from '../workflow/pin.ts'
import { levelCodes, levelsOf, stageCodes, stagesOf } from '../workflow/workflow.ts'
import { type SaidField, saidFieldNames, saidFields } from './fields.ts'
import { saidSchemas } from './schemas.ts'

/** The said fields whose value is one of a list of codes. */
export type ChoiceField = {
  [F in SaidField]: (typeof saidFields)[F]['control'] extends 'choice' ? F : never
}[SaidField]

/** What the available codes depend on. */
export interface ChoicesOf {
  /** The workflow of a plan; `null` for the codes of all workflows. */
  readonly plan: WorkflowPin | null
  readonly settings: Settings
}

/**
 * Where the codes of a choice come from: `all` codes of any plan, `null` where only the force's settings have
 * them, and those of one plan.
 */
interface Choices {
  readonly all: readonly string[] | null
  readonly of: (given: ChoicesOf) => readonly string[]
}

/** The codes of every field whose value is one of a list. */
export const fieldChoices: Readonly<Record<ChoiceField, Choices>> = {
  stage: { all: stageCodes, of: ({ plan }) => (plan === null ? stageCodes : stagesOf(plan)) },
  level: { all: levelCodes, of: ({ plan }) => (plan === null ? levelCodes : levelsOf(plan)) },
  priority: { all: null, of: ({ settings }) => settings.priorities },
}

/** Whether the value of a field is one of a list of codes. */
export const isChoice = (field: SaidField): field is ChoiceField => saidFields[field].control === 'choice'

/** The input that clears a field. */
export const CLEAR_INPUT = 'none'

/** Whether an update can clear a field, by setting it to `null`. */
export const isClearable = (field: SaidField): boolean => saidSchemas[field].given.safeParse(null).success

/** The said fields in the input of a command. */
export type GivenValues = { readonly [F in SaidField]?: z.output<(typeof saidSchemas)[F]['given']> }

/**
 * Converts what was typed or chosen for fields to the input of a command; empty fields are left out. `none`
 * clears a field that can be cleared. The error is the first field whose value does not fit.
 *
 * @example
 * ```ts
 * import { givenFields } from '@beatbook/domain'
 *
 * const given = givenFields({ stage: 'complete', progress: ' 40 %', level: 'none', timescale: '' })
 * console.log(JSON.stringify(given.ok && given.value)) // {"stage":"complete","level":null,"progress":40}
 * const unread = givenFields({ progress: 'half' })
 * console.log(unread.ok || unread.error) // progress
 * ```
 */
export const givenFields = (
  typed: { readonly [F in SaidField]?: string | null | undefined },
): Result<GivenValues, SaidField> => {
  const given: Partial<Record<SaidField, unknown>> = {}
  for (const field of saidFieldNames) {
    const said = typed[field]?.trim() ?? ''
    if (said === '') continue
    const read = saidSchemas[field].given.safeParse(typedValue(field, said))
    if (!read.success) return err(field)
    given[field] = read.data
  }
  // Each value was read by the schema of its own field.
  return ok(given as GivenValues)
}

const typedValue = (field: SaidField, said: string): unknown => {
  if (saidFields[field].control === 'share') return Number(said.replace(/\s*%$/, ''))
  return said === CLEAR_INPUT && isClearable(field) ? null : said
}
