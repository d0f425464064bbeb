import type { HistoryEntry } from '@beatbook/domain'
import { dayWords, levelMark, markInRules, stageWords } from '@beatbook/domain/english'
import { progressWords } from '../progress/words.ts'
import { timescaleShort } from '../timescale/words.ts'

/** What an entry of a history is, and each thing it changed, in words: "Declared Green, was Amber". */
export const historyTitle = (entry: HistoryEntry): string => {
  const changes = historyChanges(entry)
  if (changes.length > 0 && entry.type === 'update-recorded')
    return changes
      .map((change, index) => (index === 0 ? change : `${change.charAt(0).toLowerCase()}${change.slice(1)}`))
      .join('; ')
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

const titles: Record<HistoryEntry['type'], string> = {
  'action-added': 'Action set',
  'update-recorded': 'Update',
  'update-undone': 'Update taken back',
  'action-revised': 'Action revised',
  'action-withdrawn': 'Withdrawn',
  'action-restored': 'Promised again',
  'level-overridden': 'Level by the rules replaced',
  'override-lifted': 'Rules decide again',
  'dependency-added': 'Depends on another action',
  'dependency-removed': 'No longer depends on another action',
}
