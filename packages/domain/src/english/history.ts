import { type Change, changeIn, entryTogether, type HistoryEntry } from '../action/history.ts'
import type { Column } from '../column/column.ts'
import { attachmentTitle } from './attachment.ts'
import { dayWords, instantWords } from './calendar.ts'
import { columnName, columnWords } from './column.ts'
import { fieldWords } from './field.ts'
import { linkTitle } from './link.ts'
import { markInRules } from './rag/mark.ts'
import { saidAlone, saidWithin } from './said.ts'

type Columns = readonly Pick<Column, 'code' | 'title'>[]

/** The names of owners and the titles of sections, by their ids. */
export type NamesById = ReadonlyMap<string, string>

/**
 * The title of an entry of a history, with each of its changes in words: "Declared Green, was Amber".
 * `columns` are the force's, for their titles. Owners and sections are named where `names` has all of a change.
 */
export const historyTitle = (
  entry: HistoryEntry,
  columns: Columns = [],
  names: NamesById = new Map(),
): string => {
  const changes = historyChanges(entry, columns, names)
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

/** The ids in the changes of entries that `NamesById` names: of owners, and of sections. */
export const idsChanged = (
  history: readonly HistoryEntry[],
): { readonly owners: readonly string[]; readonly sections: readonly string[] } => {
  const owners = history.flatMap((entry) => {
    const change = changeIn(entry, 'owners')
    return change === undefined ? [] : [...change.from, ...change.to].map(({ partyId }) => partyId)
  })
  const sections = history.flatMap((entry) => {
    const change = changeIn(entry, 'section')
    return change === undefined ? [] : [change.from, change.to]
  })
  return { owners: [...new Set(owners)], sections: [...new Set(sections)] }
}

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
export const historyChanges = (
  entry: HistoryEntry,
  columns: Columns = [],
  names: NamesById = new Map(),
): string[] => {
  const changes = entry.changes.toSorted((a, b) => rank(a) - rank(b))
  const owned = changeIn(entry, 'owners') !== undefined
  return changes.flatMap((change) =>
    // What stands for nobody yet goes with the owners.
    owned && change.field === 'ownerSaid' ? [] : (changeWords(change, columns, names) ?? []),
  )
}

const rank = ({ field }: Change): number => (field === 'level' ? 0 : 1)

/** `null` for changes that the title of the entry has already. */
const changeWords = (change: Change, columns: Columns, names: NamesById): string | null => {
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
    case 'details':
      return fieldWords[change.field].changed
    case 'section': {
      const [to, from] = [names.get(change.to), names.get(change.from)]
      const { changed } = fieldWords.section
      return to === undefined || from === undefined ? changed : `${changed}, “${to}”, was “${from}”`
    }
    case 'owners': {
      const [to, from] = [ownersNamed(change.to, names), ownersNamed(change.from, names)]
      const { changed } = fieldWords.owners
      return to === null || from === null ? changed : `${changed}: ${to}, was ${from}`
    }
    case 'ownerSaid':
      return change.to === null
        ? fieldWords.ownerSaid.changed
        : `${fieldWords.ownerSaid.changed}: “${change.to}”`
    case 'success': {
      const to = change.to === null ? 'Success removed' : `Success “${shortened(change.to)}”`
      return change.from === null ? to : `${to}, was “${shortened(change.from)}”`
    }
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

/** Owners by their names, the duty where it is not the usual one; `null` where a name is not known. */
const ownersNamed = (owners: Extract<Change, { field: 'owners' }>['to'], names: NamesById): string | null => {
  const named = owners.flatMap(({ partyId, duty }) => {
    const name = names.get(partyId)
    return name === undefined ? [] : [duty === 'responsible' ? name : `${name} (${duty})`]
  })
  if (named.length < owners.length) return null
  return named.join(', ') || 'nobody'
}

/** The longest value in a title, in characters. */
const MOST_SHOWN = 100

const shortened = (words: string): string => {
  const line = words.replace(/\s+/g, ' ')
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN - 1)}…` : line
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
