import type { ActionView, HistoryEntry, Ribbon } from '@beatbook/domain'
import { counted, dayWords, historyTitle, instantWords, placeWords } from '@beatbook/presentation'
import { factRows } from '../../action/fact-rows.ts'
import { blank, facts, lines, type PageLine } from '../../output/page.ts'
import { drawRibbon, ribbonLines } from '../../rag/ribbon.ts'

/** An action's page as lines of at most `width` columns: its facts, its ribbon through time, then its history, newest first. */
export const actionLines = (action: ActionView, history: readonly HistoryEntry[], ribbon: Ribbon | null, width: number, ascii = false): PageLine[] => [
  ...lines(`${action.ref}  ${action.text}`, width, 'title'),
  blank,
  ...facts(factRows(action, ribbon), width),
  ...(ribbon === null ? [] : [blank, ...ribbonLines(drawRibbon(ribbon, width, ascii))]),
  blank,
  { text: `History, ${counted(history.length, 'entry', { plural: 'entries' })}`, tone: 'heading' },
  ...history.toReversed().flatMap((entry) => [blank, ...entryLines(entry, width)]),
]

const entryLines = (entry: HistoryEntry, width: number): PageLine[] => [
  ...lines(
    `${dayWords(entry.on)}${entry.dated ? '' : ' (the document’s date)'}  ${historyTitle(entry)}${entry.undone ? ' (taken back)' : ''}`,
    width,
    'heading',
  ),
  ...(entry.text === null ? [] : lines(entry.text, width, 'plain', 2)),
  ...(entry.reason === null ? [] : lines(`Reason: ${entry.reason}`, width, 'plain', 2)),
  ...lines(
    entry.document
      ? `read from ${entry.document.name}${entry.document.place ? `, ${placeWords(entry.document.place)}` : ''}`
      : `${entry.actor.name}, recorded ${instantWords(entry.recordedAt)}`,
    width,
    'quiet',
    2,
  ),
]
