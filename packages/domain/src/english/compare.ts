import { describedFields, saidFields } from '../action/fields.ts'
import type { Column } from '../column/column.ts'
import { type AboutField, aboutFields, aboutSaid } from '../compare/about.ts'
import type { ComparedRow } from '../compare/comparison.ts'
import { type Becoming, becomings, type Comparison, type FieldChange } from '../compare/comparison.ts'
import type { WordRun } from '../compare/words.ts'
import { everyLevel } from '../workflow/workflow.ts'
import { dayWords } from './calendar.ts'
import { columnName, columnWords } from './column.ts'
import { counted, listed } from './count.ts'
import { fieldWords } from './field.ts'
import { saidWithin } from './said.ts'
import { timescaleSentence } from './timescale.ts'

type Columns = readonly Pick<Column, 'code' | 'title'>[]

/** A kind of difference between actions, as the heading of a group. */
export const becomingTitle = (became: Becoming): string => titles.get(became) ?? became

/**
 * The differences of one action, a sentence for each, in the order of the comparison. `sections` has section
 * titles by id, `levelWord` returns the word of a level of the plan's RAG rules, `columns` are the force's.
 */
export const comparedSentences = (
  row: ComparedRow,
  sections: ReadonlyMap<string, string> = new Map(),
  levelWord: (code: string) => string = wordOf,
  columns: Columns = [],
): string[] => [
  ...(row.became.includes('added') ? ['It was added.'] : []),
  ...(row.became.includes('removed') ? ['It is there no more.'] : []),
  ...changeSentences(row.changes, sections, levelWord, columns),
  ...updateSentences(row.updates),
  ...(row.silent === null ? [] : [silence(row.silent)]),
]

/**
 * The changes in the fields of one action, a sentence for each that has one, in order; `sections`,
 * `levelWord` and `columns` as for `comparedSentences`.
 */
export const changeSentences = (
  changes: readonly FieldChange[],
  sections: ReadonlyMap<string, string> = new Map(),
  levelWord: (code: string) => string = wordOf,
  columns: Columns = [],
): string[] => {
  const fields = new Set(changes.map(({ field }) => field))
  return changes
    .filter(({ field }) => field !== 'ownerSaid' || !fields.has('owners'))
    .flatMap((change) => changeSentence(change, sections, levelWord, columns) ?? [])
}

/** A comparison in one line: "3 added, 1 withdrawn, 12 silent", or that nothing differs. */
export const comparisonLine = (comparison: Comparison): string => {
  const parts = becomings.flatMap((became) =>
    comparison.counts[became] > 0
      ? [`${comparison.counts[became]} ${becomingTitle(became).toLowerCase()}`]
      : [],
  )
  const between = `From ${dayWords(comparison.from)} to ${dayWords(comparison.to)}`
  return parts.length === 0
    ? `${between}: nothing differs.`
    : `${between}: ${parts.join(', ')}; ${counted(comparison.same, 'action')} the same.`
}

/**
 * The differences of the plan itself, a sentence for each: its title, sponsor, date and period as written,
 * and added and removed sections.
 */
export const planSentences = ({ about, sections }: Pick<Comparison, 'about' | 'sections'>): string[] => {
  const [was, is] = about === null ? [] : [aboutSaid(about.before), aboutSaid(about.after)]
  const { before = [], after = [] } = sections ?? {}
  return [
    ...aboutFields.flatMap((field) =>
      was === undefined || is === undefined || was[field] === is[field]
        ? []
        : [aboutSentence(field, was[field], is[field])],
    ),
    ...missing(after, before).map((title) => `The section “${title}” was added.`),
    ...missing(before, after).map((title) => `The section “${title}” is there no more.`),
  ]
}

/** A change of a plan's own title, sponsor, date or period; `null` means not stated. */
export const aboutSentence = (field: AboutField, before: string | null, after: string | null): string =>
  field === 'title'
    ? `The plan was called ${written(before)} and is called ${written(after)}.`
    : `${aboutSubjects[field]} was ${written(before)} and is ${written(after)}.`

const aboutSubjects: Readonly<Record<Exclude<AboutField, 'title'>, string>> = {
  sponsor: 'Its sponsor',
  dated: 'Its date as written',
  period: 'Its period',
}

const missing = (
  from: readonly { id: string; title: string }[],
  others: readonly { id: string }[],
): string[] => {
  const known = new Set(others.map(({ id }) => id))
  return from.filter(({ id }) => !known.has(id)).map(({ title }) => title)
}

/** Marked changes of text without colour, for a terminal or plain text: "Hold [-a-]{+two+} surgeries". */
export const markedWords = (runs: readonly WordRun[]): string =>
  runs.map(({ is, text }) => (is === 'same' ? text : is === 'added' ? `{+${text}+}` : `[-${text}-]`)).join('')

/** The titles of differences for changed fields, from the words of each field. */
function fieldsThatBecome(fields: Readonly<Record<string, { readonly became: Becoming }>>) {
  return Object.entries(fields).map(
    ([field, { became }]) => [became, fieldWords[field as keyof typeof fieldWords].changed] as const,
  )
}

const titles = new Map<Becoming, string>([
  ...fieldsThatBecome(describedFields),
  ...fieldsThatBecome(saidFields),
  ['added', 'Added'],
  ['removed', 'There no more'],
  ['withdrawn', 'Withdrawn'],
  ['restored', 'Restored'],
  ['computed', 'Level by the rules changed'],
  ['columns', 'Columns filled in or changed'],
  ['attachments', 'Files and links'],
  ['updated', 'Updated'],
  ['silent', 'Silent'],
])

