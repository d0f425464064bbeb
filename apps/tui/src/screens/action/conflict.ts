import type { ActionView } from '@beatbook/contract'
import { isChoice, isSaid, type SaidField } from '@beatbook/domain'
import { fieldWords, saidAlone } from '@beatbook/domain/english'
import { lines } from '../../output/page.ts'
import { lineOf } from '../line.ts'
import { textIn, type UpdateForm } from './update-form.ts'

/** A field that somebody else changed while a form was open, with its three values in words. */
export interface Conflict {
  readonly field: SaidField
  readonly was: string
  readonly theirs: string
  readonly mine: string
}

/** The fields of a form that somebody changed meanwhile, given the action as it is now. */
export const conflictsIn = (form: UpdateForm, now: ActionView, fields: readonly string[]): Conflict[] =>
  fields.filter(isSaid).map((field) => ({
    field,
    was: saidAlone(field, form.action[field]),
    theirs: saidAlone(field, now[field]),
    mine: mineIn(form, field),
  }))

const mineIn = (form: UpdateForm, field: SaidField): string => {
  const text = textIn(form, field)
  return isChoice(field) && text !== 'none' ? saidAlone(field, text as never) : text
}

/** The conflict as lines: “Declared level: was Amber · theirs Red · yours Green”. */
export const conflictLines = (conflicts: readonly Conflict[], width: number): string[] => [
  ...lines('Somebody changed this since you opened it:', width).map(({ text }) => text),
  ...conflicts.flatMap(({ field, was, theirs, mine }) =>
    lines(`${fieldWords[field].title}: was ${was} · theirs ${theirs} · yours ${mine}`, width, 'plain', 2).map(
      ({ text }) => text,
    ),
  ),
]

/** The form with theirs in place of mine in the fields of the conflict. */
export const withTheirs = (form: UpdateForm): UpdateForm => ({
  ...form,
  ...Object.fromEntries(
    (form.conflict ?? []).map(({ field }) => [field, isChoice(field) ? null : lineOf()] as const),
  ),
  conflict: null,
  error: null,
})
