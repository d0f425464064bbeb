import { type ActionRow, columnOfSort, type PlanView } from '@beatbook/contract'
import {
  type ChangeActions,
  type Column,
  foldWords,
  isSaid,
  levelsOf,
  listedFields,
  type Settings,
  stagesOf,
  tagsTyped,
  typedCell,
} from '@beatbook/domain'

import {
  codeAlone,
  columnTyped,
  fieldWords,
  markOf,
  stageWords,
  takenBackWords,
} from '@beatbook/domain/english'
import type { ActionColumn } from './columns.ts'
import { type GivenName, ownersGiven, ownersWritten } from './owner.ts'

/** What a cell changes of its action. */
export type CellChange = Omit<ChangeActions, 'commandId' | 'planId' | 'rows' | 'on' | 'reason'>

/** A choice of a cell: its code (empty: takes the value away) and its words. */
export type Choice = readonly [code: string, words: string]

/** How a cell is edited. */
export type Editor =
  | { readonly kind: 'line' | 'text' | 'timescale' | 'owners' | 'update' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }

/** What the cells of a plan depend on. */
export interface CellsOf {
  readonly plan: PlanView
  readonly settings: Settings
}

/** How the cells of a column are edited; `null` where they are not. */
export const editorOf = ({ key }: ActionColumn, { plan, settings }: CellsOf): Editor | null => {
  switch (key) {
    case 'computed':
    case 'redated':
    case 'updates':
    case 'attached':
      return null
    case 'ref':
    case 'progress':
    case 'tags':
      return { kind: 'line' }
    case 'section':
      return {
        kind: 'choice',
        choices: plan.sections.map(
          ({ id, ref, title }): Choice => [id, [ref, title].filter(Boolean).join(' ') || 'Actions'],
        ),
      }
    case 'text':
    case 'success':
      return { kind: 'text' }
    case 'owners':
      return { kind: 'owners' }
    case 'timescale':
      return { kind: 'timescale' }
    case 'last-update':
      return { kind: 'update' }
    case 'level':
      return {
        kind: 'choice',
        choices: [...levelsOf(plan).map((code): Choice => [code, marked(code)]), ['', '– Not set']],
      }
    case 'stage':
      return {
        kind: 'choice',
        choices: stagesOf(plan).map((code): Choice => [code, stageWords(code)]),
      }
    case 'priority':
      return {
        kind: 'choice',
        choices: [
          ...settings.priorities.map((code): Choice => [code, codeAlone('priority', code)]),
          ['', takenBackWords('priority')],
        ],
      }
  }
  const own = ownColumn(key, settings)
  if (own === null) return null
  if (own.kind === 'choice')
    return { kind: 'choice', choices: [...own.choices.map((each): Choice => [each, each]), ['', 'nothing']] }
  if (own.kind === 'yes-no')
    return {
      kind: 'choice',
      choices: [
        ['yes', 'yes'],
        ['no', 'no'],
        ['', 'nothing'],
      ],
    }
  return { kind: 'line' }
}

const marked = (code: string): string => `${markOf(code).shape} ${markOf(code).word}`

const ownColumn = (key: ActionColumn['key'], settings: Settings): Column | null => {
  const code = key.startsWith('column:') ? columnOfSort(key as `column:${string}`) : null
  return settings.columns.find((each) => each.code === code) ?? null
}

/** The value of a cell as text: what is copied, and what an editor starts with. */
export const cellText = (row: ActionRow, { key }: ActionColumn): string => {
  switch (key) {
    case 'ref':
      return row.ref
    case 'text':
      return row.text
    case 'owners':
      return ownersWritten(row.owners).replaceAll('\n', '; ') || (row.ownerSaid ?? '')
    case 'timescale':
      return row.timescale.said
    case 'level':
      return row.level === null ? '' : markOf(row.level).word
    case 'computed':
      return row.computed?.word ?? ''
    case 'stage':
      return row.stage === null ? '' : stageWords(row.stage)
    case 'last-update':
      return row.lastUpdate?.text ?? ''
    case 'section':
      return row.section
    case 'progress':
      return row.progress === null ? '' : String(row.progress)
    case 'redated':
    case 'updates':
      return String(row[key])
    case 'attached':
      return String(row.attached.count)
    case 'tags':
      return row.tags.join(', ')
    case 'success':
      return row.success ?? ''
  }
  const field = listedFields.find((each) => each === key)
  if (field !== undefined) return row[field] ?? ''
  const code = columnOfSort(key as `column:${string}`)
  const value = code === null ? undefined : row.columns[code]
  return value === undefined ? '' : columnTyped(value)
}

/** The value that the editor of a choice starts with: its code. */
export const cellCode = (row: ActionRow, column: ActionColumn): string =>
  column.key === 'level'
    ? (row.level ?? '')
    : column.key === 'stage'
      ? (row.stage ?? '')
      : column.key === 'section'
        ? row.sectionId
        : cellText(row, column)

