import { type Change, type Column, changeIn, entryTogether, type HistoryEntry } from '@beatbook/domain'
import {
  columnName,
  columnWords,
  dayWords,
  fieldWords,
  instantWords,
  markInRules,
} from '@beatbook/domain/english'
import { attachmentTitle } from '../attachment/words.ts'
import { linkTitle } from '../link/words.ts'
import { saidAlone, saidWithin } from './field.ts'

type Columns = readonly Pick<Column, 'code' | 'title'>[]

/**
 * The title of an entry of a history, with each of its changes in words: "Declared Green, was Amber".
 * `columns` are the force's, for their titles.
 */
export const historyTitle = (entry: HistoryEntry, columns: Columns = []): string => {
  const changes = historyChanges(entry, columns)
  // The title of a column is shown as the force wrote it.
  if (changes.length > 0 && entry.type === 'columns-set') return changes.join('; ')
  if (changes.length > 0 && entry.type === 'update-recorded')
    return [...changes.slice(0, 1), ...changes.slice(1).map(lowered)].join('; ')
  if (changes.length > 0 && entry.type === 'action-revised')
    return `${titles[entry.type]}: ${changes.map(lowered).join('; ')}`
  if (entry.type === 'link-added' || entry.type === 'link-removed') {
    const change = changeIn(entry, 'link')
    const link = change?.to ?? change?.from
    return link == null ? '' : linkTitle(link.kind, entry.type === 'link-added' ? 'added' : 'removed')
  }
  const attachment = changeIn(entry, 'attachment')
  if (attachment !== undefined) return attachmentTitle(attachment)
  if (entry.type === 'command-undone') return entry.undoes?.redo ? 'Entry redone' : 'Entry undone'
  // Only its number in the order changed.
  if (entry.type === 'action-revised') return 'Moved to another place'
  return titles[entry.type]
}

/** The words of an entry: those of an update, or the new words of the action. */
export const entryText = (entry: HistoryEntry): string | null =>
  entry.text ?? changeIn(entry, 'text')?.to ?? null

const lowered = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`

/**
 * The entry that is undone where nobody names one: the last recorded of those that stand. The beginning of an
 * action and an undo are only undone by name. `null` where there is none.
 */
export const newestToUndo = (history: readonly HistoryEntry[]): HistoryEntry | null => {
  const last = lastRecorded(
    history.filter(
      ({ type, undone }) => undone === null && type !== 'action-added' && type !== 'command-undone',
    ),
  )
  return last && entryTogether(last, history)
}

/** The entry that is redone where nobody names one; `null` where there is none. */
export const newestToRedo = (history: readonly HistoryEntry[]): HistoryEntry | null =>
  lastRecorded(history.filter(({ undone }) => undone !== null))

const lastRecorded = (entries: readonly HistoryEntry[]): HistoryEntry | null =>
  entries.reduce<HistoryEntry | null>(
    (last, entry) => (last === null || entry.recordedAt >= last.recordedAt ? entry : last),
    null,
  )

/**
 * Who undid or redid an entry, when and why: "Undone by Ada Mills, 3 March 2026 at 14:05: meant for another".
 */
export const settledWords = (is: 'undone' | 'redone', by: NonNullable<HistoryEntry['undone']>): string =>
  `${is === 'undone' ? 'Undone' : 'Redone'} by ${by.actor.name}, ${instantWords(by.recordedAt)}${by.reason ? `: ${by.reason}` : ''}`

/** Each change of an entry in words, the declared level first. */
export const historyChanges = (entry: HistoryEntry, columns: Columns = []): string[] => {
  const changes = entry.changes.toSorted((a, b) => rank(a) - rank(b))
  return [...new Set(changes.flatMap((change) => changeWords(change, columns) ?? []))]
}

const rank = ({ field }: Change): number => (field === 'level' ? 0 : 1)

/** `null` for changes that the title of the entry has already. */
const changeWords = (change: Change, columns: Columns): string | null => {
  switch (change.field) {
    case 'override':
      return change.to === null
        ? null
        : `${markInRules(null, change.to.level).word} until ${dayWords(change.to.until)}`
    case 'withdrawn':
    case 'link':
    case 'attachment':
      return null
    case 'ref':
      return `Ref ${change.to}, was ${change.from}`
    case 'text':
    case 'section':
    case 'ownerSaid':
    case 'owners':
    case 'success':
    case 'details':
      return fieldWords[change.field].changed
    case 'tags':
      return change.to.length === 0 ? 'Tags removed' : `Tags ${change.to.join(', ')}`
    case 'plan':
      return change.from.code === null || change.to.code === null
        ? fieldWords.plan.changed
        : `Moved from the plan ${change.from.code} to ${change.to.code}`
    case 'column': {
      const { code, value } = change.to
      const was = change.from.value
      const to = `${columnName(code, columns)} ${columnWords(value) || 'cleared'}`
      return was === null ? to : `${to}, was ${columnWords(was)}`
    }
    default: {
      const to = `${fieldWords[change.field].lead} ${saidAlone(change.field, change.to)}`.trim()
      return change.from === null ? to : `${to}, was ${saidWithin(change.field, change.from)}`
    }
  }
}

const titles: Record<
  Exclude<HistoryEntry['type'], 'link-added' | 'link-removed' | 'command-undone'>,
  string
> = {
  'action-added': 'Action set',
  'update-recorded': 'Update',
  'columns-set': 'Columns',
  'action-revised': 'Action revised',
  'action-withdrawn': 'Withdrawn',
  'action-restored': 'Restored',
  'level-overridden': 'Level by the rules replaced',
  'override-lifted': 'Rules decide again',
  'attachment-added': 'File or link attached',
  'attachment-changed': 'File or link changed',
  'attachment-removed': 'File or link removed',
}
