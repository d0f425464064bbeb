import { type Change, changeIn, type HistoryEntry } from '@beatbook/domain'
import { dayWords, fieldWords, instantWords, markInRules } from '@beatbook/domain/english'
import { linkTitle } from '../link/words.ts'
import { saidAlone, saidWithin } from './field.ts'

/** What an entry of a history is, and each thing it changed, in words: "Declared Green, was Amber". */
export const historyTitle = (entry: HistoryEntry): string => {
  const changes = historyChanges(entry)
  if (changes.length > 0 && entry.type === 'update-recorded')
    return changes
      .map((change, index) => (index === 0 ? change : `${change.charAt(0).toLowerCase()}${change.slice(1)}`))
      .join('; ')
  if (entry.type === 'link-added' || entry.type === 'link-removed') {
    const change = changeIn(entry, 'link')
    const link = change?.to ?? change?.from
    return link == null ? '' : linkTitle(link.kind, entry.type === 'link-added' ? 'added' : 'removed')
  }
  if (entry.type === 'command-undone') return entry.undoes?.redo ? 'Entry redone' : 'Entry undone'
  return titles[entry.type]
}

/**
 * Who undid or redid an entry, when and why: "Undone by Ada Mills, 3 March 2026 at 14:05: meant for another".
 */
export const settledWords = (is: 'undone' | 'redone', by: NonNullable<HistoryEntry['undone']>): string =>
  `${is === 'undone' ? 'Undone' : 'Redone'} by ${by.actor.name}, ${instantWords(by.recordedAt)}${by.reason ? `: ${by.reason}` : ''}`

/** Each change of an entry in words, the declared level first. */
export const historyChanges = (entry: HistoryEntry): string[] => {
  const changes = entry.changes.toSorted((a, b) => rank(a) - rank(b))
  return [...new Set(changes.flatMap((change) => changeWords(change) ?? []))]
}

const rank = ({ field }: Change): number => (field === 'level' ? 0 : 1)

/** `null` for what the title of the entry says already. */
const changeWords = (change: Change): string | null => {
  switch (change.field) {
    case 'override':
      return change.to === null
        ? null
        : `${markInRules(null, change.to.level).word} until ${dayWords(change.to.until)}`
    case 'withdrawn':
    case 'link':
      return null
    case 'ref':
      return `Ref ${change.to}, was ${change.from}`
    case 'text':
    case 'section':
    case 'ownerSaid':
    case 'owners':
    case 'details':
      return fieldWords[change.field].changed
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
  'action-revised': 'Action revised',
  'action-withdrawn': 'Withdrawn',
  'action-restored': 'Promised again',
  'level-overridden': 'Level by the rules replaced',
  'override-lifted': 'Rules decide again',
}
