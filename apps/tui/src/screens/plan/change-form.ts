import type { CommandInput } from '@beatbook/api/client'
import type { ChangePreviewRow, PlanView } from '@beatbook/contract'
import {
  type ChoiceField,
  CLEAR_INPUT,
  fieldChoices,
  givenFields,
  type Instant,
  isChoice,
  isClearable,
  isSaid,
  readDayFrom,
  readShift,
  type SaidField,
  type Settings,
  saidFieldNames,
  tagsTyped,
} from '@beatbook/domain'
import { fieldWords, toWrite } from '@beatbook/domain/english'
import { cellsOf } from '../../column/cells.ts'
import { wordsOf } from '../../command/words.ts'
import { stopOf } from '../../session/failure.ts'
import { londonToday } from '../../session/today.ts'
import { type Line, type LineKey, lineOf, typed } from '../line.ts'

type ChoiceKey = ChoiceField | 'section' | 'promised'
type LineField =
  | Exclude<SaidField, ChoiceField>
  | 'owners'
  | 'addTags'
  | 'removeTags'
  | 'shift'
  | 'update'
  | 'text'
  | 'columns'
  | 'reason'
  | 'on'
export type ChangeField = ChoiceKey | LineField

/** The fields of the form from top to bottom. */
export const changeFields: readonly ChangeField[] = [
  'shift',
  'update',
  ...saidFieldNames.filter(isChoice),
  'owners',
  'addTags',
  'removeTags',
  'section',
  ...saidFieldNames.filter((field): field is Exclude<SaidField, ChoiceField> => !isChoice(field)),
  'columns',
  'promised',
  'reason',
  'on',
]

/** A change of several actions as it is written, with what it would do. */
export interface ChangeForm {
  readonly plan: PlanView
  readonly settings: Settings
  /** The ids of the actions. */
  readonly rows: readonly string[]
  readonly field: ChangeField
  /** The choices that were made, by their field: a code, or `none` to take a value away. */
  readonly choices: Readonly<Partial<Record<ChoiceKey, string>>>
  readonly lines: Readonly<Partial<Record<LineField, Line>>>
  /** What the change would do, for the input that `asked` is; `null` until it was asked for. */
  readonly preview: { readonly asked: string; readonly rows: readonly ChangePreviewRow[] } | null
  /** Why an action that could be changed is left out: somebody changed it meanwhile. */
  readonly left: ReadonlyMap<string, string>
  readonly scroll: number
  readonly sending: boolean
  readonly error: string | null
  /** When what it began with was written, where that was kept and not saved. */
  readonly keptAt: Instant | null
}

/** A form for these actions of a plan. */
export const changeForm = (plan: PlanView, settings: Settings, rows: readonly string[]): ChangeForm => ({
  plan,
  settings,
  rows,
  field: 'shift',
  choices: {},
  lines: {},
  preview: null,
  left: new Map(),
  scroll: 0,
  sending: false,
  error: null,
  keptAt: null,
})

export const changeFieldTitle = (field: ChangeField): string =>
  titles[field as keyof typeof titles] ?? fieldWords[field as SaidField].short

const titles = {
  shift: 'Shift dates',
  update: 'Update',
  owners: 'Owners',
  addTags: 'Add tags',
  removeTags: 'Remove tags',
  section: 'Section',
  columns: 'Columns',
  promised: 'Promised',
  reason: 'Reason',
  on: 'True from',
}

export const isChoiceKey = (field: ChangeField): field is ChoiceKey =>
  field === 'section' || field === 'promised' || (isSaid(field) && isChoice(field))

/** The codes of a choice, without the one that leaves it as it is. */
export const codesOf = (
  { plan, settings }: Pick<ChangeForm, 'plan' | 'settings'>,
  field: ChoiceKey,
): string[] =>
  field === 'section'
    ? plan.sections.map(({ id }) => id)
    : field === 'promised'
      ? ['withdrawn', 'promised']
      : [...fieldChoices[field].of({ plan, settings }), ...(isClearable(field) ? [CLEAR_INPUT] : [])]

/** The form after a key: as in the form of an update. Whatever is changed makes the preview old. */
export const changeFormTyped = (
  form: ChangeForm,
  input: string,
  key: LineKey & {
    upArrow?: boolean
    downArrow?: boolean
    tab?: boolean
    shift?: boolean
    pageUp?: boolean
    pageDown?: boolean
  },
): ChangeForm => {
  if (form.sending) return form
  if (key.pageDown || key.pageUp)
    return { ...form, scroll: Math.max(0, form.scroll + (key.pageDown ? 5 : -5)) }
  if (key.tab || key.downArrow || key.upArrow) {
    const by = key.upArrow || (key.tab && key.shift) ? -1 : 1
    const at = (changeFields.indexOf(form.field) + by + changeFields.length) % changeFields.length
    return { ...form, field: changeFields[at] as ChangeField }
  }
  const { field } = form
  if (isChoiceKey(field)) {
    const turn = key.leftArrow ? -1 : key.rightArrow || input === ' ' ? 1 : 0
    if (turn === 0) return form
    const codes = [undefined, ...codesOf(form, field)]
    const chosen = codes[(codes.indexOf(form.choices[field]) + turn + codes.length) % codes.length]
    const { [field]: _, ...others } = form.choices
    return changed(form, { choices: chosen === undefined ? others : { ...others, [field]: chosen } })
  }
  return changed(form, {
    lines: { ...form.lines, [field]: typed(form.lines[field] ?? lineOf(), input, key) },
  })
}

