import { type ActionQuestion, NOBODY } from '@beatbook/contract'
import { type Column, type LevelCode, type ListedField, listedFields, type SaidField } from '@beatbook/domain'
import {
  codeAlone,
  columnName,
  counted,
  dayWords,
  either,
  fieldWords,
  markOf,
  stageWords,
  takenBackWords,
} from '@beatbook/domain/english'

/** The filters of a list that a person can set. */
export type Narrowing = Partial<
  Pick<
    ActionQuestion,
    | 'section'
    | 'levels'
    | 'computed'
    | 'disagrees'
    | 'stages'
    | 'owner'
    | 'text'
    | 'dueBy'
    | 'dueFrom'
    | 'silentOver'
    | 'evidence'
    | 'tags'
    | 'withdrawn'
    | 'columns'
    | ListedField
  >
>

/** A filter that is set, in words, with the filters that remain when it is removed. */
export interface FilterChip {
  readonly key: keyof Narrowing
  readonly words: string
  readonly without: Narrowing
}

/**
 * The filters that are set, each removable. `names` returns the name of a section or an owner by id, and of a
 * level by the rules by its code; `own` are the force's columns.
 */
export const filterChips = (narrowing: Narrowing, names: Names, own: readonly Column[]): FilterChip[] => [
  ...(Object.keys(chipWords) as ChipKey[]).flatMap((key) => {
    const words = chipWords[key](narrowing, names)
    if (words === null) return []
    const { [key]: _, ...without } = narrowing
    return [{ key, words, without }]
  }),
  ...Object.entries(narrowing.columns ?? {}).flatMap(([code, values]): FilterChip[] => {
    if (values.length === 0) return []
    const { [code]: _, ...others } = narrowing.columns ?? {}
    const { columns: __, ...rest } = narrowing
    const without = Object.keys(others).length === 0 ? rest : { ...rest, columns: others }
    const words = either(values.map((value) => (value === 'none' ? 'nothing' : value)))
    return [{ key: 'columns', words: `${columnName(code, own)}: ${words}`, without }]
  }),
]

/** The filters that have a single chip each. */
type ChipKey = Exclude<keyof Narrowing, 'columns'>

type Names = (key: 'section' | 'owner' | 'computed', value: string) => string

type ChipWords<K extends ChipKey> = Record<K, (n: Narrowing, names: Names) => string | null>

const ofListed = Object.fromEntries(
  listedFields.map((field) => [field, (n: Narrowing) => listedWords(field, n[field] ?? [])]),
) as unknown as ChipWords<ListedField>

const listedWords = (field: SaidField, codes: readonly string[]): string | null => {
  const words = codes.map((code) => (code === 'none' ? takenBackWords(field) : codeAlone(field, code)))
  return codes.length === 0 ? null : `${fieldWords[field].title}: ${either(words)}`
}

const chipWords: ChipWords<ChipKey> = {
  levels: (n) =>
    n.levels?.length
      ? `Declared: ${either(n.levels.map((code: LevelCode | 'none') => markOf(code).word))}`
      : null,
  computed: (n, names) =>
    n.computed?.length
      ? `By the rules: ${either(n.computed.map((code) => (code === 'none' ? 'No rating' : names('computed', code))))}`
      : null,
  disagrees: (n) =>
    n.disagrees === undefined
      ? null
      : n.disagrees
        ? 'Declared and rules disagree'
        : 'Declared and rules agree',
  stages: (n) => (n.stages?.length ? `Stage: ${either(n.stages.map(stageWords))}` : null),
  ...ofListed,
  owner: (n, names) =>
    n.owner === NOBODY ? 'No owner' : n.owner ? `Owner: ${names('owner', n.owner)}` : null,
  section: (n, names) => (n.section ? `Section: ${names('section', n.section)}` : null),
  dueBy: (n) => (n.dueBy ? `Due by ${dayWords(n.dueBy)}` : null),
  dueFrom: (n) => (n.dueFrom ? `Due from ${dayWords(n.dueFrom)}` : null),
  silentOver: (n) =>
    n.silentOver === undefined ? null : `No update for more than ${counted(n.silentOver, 'day')}`,
  evidence: (n) => (n.evidence === undefined ? null : n.evidence ? 'With evidence' : 'Without evidence'),
  tags: (n) =>
    n.tags?.length ? `Tag: ${either(n.tags.map((tag) => (tag === 'none' ? 'none' : tag)))}` : null,
  text: (n) => (n.text ? `Words: “${n.text}”` : null),
  withdrawn: (n) =>
    n.withdrawn && n.withdrawn !== 'without'
      ? n.withdrawn === 'only'
        ? 'Only withdrawn'
        : 'With withdrawn'
      : null,
}