/**
 * The change that a text in a cell of a column means, as it is typed or pasted; a sentence where it means
 * none.
 */
export const changeTyped = (column: ActionColumn, typed: string, of: CellsOf): CellChange | string => {
  const said = typed.trim()
  const editor = editorOf(column, of)
  const { key } = column
  if (editor === null) return notEdited(key)
  if (editor.kind === 'choice') {
    const code = choiceOf(said, editor.choices)
    if (code === null) return `“${said}” is none of: ${editor.choices.map(([, words]) => words).join(', ')}.`
    return choiceChange(key, code, of.settings)
  }
  switch (key) {
    case 'ref':
      return said === '' ? 'An action has a ref. Write one.' : { ref: said }
    case 'text':
      return said === '' ? 'An action has words. Write what is promised.' : { text: said }
    case 'timescale':
      return said === '' ? 'Write when, for example by June 2027 or ongoing.' : { timescale: said }
    case 'last-update':
      return said === '' ? 'Write what happened.' : { update: said }
    case 'owners':
      return { owners: ownersTyped(said) }
    case 'success':
      return { success: said === '' ? null : said }
    case 'tags':
      return { tags: tagsTyped(said) }
    case 'progress': {
      const share = Number(said.replace(/\s*%$/, ''))
      return said !== '' && Number.isInteger(share) && share >= 0 && share <= 100
        ? { progress: share }
        : 'Write a whole number of per cent, from 0 to 100.'
    }
  }
  const own = ownColumn(key, of.settings)
  if (own === null) return `${column.heading} cannot be changed here.`
  const cell = said === '' ? null : typedCell(own, said)
  return cell === null && said !== ''
    ? `“${said}” does not fit “${own.title}”.`
    : { columns: { [own.code]: cell } }
}

/** Why the cells of a column are not edited. */
export const notEdited = (key: ActionColumn['key']): string =>
  key === 'computed'
    ? 'The rules work this level out. Change the declared level instead.'
    : 'This is counted from the history of the action.'

/** The owners in a text, with a semicolon or a line end between them; `Fleet: consulted` states a duty. */
export const ownersTyped = (typed: string): GivenName[] => ownersGiven(typed.replaceAll(';', '\n'))

/** The codes are those of the field's own choices. */
const choiceChange = (key: ActionColumn['key'], code: string, settings: Settings): CellChange => {
  const own = ownColumn(key, settings)
  if (own !== null)
    return { columns: { [own.code]: code === '' ? null : own.kind === 'yes-no' ? code === 'yes' : code } }
  return (key === 'section' ? { sectionId: code } : { [key]: code === '' ? null : code }) as CellChange
}

/** The choice that typed letters mean: the one with just these words, else the shortest that begins with them. */
export const choiceBegun = (typed: string, choices: readonly Choice[]): Choice | undefined => {
  const folded = foldWords(typed)
  return choices
    .map((choice) => ({ choice, words: foldWords(choice[1].replace(/^[^\p{L}\d]+/u, '')) }))
    .filter(({ words }) => words.startsWith(folded))
    .sort((one, other) => one.words.length - other.words.length)[0]?.choice
}

/** The code of a choice by its code, its words, its letter, or the beginning of its words. */
const choiceOf = (said: string, choices: readonly Choice[]): string | null => {
  const folded = foldWords(said)
  const plain = choices.map(([code, words]) => ({
    code,
    words: foldWords(words.replace(/^[^\p{L}\d]+/u, '')),
  }))
  if (folded === '' || folded === '–' || folded === '-')
    return plain.some(({ code }) => code === '') ? '' : null
  const exact = plain.find(({ code, words }) => foldWords(code) === folded || words === folded)
  if (exact !== undefined) return exact.code
  const found = plain.filter(({ words }) => words.startsWith(folded))
  return found.length === 1 || folded.length === 1 ? (found[0]?.code ?? null) : null
}

/** The field of the staleness check that a column changes; `null` for an update's words and a force's own column. */
export const seenFieldOf = ({
  key,
}: ActionColumn):
  | 'ref'
  | 'text'
  | 'owners'
  | 'section'
  | 'level'
  | 'stage'
  | 'timescale'
  | 'progress'
  | 'priority'
  | 'success'
  | 'tags'
  | null => (isDescribed(key) || isSaid(key) ? key : null)

const described = ['ref', 'text', 'owners', 'section', 'success', 'tags'] as const
const isDescribed = (key: ActionColumn['key']): key is (typeof described)[number] =>
  (described as readonly string[]).includes(key)

/** The title of a column for a person: that of its heading. */
export const columnTitle = ({ key, heading }: ActionColumn): string =>
  isSaid(key) ? fieldWords[key].title : heading
