import { daysBetween } from '../calendar/date.ts'
import { type ComparedField, comparedFields, type FieldChange } from './comparison.ts'
import type { ActionAt } from './plan-at.ts'
import { sameValue } from './same-value.ts'
import { compareWords } from './words.ts'

/** The fields in which an action after differs from the one before, each with its change, in their order. */
export const changesOf = (before: ActionAt, after: ActionAt): FieldChange[] =>
  comparedFields
    .filter((field) => !sameValue(before[field], after[field]))
    .map((field) => changeOf(field, before, after))

/**
 * The change of one field. A text has the changed words marked, a timescale the days by which its end moved.
 */
export const changeOf = (field: ComparedField, before: ActionAt, after: ActionAt): FieldChange => {
  if (field === 'text')
    return { field, before: before.text, after: after.text, words: compareWords(before.text, after.text) }
  if (field === 'timescale') {
    const [was, is] = [before.timescale.latest, after.timescale.latest]
    const days = was === null || is === null ? null : daysBetween(was, is)
    return {
      field,
      before: before.timescale,
      after: after.timescale,
      days,
      original: after.originalTimescale,
    }
  }
  return { field, before: before[field], after: after[field] } as FieldChange
}
