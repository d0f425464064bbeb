import { NOBODY, type PlanView } from '@beatbook/contract'
import {
  addDays,
  type Column,
  fieldChoices,
  foldWords,
  type IsoDate,
  levelsOf,
  listedFields,
  readTimescale,
  type Settings,
  stagesOf,
} from '@beatbook/domain'
import { codeAlone, fieldWords, markOf, stageWords } from '@beatbook/domain/english'
import type { Narrowing } from './chips.ts'

/** What the names in a typed filter can mean: those of a plan, or of all plans where there is none. */
export interface FilterNames {
  readonly plan: Pick<PlanView, 'owners' | 'sections' | 'computed' | 'workflow' | 'workflowVersion'> | null
  readonly settings: Settings
}

/** What was read of a typed filter. `unread` has the parts that mean nothing, each with what can be typed. */
export interface TypedFilter {
  readonly narrowing: Narrowing
  readonly unread: readonly { readonly part: string; readonly instead: string }[]
}

/**
 * Reads a filter as people type it: `level:red,amber owner:estates silent>42 due<2027-01-01 "door"`. A name
 * before a colon (or before < and >) says what is filtered; several values are separated by commas; a value with
 * spaces stands in quotation marks. Values are known by their code, their words or the beginning of them.
 * Everything else is words to look for.
 */
export const readFilter = (typed: string, names: FilterNames): TypedFilter => {
  let narrowing: Narrowing = {}
  const unread: { part: string; instead: string }[] = []
  const words: string[] = []
  for (const [part, name = '', sign = '', value = '', quoted] of typed.matchAll(PARTS)) {
    if (name === '') {
      words.push(quoted ?? part)
      continue
    }
    const read = readPart(foldWords(name), sign, value, names)
    if (typeof read === 'string') unread.push({ part, instead: read })
    else narrowing = { ...narrowing, ...read }
  }
  const text = words.join(' ').trim()
  return { narrowing: text === '' ? narrowing : { ...narrowing, text }, unread }
}

const VALUE = /(?:"[^"]*"|[^\s",]+)(?:,(?:"[^"]*"|[^\s",]+))*/.source
const PARTS = new RegExp(`([\\p{L}][\\p{L}\\d_-]*)(:|<=?|>=?|=)(${VALUE})|"([^"]*)"|\\S+`, 'gu')

/** The filter of one part; a sentence about what can be typed where it means nothing. */
const readPart = (name: string, sign: string, value: string, names: FilterNames): Narrowing | string => {
  const values = [...value.matchAll(/"([^"]*)"|[^,"]+/g)].map(([all, inside]) => (inside ?? all).trim())
  const key = aliases.get(name) ?? name
  if (key === 'due') return readDue(sign, values.join(' '))
  if (key === 'silent') {
    const days = Number(values[0])
    return sign.startsWith('>') && Number.isInteger(days) && days >= 0
      ? { silentOver: sign === '>' ? days : Math.max(0, days - 1) }
      : 'Write silent>42 for what nobody has written about for more than 42 days.'
  }
  if (sign !== ':' && sign !== '=') return `Only due and silent are compared; write ${name}: and a value.`
  if (key === 'withdrawn' || key === 'disagrees' || key === 'evidence') {
    const answer = oneOf(values[0] ?? '', key === 'withdrawn' ? withdrawn : yesNo)
    if (answer === null)
      return `Write ${key}:${key === 'withdrawn' ? 'only or withdrawn:with' : `yes or ${key}:no`}.`
    return key === 'withdrawn' ? { withdrawn: answer as 'with' | 'only' } : { [key]: answer === 'yes' }
  }
  // Tags are the words of whoever keeps the plan: any may be asked for.
  if (key === 'tag') return { tags: values }
  const choices = choicesOf(key, names)
  if (choices === null)
    return `Filter by ${filterNames(names).join(', ')}, or put the words in quotation marks.`
  const codes = values.map((each) => oneOf(each, choices.of))
  const missing = codes.indexOf(null)
  if (missing >= 0)
    return choices.of.length === 0
      ? `Nothing has a value for ${name}.`
      : `“${values[missing]}” is none of: ${choices.of
          .map(([, words]) => words)
          .slice(0, 12)
          .join(', ')}.`
  return choices.filter(codes as string[])
}

