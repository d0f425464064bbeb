import type { ActionRow, PlanView } from '@beatbook/contract'
import { type Column, type Instant, type IsoDate, levelsOf, stagesOf } from '@beatbook/domain'
import { columnWords, dayWords, instantWords, levelMark, markOf, stageWords } from '@beatbook/domain/english'
import { outTitles } from '../carried/titles.ts'
import { type Cell, dayAsTyped, type OutColumn, type OutPlan, type OutRow } from './document.ts'

/** A field as a column: its heading, which the readers know too, and its cell. */
interface OutField {
  readonly title: string
  readonly cell: (row: ActionRow) => Cell
}

const words = (text: string | null | undefined): Cell =>
  text === null || text === undefined || text === '' ? null : { words: text }

const day = (on: IsoDate | null): Cell => (on === null ? null : { day: on })

/** An owner as the readers take a name and its duty: a duty stands before the name, and responsible is meant without. */
const ownerWords = ({ name, duty }: ActionRow['owners'][number]): string =>
  duty === 'responsible' ? name : `${dutyWords[duty]}: ${name}`

const dutyWords = { accountable: 'Lead', consulted: 'Consulted', informed: 'Informed' } as const

/** The fields of an action as columns, in their order. */
export const outFields = {
  ref: { title: outTitles.ref, cell: (row) => words(row.ref) },
  text: { title: outTitles.text, cell: (row) => words(row.text) },
  owners: { title: outTitles.owners, cell: (row) => words(row.owners.map(ownerWords).join('; ')) },
  timescale: { title: outTitles.timescale, cell: (row) => words(row.timescale.said) },
  earliest: { title: outTitles.earliest, cell: (row) => day(row.timescale.earliest) },
  latest: { title: outTitles.latest, cell: (row) => day(row.timescale.latest) },
  stage: {
    title: outTitles.stage,
    cell: (row) => (row.stage === null ? null : words(stageWords(row.stage))),
  },
  level: {
    title: outTitles.level,
    cell: (row) => (row.level === null ? null : { level: row.level, words: levelMark(row.level, null).word }),
  },
  computed: {
    title: outTitles.computed,
    cell: (row) => (row.computed === null ? null : { level: row.computed.level, words: row.computed.word }),
  },
  progress: {
    title: outTitles.progress,
    cell: (row) => (row.progress === null ? null : { percent: row.progress }),
  },
  priority: { title: outTitles.priority, cell: (row) => words(row.priority) },
  success: { title: outTitles.success, cell: (row) => words(row.success) },
  tags: { title: outTitles.tags, cell: (row) => words(row.tags.join('; ')) },
  update: {
    title: outTitles.update,
    cell: (row) =>
      row.lastUpdate === null ? null : { words: `${dayAsTyped(row.lastUpdate.on)}: ${row.lastUpdate.text}` },
  },
} as const satisfies Readonly<Record<string, OutField>>
export type OutFieldKey = keyof typeof outFields

/** The fields that every list of actions has, whether or not any of them has a value. */
const always: readonly OutFieldKey[] = ['ref', 'text', 'owners', 'timescale', 'stage', 'level', 'computed']

/** What a plan is written from, as the API answers it. */
export interface PlanOut {
  /** The name of the force. */
  readonly force: string
  readonly plan: PlanView
  /** Its actions in the order in which they are written, those of a section together. */
  readonly rows: readonly ActionRow[]
  /** The columns of the force's own. */
  readonly columns: readonly Column[]
  /** The day that it shows. */
  readonly asAt: IsoDate
  /** The instant up to which the record was known. */
  readonly knownAt: Instant
}

/**
 * A plan as it goes out: its particulars, and its actions by section. Columns that no action has a value in are left
 * out, except the usual ones.
 */
export const planOut = ({ force, plan, rows, columns: own, asAt, knownAt }: PlanOut): OutPlan => {
  const fields = (Object.keys(outFields) as OutFieldKey[]).filter(
    (key) => always.includes(key) || rows.some((row) => outFields[key].cell(row) !== null),
  )
  const filled = own.filter(({ code }) => rows.some((row) => row.columns[code] !== undefined))
  const at = fields.indexOf('update')
  const before = at === -1 ? fields : fields.slice(0, at)
  const cells: readonly (OutColumn & OutField)[] = [
    ...before.map((key) => ({ key, ...outFields[key], ...choicesOf(key, plan, rows) })),
    ...filled.map((column) => ({
      key: `column:${column.code}`,
      title: column.title,
      ...ownChoices(column),
      cell: (row: ActionRow): Cell => ownCell(row.columns[column.code]),
    })),
    ...fields.slice(before.length).map((key) => ({ key, ...outFields[key] })),
  ]
  const sections = plan.sections.map(({ id, title }) => ({
    title: title === '' ? null : title,
    rows: rows
      .filter(({ sectionId }) => sectionId === id)
      .map(
        (row): OutRow => ({
          id: row.id,
          address: row.address,
          withdrawn: row.withdrawn,
          cells: cells.map(({ cell }) => cell(row)),
        }),
      ),
  }))
  return {
    origin: { force, planId: plan.id, code: plan.code, asAt, knownAt },
    title: plan.title,
    facts: [
      { label: 'Force', words: force },
      { label: 'Plan', words: plan.code },
      ...(plan.sponsor === null ? [] : [{ label: 'Sponsor', words: plan.sponsor }]),
      ...(plan.period === null ? [] : [{ label: 'Period', words: plan.period.said }]),
      { label: 'As at', words: dayWords(asAt) },
      { label: 'Known at', words: instantWords(knownAt) },
    ],
    columns: cells.map(({ key, title, choices }) => ({ key, title, choices })),
    sections: sections.filter((section) => section.rows.length > 0),
  }
}

/** What the cells of a field can have. */
const choicesOf = (
  key: OutFieldKey,
  plan: PlanView,
  rows: readonly ActionRow[],
): Pick<OutColumn, 'choices'> => {
  if (key === 'level')
    return { choices: { values: levelsOf(plan).map((code) => markOf(code).word), only: true } }
  if (key === 'stage') return { choices: { values: stagesOf(plan).map(stageWords), only: true } }
  if (key !== 'owners') return {}
  const names = new Set(rows.flatMap(({ owners }) => owners.map(({ name }) => name)))
  return {
    choices: { values: [...names].sort((one, other) => one.localeCompare(other, 'en-GB')), only: false },
  }
}

const ownChoices = (column: Column): Pick<OutColumn, 'choices'> =>
  column.kind === 'choice'
    ? { choices: { values: column.choices, only: true } }
    : column.kind === 'yes-no'
      ? { choices: { values: ['yes', 'no'], only: true } }
      : {}

const ownCell = (value: ActionRow['columns'][string] | undefined): Cell =>
  value === undefined
    ? null
    : value.kind === 'number' || value.kind === 'money'
      ? { number: value.value }
      : value.kind === 'date'
        ? { day: value.value }
        : words(columnWords(value))