const changeSentence = (
  change: FieldChange,
  sections: ReadonlyMap<string, string>,
  levelWord: (code: string) => string,
  columns: Columns,
): string | null => {
  const title = (id: string): string => `“${sections.get(id) ?? id}”`
  switch (change.field) {
    case 'ref':
      return `Its ref was ${change.before} and is ${change.after}.`
    case 'section':
      return sections.size === 0
        ? 'It moved to another section.'
        : `It moved from ${title(change.before)} to ${title(change.after)}.`
    case 'text':
      return `Its words changed: ${markedWords(change.words)}`
    case 'owners':
      return `Its owners were ${owners(change.before)} and are ${owners(change.after)}.`
    case 'timescale':
      return `${redated(change)} ${sameMeaning(change.original, change.before) ? '' : `At first it was ${timescaleSentence(change.original)}.`}`.trim()
    case 'computed':
      return change.before === null || change.after === null
        ? null
        : `By the rules it was ${levelWord(change.before)} and is ${levelWord(change.after)}.`
    case 'withdrawn':
      return change.after ? 'It was withdrawn.' : 'It was restored.'
    case 'details':
      return `Its other columns changed: ${listed(headings(change))}.`
    case 'columns':
      return columnSentences(change, columns).join(' ')
    case 'attachments':
      return attachmentSentences(change).join(' ')
    case 'success':
      return `How you will know that it worked was ${written(change.before ?? null)} and is ${written(change.after ?? null)}.`
    case 'tags':
      return `Its tags were ${tags(change.before)} and are ${tags(change.after)}.`
    case 'ownerSaid':
      return `${fieldWords.ownerSaid.subject} was ${written(change.before)} and is ${written(change.after)}.`
    // Included in the sentence of the timescale.
    case 'originalTimescale':
    case 'redated':
      return null
    default: {
      const { field, before, after } = change
      return `${fieldWords[field].subject} was ${saidWithin(field, before)} and is ${saidWithin(field, after)}.`
    }
  }
}

type Change<F extends FieldChange['field']> = Extract<FieldChange, { field: F }>

const columnSentences = ({ before = {}, after = {} }: Change<'columns'>, columns: Columns): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((code) => columnWords(before[code]) !== columnWords(after[code]))
    .map((code) => {
      const [was, is] = [before[code], after[code]].map((value) => columnWords(value) || 'empty')
      return `“${columnName(code, columns)}” was ${was} and is ${is}.`
    })

const attachmentSentences = ({ before = [], after = [] }: Change<'attachments'>): string[] => {
  const was = new Map(before.map((each) => [each.id, each]))
  const is = new Set(after.map(({ id }) => id))
  const evidence = (on: string | null) => (on === null ? 'no evidence' : `evidence of ${dayWords(on)}`)
  return [
    ...after.flatMap(({ id, title, evidence: on }) => {
      const old = was.get(id)
      if (old === undefined) return [`“${title}” was attached${on === null ? '' : ` as ${evidence(on)}`}.`]
      return [
        ...(old.title === title ? [] : [`“${old.title}” is called “${title}” now.`]),
        ...(old.evidence === on ? [] : [`“${title}” was ${evidence(old.evidence)} and is ${evidence(on)}.`]),
      ]
    }),
    ...before.flatMap(({ id, title }) => (is.has(id) ? [] : [`“${title}” is attached no more.`])),
  ]
}

const redated = ({ before, after, days }: Change<'timescale'>): string => {
  const moved =
    days === null || days === 0 ? '' : `, ${counted(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`
  return `Its timescale was ${timescaleSentence(before)} and is ${timescaleSentence(after)}${moved}.`
}
const sameMeaning = (a: Change<'timescale'>['before'], b: Change<'timescale'>['before']): boolean =>
  timescaleSentence(a) === timescaleSentence(b)

const written = (said: string | null): string => (said === null ? 'not stated' : `“${said}”`)
const owners = (said: Change<'owners'>['before']): string =>
  said.length === 0 ? 'nobody' : listed(said.map(({ name }) => `“${name}”`))
const tags = (said: Change<'tags'>['before']): string =>
  said === undefined || said.length === 0 ? 'none' : listed(said.map((tag) => `“${tag}”`))
const wordOf = (code: string): string => everyLevel.find((known) => known.code === code)?.word ?? code
const headings = ({ before, after }: Change<'details'>): string[] => [
  ...new Set(
    [...before, ...after]
      .filter(
        ({ heading, text }) =>
          ![before, after].every((side) =>
            side.some((other) => other.heading === heading && other.text === text),
          ),
      )
      .map(({ heading }) => `“${heading}”`),
  ),
]

const updateSentences = (updates: ComparedRow['updates']): string[] =>
  updates === null
    ? []
    : [
        ...updates.added.flatMap(({ on, text }) => (text === null ? [] : [`On ${dayWords(on)}: “${text}”`])),
        ...updates.removed.flatMap(({ on, text }) =>
          text === null ? [] : [`What was said on ${dayWords(on)} was taken back: “${text}”`],
        ),
        ...updates.changed.map(({ after }) => `What was said on ${dayWords(after.on)} was changed.`),
      ]

const silence = ({ since, days }: NonNullable<ComparedRow['silent']>): string =>
  since === null || days === null
    ? 'Nothing was ever said of it.'
    : `Nothing was said of it since ${dayWords(since)}, ${counted(days, 'day')} ago.`