type Choice = readonly [code: string, words: string]

const yesNo: readonly Choice[] = [
  ['yes', 'yes'],
  ['no', 'no'],
]
const withdrawn: readonly Choice[] = [
  ['only', 'only'],
  ['with', 'with'],
  ['only', 'yes'],
]

const aliases: ReadonlyMap<string, string> = new Map([
  ['declared', 'level'],
  ['rag', 'level'],
  ['computed', 'rules'],
  ['theme', 'section'],
  ['deadline', 'due'],
  ['quiet', 'silent'],
  ['tags', 'tag'],
])

/** The names that a filter can be typed by. */
const filterNames = ({ settings }: FilterNames): string[] => [
  ...[
    'level',
    'rules',
    'stage',
    'owner',
    'section',
    'tag',
    'due',
    'silent',
    'disagrees',
    'evidence',
    'withdrawn',
  ],
  ...listedFields,
  ...settings.columns.filter(isListed).map(({ code }) => code),
]

const choicesOf = (
  key: string,
  { plan, settings }: FilterNames,
): { readonly of: readonly Choice[]; readonly filter: (codes: string[]) => Narrowing } | null => {
  const pin = plan ?? null
  switch (key) {
    case 'level': {
      const codes = pin === null ? fieldChoices.level.of({ plan: null, settings }) : levelsOf(pin)
      const of = [...codes, 'none'].map((code): Choice => [code, markOf(code).word])
      return { of, filter: (levels) => ({ levels: levels as NonNullable<Narrowing['levels']> }) }
    }
    case 'stage': {
      const codes = pin === null ? fieldChoices.stage.of({ plan: null, settings }) : stagesOf(pin)
      const of = [...codes, 'none'].map((code): Choice => [code, stageWords(code)])
      return { of, filter: (stages) => ({ stages: stages as NonNullable<Narrowing['stages']> }) }
    }
    case 'rules': {
      const levels = plan?.computed.levels ?? fieldChoices.level.of({ plan: null, settings }).map(markAsLevel)
      const of = [...levels.map(({ level, word }): Choice => [level, word]), ['none', 'No rating'] as const]
      return { of, filter: (computed) => ({ computed }) }
    }
    case 'owner':
      // Without a plan the server looks for the name.
      return plan === null
        ? { of: ANY, filter: ([owner = '']) => ({ owner }) }
        : {
            of: [
              ...plan.owners.map(({ partyId, name }): Choice => [partyId, name]),
              [NOBODY, 'None'] as const,
            ],
            filter: ([owner = '']) => ({ owner }),
          }
    case 'section':
      return {
        of: (plan?.sections ?? []).map(({ id, title }): Choice => [id, title]),
        filter: ([section = '']) => ({ section }),
      }
  }
  const field = listedFields.find((each) => each === key || foldWords(fieldWords[each].title) === key)
  if (field !== undefined)
    return {
      of: [
        ...fieldChoices[field]
          .of({ plan: pin, settings })
          .map((code): Choice => [code, codeAlone(field, code)]),
        NONE,
      ],
      filter: (codes) => ({ [field]: codes }),
    }
  const column = settings.columns.find(({ code, title }) => code === key || foldWords(title) === key)
  if (column === undefined || !isListed(column)) return null
  const of = column.kind === 'choice' ? column.choices.map((each): Choice => [each, each]) : yesNo
  return { of: [...of, NONE], filter: (values) => ({ columns: { [column.code]: values } }) }
}

const NONE: Choice = ['none', 'none']
/** Any value is taken as it is. */
const ANY: readonly Choice[] = []

