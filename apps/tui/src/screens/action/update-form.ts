import type { ActionView } from '@beatbook/contract'
import { type LevelCode, levels, progress, readTimescale, type Stage, workflows } from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { timescaleSentence } from '@beatbook/presentation'
import { type Line, type LineKey, lineOf, typed } from '../line.ts'

export const updateFields = ['words', 'stage', 'level', 'timescale', 'reason', 'progress'] as const
export type UpdateField = (typeof updateFields)[number]

/** An update being written on an action, as it was when the form was opened. */
export interface UpdateForm {
  readonly action: ActionView
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
export const updateForm = (action: ActionView): UpdateForm => ({
  action,
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
  [form.words, form.timescale, form.reason, form.progress].some(({ text }) => text !== '') || form.stage !== null || form.level !== null

/** The form after a key: arrows turn stage and level, up and down and Tab change the field, everything else is typed. */
export const updateFormTyped = (
  form: UpdateForm,
  input: string,
  key: LineKey & { upArrow?: boolean; downArrow?: boolean; tab?: boolean; shift?: boolean },
): UpdateForm => {
  if (form.sending) return form
  if (key.tab || key.downArrow || key.upArrow) return { ...form, field: neighbour(updateFields, form.field, key.upArrow || (key.tab && key.shift) ? -1 : 1) }
  const turn = key.leftArrow ? -1 : key.rightArrow || input === ' ' ? 1 : 0
  if (form.field === 'stage')
    return turn === 0 ? form : { ...form, stage: neighbour([null, ...workflows[form.action.workflow]], form.stage, turn), error: null }
  if (form.field === 'level')
    return turn === 0 ? form : { ...form, level: neighbour([null, ...levels.map((l) => l.code), 'none' as const], form.level, turn), error: null }
  return { ...form, [form.field]: typed(form[form.field], input, key), error: null }
}

/** What the timescale being typed means, in words; `null` while nothing is typed. */
export const timescaleMeaning = (form: UpdateForm): string | null => {
  if (form.timescale.text.trim() === '') return null
  const { timescale } = readTimescale(form.timescale.text.trim())
  return timescale.kind === 'unknown' ? refusalSentence({ code: 'timescale-not-understood', args: { said: timescale.said } }) : timescaleSentence(timescale)
}

/** The share of the work done that is typed, with or without its sign; `null` while none is, or it is none. */
export const shareTyped = ({ progress: { text } }: UpdateForm): number | null => {
  const said = text.trim().replace(/\s*%$/, '')
  return said === '' ? null : (progress.safeParse(Number(said)).data ?? null)
}

/** What the form asks for beside the fields, for the level that is being declared: the risk or issue; for red, whether the date moves and why. */
export const askedBy = (form: UpdateForm): { readonly words: string; readonly timescale: string; readonly reason: string } => {
  const stays = `stays ${timescaleSentence(form.action.timescale)}`
  const usual = { words: 'What happened?', timescale: stays, reason: 'needed for a new timescale, and to open again what is complete' }
  if (form.level === null || !asking.includes(form.level)) return usual
  const words = 'What is the risk or issue?'
  return form.level === 'red' || form.level === 'amber-red'
    ? { words, timescale: `Does the date move? Now ${timescaleSentence(form.action.timescale)}`, reason: 'why the date moves, if it does' }
    : { ...usual, words }
}

const asking: readonly string[] = ['red', 'amber-red', 'amber']

/** Why the form cannot be sent yet, in a sentence; `null` when it can. The server holds it to the same rules again. */
export const complaint = (form: UpdateForm): string | null => {
  const moves = form.timescale.text.trim() !== ''
  const shares = form.progress.text.trim() !== ''
  if (form.words.text.trim() === '' && form.stage === null && form.level === null && !moves && !shares)
    return refusalSentence({ code: 'nothing-said', args: {} })
  if (shares && shareTyped(form) === null) return 'Write the share done as a whole number from 0 to 100.'
  if (moves && readTimescale(form.timescale.text.trim()).timescale.kind === 'unknown') return timescaleMeaning(form)
  if (moves && form.reason.text.trim() === '') return refusalSentence({ code: 'reason-needed', args: { field: 'timescale' } })
  if (form.action.stage === 'complete' && form.stage !== null && form.stage !== 'complete' && form.reason.text.trim() === '')
    return refusalSentence({ code: 'reason-needed', args: { field: 'stage' } })
  return null
}

const neighbour = <T>(all: readonly T[], now: T, by: number): T => all[(all.indexOf(now) + by + all.length) % all.length] as T
