import type { ActionView } from '@beatbook/contract'
import {
  type ChoiceField,
  type ChoicesOf,
  canBeTakenBack,
  defaultSettings,
  fieldChoices,
  givenFields,
  type IsoDate,
  isChoice,
  isSaid,
  type KnownAction,
  readTimescale,
  type recordUpdate,
  type SaidField,
  saidFieldNames,
  saidIn,
  TAKEN_BACK,
} from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { timescaleSentence, toWrite } from '@beatbook/presentation'
import type * as z from 'zod'
import { type Line, type LineKey, lineOf, typed } from '../line.ts'
import { refusedBy } from './judged.ts'

export type UpdateField = 'words' | SaidField | 'reason'
/** The fields of the form from top to bottom: words, choices, the timescale with its reason, and the others. */
export const updateFields: readonly UpdateField[] = [
  'words',
  ...saidFieldNames.filter(isChoice),
  'timescale',
  'reason',
  ...saidFieldNames.filter((field) => !isChoice(field) && field !== 'timescale'),
]

/**
 * What is chosen or typed for each field of an action: of a choice its code, or `none` for taking it back;
 * `null` leaves it as it is.
 */
type Said = { readonly [F in SaidField]: F extends ChoiceField ? string | null : Line }

/** An update being written on an action, as it was when the form was opened. */
export interface UpdateForm extends Said {
  readonly action: ActionView
  /** The same ids until it is recorded: what is sent twice then happens once. */
  readonly ids: { readonly commandId: string; readonly updateId: string }
  /** What it is judged by: the events of today with the state before them, and the plan's rules. */
  readonly known: KnownAction
  readonly field: UpdateField
  readonly words: Line
  readonly reason: Line
  readonly sending: boolean
  readonly error: string | null
}

/** An empty form on an action. */
export const updateForm = (action: ActionView, known: KnownAction, ids: UpdateForm['ids']): UpdateForm => ({
  action,
  known,
  ids,
  field: 'words',
  ...nothingSaid,
  words: lineOf(),
  reason: lineOf(),
  sending: false,
  error: null,
})

// A list cannot tell which of the fields are choices: `Said` does.
const nothingSaid = Object.fromEntries(
  saidFieldNames.map((field) => [field, isChoice(field) ? null : lineOf()]),
) as unknown as Said

/** What is chosen or typed for a field of the form, as text. */
export const textIn = (form: UpdateForm, field: UpdateField): string => {
  const said = form[field]
  return typeof said === 'string' ? said : (said?.text.trim() ?? '')
}

/** Whether anything was written that leaving would lose. */
export const hasWords = (form: UpdateForm): boolean =>
  updateFields.some((field) => {
    const said = form[field]
    return typeof said === 'string' || (said !== null && said.text !== '')
  })

/**
 * The form after a key: arrows turn a choice, up and down and Tab change the field, everything else is typed.
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
      ...(canBeTakenBack(field) ? [TAKEN_BACK] : []),
    ]
    return turn === 0 ? form : { ...form, [field]: neighbour(codes, form[field], turn), error: null }
  }
  // What is no choice is a line.
  return { ...form, [field]: typed(form[field] as Line, input, key), error: null }
}

const choicesOf = ({ action, known }: UpdateForm): ChoicesOf => ({
  plan: action,
  settings: known.settings ?? defaultSettings,
})

/** What the timescale being typed means, in words; `null` while nothing is typed. */
export const timescaleMeaning = (form: UpdateForm): string | null => {
  if (form.timescale.text.trim() === '') return null
  const { timescale } = readTimescale(form.timescale.text.trim())
  return timescale.kind === 'unknown'
    ? refusalSentence({ code: 'timescale-not-understood', args: { said: timescale.said } })
    : timescaleSentence(timescale)
}

/**
 * What the form asks for beside the fields, by what the plan's rules say of the level that is being declared.
 */
export const askedBy = (
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

/** The command the form gives, without the fields if one of them does not fit. */
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
 * Why the form cannot be sent yet, in a sentence; `null` when it can. It is decided by the domain's own
 * functions, on what was known of the action when the form was opened; the server decides again.
 */
export const complaint = (form: UpdateForm, today: IsoDate): string | null => {
  const given = givenIn(form)
  if (!given.ok) return `${toWrite(given.error)}.`
  return refusedBy('record-update', commandOf(form), form.known, today)
}

const neighbour = <T>(all: readonly T[], now: T, by: number): T =>
  all[(all.indexOf(now) + by + all.length) % all.length] as T
