import type { ImportDependent, ImportUndo } from '@beatbook/contract'
import type { CommandName } from '@beatbook/domain'
import { counted, dayWords } from '@beatbook/domain/english'
import { commandTitle } from '../command/titles.ts'

type What = Pick<ImportUndo, 'undone' | 'plans' | 'actions' | 'changed' | 'owners' | 'staying'>

/** What undoing an import does, or redoing it: a sentence each. */
export const importUndoSentences = ({ undone, plans, actions, changed, owners, staying }: What): string[] => {
  const whole = plans.filter((plan) => plan.whole).map(({ title }) => `“${title}”`)
  const others = plans.filter((plan) => !plan.whole).map(({ title }) => `“${title}”`)
  const with_ = [
    ...(actions > 0 ? [counted(actions, 'action')] : []),
    ...(owners.length > 0 ? [`${counted(owners.length, 'owner')} (${namesOf(owners)})`] : []),
  ].join(' and ')
  return [
    ...(whole.length > 0
      ? [`${listed(whole)} ${undone ? 'comes back' : 'is removed'}${with_ === '' ? '' : `, with ${with_}`}.`]
      : []),
    ...(others.length > 0
      ? [
          `${listed(others)} ${undone ? 'gets back' : 'loses'} what the document changed: ${
            [
              ...(changed > 0 ? [`${counted(changed, 'action')} ${undone ? 'changed' : 'as before'}`] : []),
              ...(whole.length === 0 && with_ !== '' ? [`${with_} ${undone ? 'added' : 'removed'}`] : []),
            ].join(', ') || 'its own details'
          }.`,
        ]
      : []),
    ...(staying.length > 0
      ? [`${namesOf(staying)} ${staying.length === 1 ? 'stays' : 'stay'}, because other actions have them.`]
      : []),
    undone
      ? 'The history says that the import was undone and redone.'
      : 'The document stays, with what was read from it. You can redo the import later.',
  ]
}

const MOST_NAMED = 5

const namesOf = (names: readonly string[]): string =>
  names.length > MOST_NAMED
    ? `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`
    : names.join(', ')

const listed = (titles: readonly string[]): string =>
  titles.length < 2 ? (titles[0] ?? '') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`

/** What rests on an import: where it is, and who did what, when. */
export const dependentWords = ({ address, text, kind, command, by, on }: ImportDependent): string =>
  `${address ?? (kind === 'action' ? 'An action' : 'An entry')}${text === null ? '' : ` “${shortened(text)}”`}: ${commandTitle(command as CommandName)}, by ${by.name}, ${dayWords(on)}`

const MOST_CHARACTERS = 60

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS - 1)}…` : line
}
