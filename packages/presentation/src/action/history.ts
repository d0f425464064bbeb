import type { HistoryEntry } from '@beatbook/domain'
import { dayWords, levelMark, markInRules, stageWords } from '@beatbook/domain/english'
import { linkTitle } from '../link/words.ts'
import { progressWords } from '../progress/words.ts'
import { timescaleShort } from '../timescale/words.ts'

/** What an entry of a history is, and each thing it changed, in words: "Declared Green, was Amber". */
export const historyTitle = (entry: HistoryEntry): string => {
  const changes = historyChanges(entry)
  if (changes.length > 0 && entry.type === 'update-recorded')
    return changes
      .map((change, index) => (index === 0 ? change : `${change.charAt(0).toLowerCase()}${change.slice(1)}`))
      .join('; ')
  if (entry.type === 'link-added' || entry.type === 'link-removed')
    return entry.link === null
      ? ''
      : linkTitle(entry.link.kind, entry.type === 'link-added' ? 'added' : 'removed')
  return titles[entry.type]
}

/** Each change of an entry in words. */
export const historyChanges = (entry: HistoryEntry): string[] => {
  const level = (code: NonNullable<HistoryEntry['level']>['from']) => levelMark(code, null).word
  return [
    entry.level
      ? entry.level.from === null
        ? `Declared ${level(entry.level.to)}`
        : `Declared ${level(entry.level.to)}, was ${level(entry.level.from)}`
      : '',
    entry.stage
      ? `${stageWords(entry.stage.to)}${entry.stage.from === null ? '' : `, was ${stageWords(entry.stage.from).toLowerCase()}`}`
      : '',
    entry.override
      ? `${markInRules(null, entry.override.level).word} until ${dayWords(entry.override.until)}`
      : '',
    entry.progress
      ? `Work done ${progressWords(entry.progress.to)}${entry.progress.from === null ? '' : `, was ${progressWords(entry.progress.from)}`}`
      : '',
    entry.timescale
      ? `Timescale ${timescaleShort(entry.timescale.to)}, was ${timescaleShort(entry.timescale.from)}`
      : '',
  ].filter(Boolean)
}

const titles: Record<Exclude<HistoryEntry['type'], 'link-added' | 'link-removed'>, string> = {
  'action-added': 'Action set',
  'update-recorded': 'Update',
  'update-undone': 'Update taken back',
  'action-revised': 'Action revised',
  'action-withdrawn': 'Withdrawn',
  'action-restored': 'Promised again',
  'level-overridden': 'Level by the rules replaced',
  'override-lifted': 'Rules decide again',
}
