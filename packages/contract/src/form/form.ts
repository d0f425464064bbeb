import { givenLine, givenText, instant, MOST_WORDS } from '@beatbook/domain'
import * as z from 'zod'

/** The most fields of a form that is kept. */
const MOST_FIELDS = 60

/** The most characters of all fields of a form together. */
export const MOST_KEPT = 100_000

/** Names a form and what it is about: `edit-action/ID`. */
export const formKey = givenLine(200).min(1)

/** What is typed in the fields of a form, by their names. */
export const formValues = z
  .record(givenLine(200), givenText(MOST_WORDS))
  .refine((values) => Object.keys(values).length <= MOST_FIELDS, { error: 'too-many' })
  .refine((values) => Object.values(values).reduce((sum, value) => sum + value.length, 0) <= MOST_KEPT, {
    error: 'too-long',
  })

/** A form that a person began to fill in, and when it was last changed. */
export const keptForm = z.object({ values: z.record(z.string(), z.string()), keptAt: instant })
export type KeptForm = z.output<typeof keptForm>

/** A form that a person began to fill in, with its key. */
export const keptFormListed = keptForm.extend({ key: z.string() })
export type KeptFormListed = z.output<typeof keptFormListed>