const changed = (form: ChangeForm, more: Partial<ChangeForm>): ChangeForm => ({
  ...form,
  ...more,
  left: new Map(),
  scroll: 0,
  error: null,
})

export type Change = Omit<CommandInput<'change-actions'>, 'commandId'>

/** The change that is written; `null` while nothing is, and a sentence where something does not fit. */
export const changeOf = (form: ChangeForm): Change | string | null => {
  const text = (field: LineField): string => form.lines[field]?.text.trim() ?? ''
  const { section, promised, ...choices } = form.choices
  const shift = text('shift')
  if (shift !== '' && readShift(shift) === null) return 'Write how far the dates move: 14d, -2w, 3m or 1y.'
  const on = text('on') === '' ? undefined : readDayFrom(text('on'), londonToday())
  if (on === null) return 'Write the day like 31/10/2026, yesterday or “last month end”.'
  const said = Object.fromEntries(
    saidFieldNames.map((field) => [
      field,
      isChoice(field) ? choices[field] : text(field as LineField) || undefined,
    ]),
  )
  const given = givenFields(said)
  if (!given.ok) return `${toWrite(given.error)}.`
  let columns: ReturnType<typeof cellsOf> = {}
  try {
    columns = cellsOf(wordsOf(text('columns')), form.settings.columns)
  } catch (error) {
    return stopOf(error).message
  }
  const values = {
    ...given.value,
    ...(shift === '' ? {} : { shift }),
    ...(text('update') === '' ? {} : { update: text('update') }),
    ...(text('owners') === '' ? {} : { owners: ownersIn(text('owners')) }),
    ...(text('addTags') === '' ? {} : { addTags: tagsTyped(text('addTags')) }),
    ...(text('removeTags') === '' ? {} : { removeTags: tagsTyped(text('removeTags')) }),
    ...(section === undefined ? {} : { sectionId: section }),
    ...(Object.keys(columns).length === 0 ? {} : { columns }),
    ...(promised === undefined ? {} : { withdrawn: promised === 'withdrawn' }),
  }
  if (Object.keys(values).length === 0) return null
  return {
    planId: form.plan.id,
    rows: form.rows.map((actionId) => ({ actionId })),
    ...values,
    ...(text('reason') === '' ? {} : { reason: text('reason') }),
    ...(on === undefined ? {} : { on }),
  }
}

const ownersIn = (text: string): { name: string }[] =>
  text.split(';').flatMap((part) => (part.trim() === '' ? [] : [{ name: part.trim() }]))

/** The rows of a preview that a save would change. */
export const savedRows = ({
  preview,
  left,
}: Pick<ChangeForm, 'preview' | 'left'>): readonly ChangePreviewRow[] =>
  (preview?.rows ?? []).filter(
    (row) => row.refusal === null && Object.keys(row.after).length > 0 && !left.has(row.actionId),
  )

/** Whether something was written into the form. */
export const hasChange = ({ choices, lines }: Pick<ChangeForm, 'choices' | 'lines'>): boolean =>
  Object.keys(choices).length > 0 || Object.values(lines).some((line) => line.text !== '')

/** What is written into the form, by field: what a draft keeps. */
export const changeInputsOf = ({
  choices,
  lines,
}: Pick<ChangeForm, 'choices' | 'lines'>): Readonly<Record<string, string>> => ({
  ...choices,
  ...Object.fromEntries(
    Object.entries(lines).flatMap(([field, line]) => (line.text === '' ? [] : [[field, line.text]])),
  ),
})

/** A form with what a draft kept. Choices that the plan no longer has, and unknown fields, are left out. */
export const withChangeInputs = (form: ChangeForm, inputs: Readonly<Record<string, string>>): ChangeForm => {
  const kept = changeFields.flatMap((field) => {
    const input = inputs[field]
    return input === undefined ? [] : [[field, input] as const]
  })
  return {
    ...form,
    choices: Object.fromEntries(
      kept.filter(([field, code]) => isChoiceKey(field) && codesOf(form, field).includes(code)),
    ),
    lines: Object.fromEntries(
      kept.flatMap(([field, text]) => (isChoiceKey(field) ? [] : [[field, lineOf(text)]])),
    ),
  }
}

/** The name under which a change of actions of a plan that was not saved is kept. */
export const changeDraftOf = ({ plan }: Pick<ChangeForm, 'plan'>): string => `change ${plan.id}`
