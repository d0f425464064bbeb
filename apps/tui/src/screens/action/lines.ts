import type { ActionView, Ribbon } from '@beatbook/contract'
import type { HistoryEntry, IsoDate } from '@beatbook/domain'
import {
  becauseWords,
  counted,
  dayWords,
  entryText,
  historyTitle,
  instantWords,
  settledWords,
} from '@beatbook/domain/english'
import { placeWords } from '@beatbook/presentation'
import { factRows } from '../../action/fact-rows.ts'
import { blank, facts, lines, type PageLine } from '../../output/page.ts'
import { drawRibbon, ribbonLines } from '../../rating/ribbon.ts'

/**
 * An action's page as lines of at most `width` columns: its facts, its ribbon, then its history, newest
 * first.
 */
export const actionLines = (
  action: ActionView,
  history: readonly HistoryEntry[],
  ribbon: Ribbon | null,
  width: number,
  ascii = false,
): PageLine[] => [
  ...lines(`${action.ref}  ${action.text}`, width, 'title'),
  blank,
  ...facts(factRows(action, ribbon), width),
  ...(ribbon === null ? [] : [blank, ...ribbonLines(drawRibbon(ribbon, width, ascii))]),
  blank,
  { text: `History, ${counted(history.length, 'entry', { plural: 'entries' })}`, tone: 'heading' },
  ...timelineOf(history, ribbon, width).flatMap(({ page }) => [blank, ...page]),
]

/**
 * The history, newest first, merged with the changes of the level by the rules: a change comes after the
 * entries of its day.
 */
const timelineOf = (
  history: readonly HistoryEntry[],
  ribbon: Ribbon | null,
  width: number,
): { on: IsoDate; page: PageLine[] }[] => {
  const entries = history.toReversed().map((entry) => ({ on: entry.on, page: entryLines(entry, width) }))
  return [...entries, ...turnsOf(ribbon, width)].sort((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : 0))
}

const turnsOf = (ribbon: Ribbon | null, width: number): { on: IsoDate; page: PageLine[] }[] =>
  (ribbon?.computed ?? []).flatMap((interval, at, all) => {
    const before = all[at - 1]
    if (ribbon === null || interval.from > ribbon.asAt || before?.level === interval.level) return []
    const met = interval.because.filter((test) => test.met)
    const was = before === undefined || before.to !== interval.from ? '' : `, was ${before.word}`
    const reason = interval.overridden
      ? 'a person replaced it'
      : met.length === 0
        ? null
        : becauseWords(met, interval.from)
    const text = `${dayWords(interval.from)}  ${interval.shape} ${interval.word} by the rules${was}${reason === null ? '' : `: ${reason}`}`
    return [{ on: interval.from, page: lines(text, width, 'quiet') }]
  })

const entryLines = (entry: HistoryEntry, width: number): PageLine[] => [
  ...lines(
    `${dayWords(entry.on)}${entry.dated ? '' : ' (the document’s date)'}  ${historyTitle(entry)}${entry.undone ? ' (undone)' : ''}`,
    width,
    'heading',
  ),
  ...(entryText(entry) === null ? [] : lines(entryText(entry) ?? '', width, 'plain', 2)),
  ...(entry.reason === null ? [] : lines(`Reason: ${entry.reason}`, width, 'plain', 2)),
  ...lines(
    entry.document
      ? `read from ${entry.document.name}${entry.document.place ? `, ${placeWords(entry.document.place)}` : ''}`
      : `${entry.actor.name}, recorded ${instantWords(entry.recordedAt)}`,
    width,
    'quiet',
    2,
  ),
  ...(entry.undone === null ? [] : lines(settledWords('undone', entry.undone), width, 'quiet', 2)),
  ...(entry.redone === null ? [] : lines(settledWords('redone', entry.redone), width, 'quiet', 2)),
]
