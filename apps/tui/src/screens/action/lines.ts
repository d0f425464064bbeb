import type { ActionView, HistoryEntry } from '@beatbook/domain'
import { counted, dayWords, historyTitle, instantWords, placeWords, stageWords, timescaleSentence } from '@beatbook/presentation'
import { wrap } from '../../output/table.ts'

/** A line of an action's page, and how it stands out. */
export interface PageLine {
  readonly text: string
  readonly tone: 'title' | 'plain' | 'quiet' | 'heading'
}

/** An action's page as lines of at most `width` columns: its facts, then its history, newest first. */
export const actionLines = (action: ActionView, history: readonly HistoryEntry[], width: number): PageLine[] => {
  const plain = (text: string, tone: PageLine['tone'] = 'plain', indent = 0): PageLine[] =>
    wrap(text, width - indent).map((line) => ({ text: ' '.repeat(indent) + line, tone }))
  const facts: [string, string][] = [
    ['Stage', stageWords(action.stage)],
    ['Owners', action.owners.map((owner) => `${owner.name} (${owner.duty})`).join(', ') || 'none'],
    ['Timescale', `${action.timescale.said === '' ? '' : `“${action.timescale.said}”: `}${timescaleSentence(action.timescale)}`],
    ...(action.redated > 0
      ? [['Re-dated', `${counted(action.redated, 'time')}; first ${timescaleSentence(action.originalTimescale)}`] as [string, string]]
      : []),
    ...action.details.map((detail): [string, string] => [detail.heading, detail.text]),
    ...(action.document
      ? [['Read from', `${action.document.name}${action.document.place ? `, ${placeWords(action.document.place)}` : ''}`] as [string, string]]
      : []),
  ]
  const label = Math.max(...facts.map(([name]) => name.length)) + 2
  return [
    ...plain(`${action.ref}  ${action.text}`, 'title'),
    ...(action.withdrawn ? plain('Withdrawn: no longer promised.', 'heading') : []),
    { text: '', tone: 'plain' },
    ...facts.flatMap(([name, value]) =>
      wrap(value, width - label).map((line, at): PageLine => ({ text: `${(at === 0 ? name : '').padEnd(label)}${line}`, tone: 'plain' })),
    ),
    { text: '', tone: 'plain' },
    { text: `History, ${counted(history.length, 'entry', { plural: 'entries' })}`, tone: 'heading' },
    ...history
      .toReversed()
      .flatMap((entry) => [
        { text: '', tone: 'plain' as const },
        ...plain(
          `${dayWords(entry.on)}${entry.dated ? '' : ' (the document’s date)'}  ${historyTitle(entry)}${entry.undone ? ' (taken back)' : ''}`,
          'heading',
        ),
        ...(entry.text === null ? [] : plain(entry.text, 'plain', 2)),
        ...(entry.reason === null ? [] : plain(`Reason: ${entry.reason}`, 'plain', 2)),
        ...plain(
          entry.document
            ? `read from ${entry.document.name}${entry.document.place ? `, ${placeWords(entry.document.place)}` : ''}`
            : `${entry.actor.name}, recorded ${instantWords(entry.recordedAt)}`,
          'quiet',
          2,
        ),
      ]),
  ]
}
