import type { ActionView } from '@beatbook/contract'
import {
  type ChoiceField,
  type ChoicesOf,
  CLEAR_INPUT,
  defaultSettings,
  fieldChoices,
  givenFields,
  type IsoDate,
  isChoice,
  isClearable,
  isSaid,
  type KnownAction,
  readTimescale,
  type recordUpdate,
  type SaidField,
  saidFieldNames,
  saidIn,
} from '@beatbook/domain'
import { refusalSentence, timescaleSentence, toWrite } from '@beatbook/domain/english'
import type * as z from 'zod'
import { type Line, type LineKey, lineOf, typed } from '../line.ts'
import type { Conflict } from './conflict.ts'
import { refusedBy } from './judged.ts'

export type UpdateField = 'words' | SaidField | 'reason'
/**
 * The fields of the form from top to bottom: text, choices, the timescale with its reason, and the others.
 */
export const updateFields: readonly UpdateField[] = [
  'words',
  ...saidFieldNames.filter(isChoice),
  'timescale',
  'reason',
  ...saidFieldNames.filter((field) => !isChoice(field) && field !== 'timescale'),
]

/**
 * The input for each field of an action: for a choice its code, or `none` for withdrawing it; `null` leaves
 * it unchanged.
 */
type FieldInputs = { readonly [F in SaidField]: F extends ChoiceField ? string | null : Line }

/** An update being written on an action, as of when the form was opened. */
export interface UpdateForm extends FieldInputs {
  readonly action: ActionView
  /** The same ids until it is recorded, so that sending it twice records it once. */
  readonly ids: { readonly commandId: string; readonly updateId: string }
  /** What it is decided by: the events of today with the state before them, and the plan's rules. */
  readonly known: KnownAction
  readonly field: UpdateField
  readonly words: Line
  readonly reason: Line
  readonly sending: boolean
  readonly error: string | null
  /** What somebody else changed since the form was opened, until it is decided. */
  readonly conflict: readonly Conflict[] | null
}

/** An empty form on an action. */
export const updateForm = (action: ActionView, known: KnownAction, ids: UpdateForm['ids']): UpdateForm => ({
  action,
  known,
  ids,
  field: 'words',
  ...emptyInputs,
  words: lineOf(),
  reason: lineOf(),
  sending: false,
  error: null,
  conflict: null,
})

// `Object.fromEntries` loses which fields are choices; `FieldInputs` has it.
const emptyInputs = Object.fromEntries(
  saidFieldNames.map((field) => [field, isChoice(field) ? null : lineOf()]),
) as unknown as FieldInputs

/** The input for a field of the form, as text. */
export const textIn = (form: UpdateForm, field: UpdateField): string => {
  const input = form[field]
  return typeof input === 'string' ? input : (input?.text.trim() ?? '')
}

/** Whether the form has input that would be lost on leaving. */
export const hasWords = (form: UpdateForm): boolean =>
  updateFields.some((field) => {
    const input = form[field]
    return typeof input === 'string' || (input !== null && input.text !== '')
  })

/** What is typed into a form, by field: what a draft keeps. Fields that nothing was typed into are absent. */
export const inputsOf = (form: UpdateForm): Readonly<Record<string, string>> =>
  Object.fromEntries(
    updateFields.flatMap((field) => {
      const input = form[field]
      const text = typeof input === 'string' ? input : (input?.text ?? '')
      return text === '' ? [] : [[field, text] as const]
    }),
  )

/** A form with what a draft kept. Fields that the form does not have are left out. */
export const withInputs = (form: UpdateForm, inputs: Readonly<Record<string, string>>): UpdateForm => ({
  ...form,
  ...Object.fromEntries(
    updateFields.flatMap((field) => {
      const text = inputs[field]
      if (text === undefined) return []
      return [[field, isSaid(field) && isChoice(field) ? text : lineOf(text)] as const]
    }),
  ),
})

/**
 * The form after a key: left and right change a choice, up, down and Tab change the field, everything else is
 * typed.
 */
export const updateFormTyped = (
  form: UpdateForm,
  input: string,
  key: LineKey & { upArrow?: boolean; downArrow?: boolean; tab?: boolean; shift?: boolean },
): UpdateForm => {
  if (form.sending) return form
  if (key.tab || key.downArrow || key.upArrow)
    return {
      ...form,
      field: neighbour(updateFields, form.field, key.upArrow || (key.tab && key.shift) ? -1 : 1),
    }
  const { field } = form
  if (isSaid(field) && isChoice(field)) {
    const turn = key.leftArrow ? -1 : key.rightArrow || input === ' ' ? 1 : 0
    const codes = [
      null,
      ...fieldChoices[field].of(choicesOf(form)),
      ...(isClearable(field) ? [CLEAR_INPUT] : []),
    ]
    return turn === 0 ? form : { ...form, [field]: neighbour(codes, form[field], turn), error: null }
  }
  // A field that is not a choice is a line.
  return { ...form, [field]: typed(form[field] as Line, input, key), error: null }
}

const choicesOf = ({ action, known }: UpdateForm): ChoicesOf => ({
  plan: action,
  settings: known.settings ?? defaultSettings,
})

/** The meaning of the typed timescale, in words; `null` while nothing is typed. */
export const timescaleMeaning = (form: UpdateForm): string | null => {
  if (form.timescale.text.trim() === '') return null
  const { timescale } = readTimescale(form.timescale.text.trim())
  return timescale.kind === 'unknown'
    ? refusalSentence({ code: 'timescale-not-understood', args: { said: timescale.said } })
    : timescaleSentence(timescale)
}

/** The prompts beside the fields, depending on what the plan's rules ask for the chosen level. */
export const promptsOf = (
  form: UpdateForm,
): { readonly words: string; readonly timescale: string; readonly reason: string } => {
  const now = timescaleSentence(form.action.timescale)
  const level = form.known.ragRules?.levels.find(({ code }) => code === form.level)
  return {
    words: level?.reasonDue ? 'What is the risk or issue?' : 'What happened?',
    timescale: level?.asksNextDate ? `Does the date move? Now ${now}` : `stays ${now}`,
    reason: level?.asksNextDate
      ? 'why the date moves, if it does'
      : 'needed for a new timescale, and to open again what is complete',
  }
}

const givenIn = (form: UpdateForm) =>
  givenFields(Object.fromEntries(saidFieldNames.map((field) => [field, textIn(form, field)])))

/** The command of the form, without its fields if one of them is invalid. */
export const commandOf = (form: UpdateForm): z.input<typeof recordUpdate.input> => {
  const given = givenIn(form)
  return {
    ...form.ids,
    actionId: form.action.id,
    text: textIn(form, 'words'),
    ...(given.ok ? given.value : {}),
    ...(textIn(form, 'reason') === '' ? {} : { reason: textIn(form, 'reason') }),
    seen: saidIn(form.action.touched),
  }
}

/**
 * Why the form cannot be sent yet, in a sentence; `null` when it can. Decided by the domain's own functions
 * on the action as of when the form was opened; the server decides again.
 */
export const complaint = (form: UpdateForm, today: IsoDate): string | null => {
  const given = givenIn(form)
  if (!given.ok) return `${toWrite(given.error)}.`
  return refusedBy('record-update', commandOf(form), form.known, today)
}

const neighbour = <T>(all: readonly T[], now: T, by: number): T =>
  all[(all.indexOf(now) + by + all.length) % all.length] as T