const isListed = ({ kind }: Column): boolean => kind === 'choice' || kind === 'yes-no'
const markAsLevel = (level: string) => ({ level, word: markOf(level).word })

/** The code that a value means: its code or words, else the only one that begins with it, else has it inside. */
const oneOf = (value: string, choices: readonly Choice[]): string | null => {
  if (choices === ANY) return value
  const folded = foldWords(value)
  if (folded === '') return null
  const plain = choices.map(([code, words]) => ({ code, of: [foldWords(code), foldWords(words)] }))
  const exact = plain.find(({ of }) => of.includes(folded))
  if (exact !== undefined) return exact.code
  for (const fits of [(each: string) => each.startsWith(folded), (each: string) => each.includes(folded)]) {
    const found = new Set(plain.filter(({ of }) => of.some(fits)).map(({ code }) => code))
    if (found.size === 1) return [...found][0] ?? null
  }
  return null
}

/** A deadline before, in, or after a day, a month, a quarter or a year. */
const readDue = (sign: string, said: string): Narrowing | string => {
  const { earliest, latest } = readTimescale(said).timescale
  if (earliest === null || latest === null) return 'Write due<2027-01-01, due:Mar 2027 or due>=Q1 2027/28.'
  const day = (at: IsoDate, days: number): IsoDate => addDays(at, days)
  switch (sign) {
    case '<':
      return { dueBy: day(earliest, -1) }
    case '<=':
      return { dueBy: latest }
    case '>':
      return { dueFrom: day(latest, 1) }
    case '>=':
      return { dueFrom: earliest }
    default:
      return { dueFrom: earliest, dueBy: latest }
  }
}

/**
 * A filter as it would be typed, which `readFilter` reads back: `level:red owner:Estates due<=2027-01-01 "door"`.
 * Sections and owners stand there by their names. What cannot be typed (values of a column with free text, a name
 * with quotation marks) is written too, but read as it can be.
 */
export const filterTyped = (narrowing: Narrowing, { plan }: Pick<FilterNames, 'plan'>): string => {
  const listed = (name: string, values: readonly string[] | undefined): string[] =>
    values === undefined || values.length === 0 ? [] : [`${name}:${values.map(quoted).join(',')}`]
  const named = (name: string, value: string | undefined, known: string | undefined): string[] =>
    value === undefined ? [] : listed(name, [known ?? value])
  const { section, owner, text } = narrowing
  return [
    ...listed('level', narrowing.levels),
    ...listed('rules', narrowing.computed),
    ...listed('stage', narrowing.stages),
    ...named('owner', owner, plan?.owners.find(({ partyId }) => partyId === owner)?.name),
    ...named('section', section, plan?.sections.find(({ id }) => id === section)?.title),
    ...listed('tag', narrowing.tags),
    ...(narrowing.evidence === undefined ? [] : [`evidence:${narrowing.evidence ? 'yes' : 'no'}`]),
    ...listedFields.flatMap((field) => listed(field, narrowing[field])),
    ...Object.entries(narrowing.columns ?? {}).flatMap(([code, values]) => listed(code, values)),
    ...(narrowing.dueFrom === undefined ? [] : [`due>=${narrowing.dueFrom}`]),
    ...(narrowing.dueBy === undefined ? [] : [`due<=${narrowing.dueBy}`]),
    ...(narrowing.silentOver === undefined ? [] : [`silent>${narrowing.silentOver}`]),
    ...(narrowing.disagrees === undefined ? [] : [`disagrees:${narrowing.disagrees ? 'yes' : 'no'}`]),
    ...(narrowing.withdrawn === undefined || narrowing.withdrawn === 'without'
      ? []
      : [`withdrawn:${narrowing.withdrawn}`]),
    ...(text === undefined || text === '' ? [] : [text.includes('"') ? text : `"${text}"`]),
  ].join(' ')
}

const quoted = (value: string): string =>
  /^[^\s",]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`
