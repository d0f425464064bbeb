import type { ActionView } from '@beatbook/contract'
import {
  type IsoDate,
  judgeAction,
  type KnownAction,
  type LevelCode,
  levels,
  progress,
  readTimescale,
  recordUpdate,
  type Stage,
  workflows,
} from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { timescaleSentence } from '@beatbook/presentation'
import type * as z from 'zod'
import { type Line, type LineKey, lineOf, typed } from '../line.ts'

export const updateFields = ['words', 'stage', 'level', 'timescale', 'reason', 'progress'] as const
export type UpdateField = (typeof updateFields)[number]

/** An update being written on an action, as it was when the form was opened. */
export interface UpdateForm {
  readonly action: ActionView
  /** The same ids until it is recorded: what is sent twice then happens once. */
  readonly ids: { readonly commandId: string; readonly updateId: string }
  /** What it is judged by: the events of today with the state before them, and the plan's rules. */
  readonly known: KnownAction
  readonly field: UpdateField
  readonly words: Line
  /** `null` leaves the stage, or the level, as it is. */
  readonly stage: Stage | null
  readonly level: LevelCode | 'none' | null
  readonly timescale: Line
  readonly reason: Line
  /** The share of the work done, in per cent, as it is typed. */
  readonly progress: Line
  readonly sending: boolean
  readonly error: string | null
}

/** An empty form on an action. */
export const updateForm = (action: ActionView, known: KnownAction, ids: UpdateForm['ids']): UpdateForm => ({
  action,
  known,
  ids,
  field: 'words',
  words: lineOf(),
  stage: null,
  level: null,
  timescale: lineOf(),
  reason: lineOf(),
  progress: lineOf(),
  sending: false,
  error: null,
})

/** Whether anything was written that leaving would lose. */
export const hasWords = (form: UpdateForm): boolean =>
  [form.words, form.timescale, form.reason, form.progress].some(({ text }) => text !== '') ||
  form.stage !== null ||
  form.level !== null

/**
 * The form after a key: arrows turn stage and level, up and down and Tab change the field, everything else is
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
  const turn = key.leftArrow ? -1 : key.rightArrow || input === ' ' ? 1 : 0
  if (form.field === 'stage')
    return turn === 0
      ? form
      : {
          ...form,
          stage: neighbour([null, ...workflows[form.action.workflow]], form.stage, turn),
          error: null,
        }
  if (form.field === 'level')
    return turn === 0
      ? form
      : {
          ...form,
          level: neighbour([null, ...levels.map((l) => l.code), 'none' as const], form.level, turn),
          error: null,
        }
  return { ...form, [form.field]: typed(form[form.field], input, key), error: null }
}

/** What the timescale being typed means, in words; `null` while nothing is typed. */
export const timescaleMeaning = (form: UpdateForm): string | null => {
  if (form.timescale.text.trim() === '') return null
  const { timescale } = readTimescale(form.timescale.text.trim())
  return timescale.kind === 'unknown'
    ? refusalSentence({ code: 'timescale-not-understood', args: { said: timescale.said } })
    : timescaleSentence(timescale)
}

/**
 * The share of the work done that is typed, with or without its sign; `null` while none is, or it is none.
 */
export const shareTyped = ({ progress: { text } }: UpdateForm): number | null => {
  const said = text.trim().replace(/\s*%$/, '')
  return said === '' ? null : (progress.safeParse(Number(said)).data ?? null)
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

/** The command the form gives. */
export const commandOf = (form: UpdateForm): z.input<typeof recordUpdate.input> => {
  const { stage, level, timescale, progress } = form.action.touched
  const share = shareTyped(form)
  return {
    ...form.ids,
    actionId: form.action.id,
    text: form.words.text.trim(),
    ...(form.stage === null ? {} : { stage: form.stage }),
    ...(form.level === null ? {} : { level: form.level === 'none' ? null : form.level }),
    ...(share === null ? {} : { progress: share }),
    ...(form.timescale.text.trim() === '' ? {} : { timescale: form.timescale.text.trim() }),
    ...(form.reason.text.trim() === '' ? {} : { reason: form.reason.text.trim() }),
    seen: { stage, level, timescale, progress },
  }
}

/**
 * Why the form cannot be sent yet, in a sentence; `null` when it can. It is decided by the domain's own
 * functions, on what was known of the action when the form was opened; the server decides again.
 */
export const complaint = (form: UpdateForm, today: IsoDate): string | null => {
  if (form.progress.text.trim() !== '' && shareTyped(form) === null)
    return 'Write the share done as a whole number from 0 to 100.'
  const input = recordUpdate.input.safeParse(commandOf(form))
  if (!input.success) return null
  const { commandId, updateId } = form.ids
  const judged = judgeAction({ name: 'record-update', input: input.data }, form.known, {
    today,
    actor: commandId,
    newId: () => updateId,
  })
  return judged?.ok === false ? refusalSentence(judged.error) : null
}

const neighbour = <T>(all: readonly T[], now: T, by: number): T =>
  all[(all.indexOf(now) + by + all.length) % all.length] as T
