import type { Client } from '@beatbook/api/client'
import {
  type ActionRow,
  type ActionSort,
  actionSorts,
  type GridLayout,
  type PlanView,
  sortByColumn,
} from '@beatbook/contract'
import {
  type Column,
  type ListedField,
  levelCodes,
  listedFields,
  type SaidField,
  stageCodes,
  typedCell,
  valueIn,
} from '@beatbook/domain'
import {
  columnTyped,
  columnWords,
  counted,
  dayShort,
  fieldWords,
  levelMark,
  ruleMark,
  saidAlone,
  timescaleShort,
} from '@beatbook/domain/english'
import {
  type ActionColumn,
  filledColumns,
  gridColumns,
  groupedRows,
  groupingOf,
  type RowGroup,
  sortedRows,
  statedFields,
} from '@beatbook/presentation'
import { Option } from 'commander'
import { columnGiven, columnNamed } from '../column/cells.ts'
import { columnsOfForce, settingsOfForce } from '../column/force.ts'
import { printData, sayLeft } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { print, say } from '../output/print.ts'
import { printTable } from '../output/print-table.ts'
import { callServer, connect } from '../session/connect.ts'
import { listActions, type Rows } from '../session/pages.ts'
import { cellOf } from '../view/cell.ts'
import { viewNamed } from '../view/named.ts'
import { collect, dayGiven, mostRows, type TimeOptions, timesGiven } from './given.ts'
import { allOption, asAtOption, jsonOption, knownAtOption, nextOption, type Verb } from './verb.ts'
import { narrowingTyped, whereOption } from './where.ts'

interface ActionsOptions extends TimeOptions, Partial<Record<ListedField, string[]>> {
  readonly plan?: string
  readonly view?: string
  readonly where?: string
  readonly level?: string[]
  readonly computed?: string[]
  readonly disagrees?: boolean
  readonly evidence?: boolean
  readonly tag?: string[]
  readonly stage?: string[]
  readonly owner?: string
  readonly text?: string
  readonly dueBy?: string
  readonly withdrawn?: 'with' | 'only'
  readonly column?: string[]
  readonly sort?: string
  readonly descending?: boolean
  readonly limit?: string
  readonly all?: boolean
  readonly next?: string
  readonly json?: boolean
}

const DEFAULT_MOST = 500
const SEVERAL = 'several with commas, or repeated'

/** `beatbook actions`: the actions of one plan or of all, filtered and sorted like a list on the screen. */
export const actionsVerb: Verb = (program) => {
  const verb = program
    .command('actions')
    .description('the actions of one plan or of all')
    .argument('[plan]', 'a plan’s code; all plans without it')
    .option('--plan <code>', 'the same')
    .option('--view <name>', 'as a saved view of the plan shows them; “beatbook views” lists them')
    .option(...whereOption)
    .option('--level <codes>', `declared level: ${[...levelCodes, 'none'].join(', ')}; ${SEVERAL}`, collect)
    .option(
      '--computed <codes>',
      `level by the rules, by its code: red, not-due, …; none is without a rating; ${SEVERAL}`,
      collect,
    )
    .option('--disagrees', 'only where the declared level is not the one by the rules')
    .option('--evidence', 'only what has evidence')
    .option('--no-evidence', 'only what has none')
    .option('--tag <tags>', `any of these tags; none is what has no tag; ${SEVERAL}`, collect)
    .option('--stage <stages>', `stage: ${[...stageCodes, 'none'].join(', ')}; ${SEVERAL}`, collect)
  for (const field of listedFields as readonly SaidField[])
    verb.option(
      `--${field} <${field}>`,
      `${fieldWords[field].name}: any of these; none is what nobody stated; ${SEVERAL}`,
      collect,
    )
  verb
    .option('--owner <words>', 'whose owner’s name has these words')
    .option('--text <words>', 'with these words in the ref, the action, its owner or its newest update')
    .option('--due-by <date>', 'with a deadline on or before that day and not complete')
    .addOption(
      new Option('--withdrawn <which>', 'withdrawn actions too, or only them').choices(['with', 'only']),
    )
    .option(
      '--column <code=value>',
      'what a column of the force’s own holds, e.g. ward=North; none is nothing; may be repeated',
      collect,
    )
    .option('--sort <order>', `how they are ordered: ${actionSorts.join(', ')}, or column:CODE (place)`)
    .option('--descending', 'the other way round')
    .option('--limit <count>', `at most so many (${DEFAULT_MOST} on a terminal, all elsewhere)`)
    .option(...allOption)
    .option(...nextOption)
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (argument: string | undefined, options: ActionsOptions) => {
      const plan = argument ?? options.plan
      if (argument !== undefined && options.plan !== undefined && argument !== options.plan)
        throw new Stop('usage', `Two plans are given: “${argument}” and “${options.plan}” after --plan.`)
      const client = connect()
      const asksColumns =
        options.column !== undefined || options.sort?.startsWith('column:') || options.view !== undefined
      const own = asksColumns ? await callServer(() => columnsOfForce(client)) : []
      const times = await timesGiven(options)
      // An unknown plan is an error; a plan without matching actions is not.
      const known = plan ? await callServer(() => client.plans.get.query({ plan, ...times })) : null
      const view =
        options.view === undefined ? null : (await viewNamed(client, options.view, known?.id ?? null)).view
      const question = {
        ...(plan ? { plan } : {}),
        ...view?.filter,
        ...(options.where === undefined ? {} : await narrowingTyped(client, options.where, known)),
        ...(options.level ? { levels: oneOf(options.level, [...levelCodes, 'none'], '--level') } : {}),
        ...(options.computed ? { computed: await levelsAsked(client, options.computed) } : {}),
        ...(options.disagrees ? { disagrees: true } : {}),
        ...(options.evidence === undefined ? {} : { evidence: options.evidence }),
        ...(options.tag ? { tags: options.tag.flatMap(separated) } : {}),
        ...(options.stage ? { stages: oneOf(options.stage, [...stageCodes, 'none'], '--stage') } : {}),
        ...Object.fromEntries(
          (listedFields as readonly SaidField[]).flatMap((field) => {
            const codes = (options as Partial<Record<SaidField, string[]>>)[field]
            return codes === undefined ? [] : [[field, codes.flatMap(separated)]]
          }),
        ),
        ...(options.owner ? { owner: options.owner } : {}),
        ...(options.text ? { text: options.text } : {}),
        ...(options.dueBy ? { dueBy: await dayGiven(options.dueBy, '--due-by', 'future') } : {}),
        ...(options.withdrawn ? { withdrawn: options.withdrawn } : {}),
        ...(options.column ? { columns: cellsAsked(options.column, own) } : {}),
        sort: sortAsked(options.sort ?? 'place', own),
        descending: options.descending ?? false,
        ...times,
      }
      const limit = mostRows(options, DEFAULT_MOST)
      const layout = options.sort === undefined && !options.descending ? view : null
      if (layout !== null && options.next !== undefined)
        throw new Stop(
          'usage',
          '--next goes on in the order of the server.',
          'With --view ask for all: --all.',
        )
      const listed =
        layout === null
          ? { ...(await listActions(client, question, limit, options.next)), groups: null }
          : await laidOut(client, question, { layout, plan: known, limit })
      const { rows, groups, ...page } = listed
      if (options.json) return printData('actions', { actions: [...rows] }, { ...times, page })
      if (rows.length === 0) return say('No action matches.')
      if (groups !== null && layout !== null) {
        const shown = gridColumns(layout.columns, rows, own)
        for (const [at, { title, rows }] of groups.entries()) {
          if (groups.length > 1) print(`${at === 0 ? '' : '\n'}${title}`)
          printTable(
            shown.map(({ key, heading, priority }) => ({
              heading: (key === 'ref' ? 'ADDRESS' : heading).toUpperCase(),
              ...(key === 'text' ? { flexible: true, least: 24 } : {}),
              ...(key === 'ref' || key === 'text' ? {} : { drop: priority, flexible: true }),
            })),
            rows.map((row) => shown.map(({ key }) => wordsIn(row, key))),
          )
        }
        if (page.next === null) say(counted(rows.length, 'action'))
        else sayLeft(page)
        return
      }
      const stated: readonly SaidField[] = statedFields(rows)
      const filled = filledColumns(
        rows,
        asksColumns || rows.every((row) => Object.keys(row.columns).length === 0)
          ? own
          : await callServer(() => columnsOfForce(client)),
      )
      const lines = rows.map((row) => {
        const mark = levelMark(row.level, row.stage)
        const rules = ruleMark(row.computed)
        return [
          row.address,
          row.text,
          row.owners.map((owner) => owner.name).join(', ') || '–',
          timescaleShort(row.timescale),
          `${mark.shape} ${mark.word}`,
          `${rules.shape} ${rules.word}${row.disagrees ? ' ≠' : ''}`,
          ...stated.map((field) => saidAlone(field, row[field])),
          ...filled.map(({ code }) => columnWords(row.columns[code]) || '–'),
          row.lastUpdate ? dayShort(row.lastUpdate.on) : '–',
        ]
      })
      printTable(
        [
          { heading: 'ADDRESS' },
          { heading: 'ACTION', flexible: true, least: 24 },
          { heading: 'OWNERS', flexible: true, drop: 2 },
          { heading: 'TIMESCALE', flexible: true, drop: 1 },
          { heading: 'DECLARED' },
          { heading: 'BY RULES' },
          ...stated.map((field) => ({ heading: fieldWords[field].title.toUpperCase(), drop: 4 })),
          ...filled.map(({ title }) => ({ heading: title.toUpperCase(), drop: 5, flexible: true })),
          { heading: 'LAST UPDATE', drop: 3 },
        ],
        lines,
      )
      if (page.next === null) say(counted(rows.length, 'action'))
      else sayLeft(page)
    })
}

type Asked = Parameters<typeof listActions>[1]

/** The actions in the orders and groups of a view, which are made of all that match. */
const laidOut = async (
  client: Client,
  question: Asked,
  { layout, plan, limit }: { layout: GridLayout; plan: PlanView | null; limit: number },
): Promise<Rows<ActionRow> & { groups: readonly RowGroup[] }> => {
  const all = await listActions(client, question, Number.POSITIVE_INFINITY)
  const of = { plan, settings: await callServer(() => settingsOfForce(client)) }
  const sorted = sortedRows(all.rows, layout.sorts, of)
  const groups: RowGroup[] = []
  let left = limit
  for (const group of groupedRows(sorted, groupingOf(layout), { ...of, title: 'Actions' })) {
    const rows = group.rows.slice(0, left)
    left -= rows.length
    if (rows.length > 0) groups.push({ ...group, rows })
  }
  const rows = groups.flatMap((group) => group.rows)
  return { rows, groups, returned: rows.length, total: all.rows.length, next: null }
}

/** What a row has in a column of a view. */
const wordsIn = (row: ActionRow, key: ActionColumn['key']): string => {
  if (key === 'ref') return row.address
  if (key === 'level') return markWords(levelMark(row.level, row.stage))
  if (key === 'computed') return `${markWords(ruleMark(row.computed))}${row.disagrees ? ' ≠' : ''}`
  return cellOf(row, key)
}

const markWords = ({ shape, word }: { shape: string; word: string }): string => `${shape} ${word}`

/** The filters by column: each value as it is stored. */
const cellsAsked = (given: readonly string[], own: readonly Column[]): Record<string, string[]> => {
  const asked: Record<string, string[]> = {}
  for (const part of given) {
    const [column, text] = columnGiven(part, own)
    const cell = typedCell(column, text)
    const value = cell === null ? null : valueIn(column, cell)
    asked[column.code] = [...(asked[column.code] ?? []), value === null ? 'none' : columnTyped(value)]
  }
  return asked
}

const sortAsked = (value: string, own: readonly Column[]): ActionSort => {
  const known = actionSorts.find((sort) => sort === value)
  if (known !== undefined) return known
  const [, name] = /^column:(.+)$/.exec(value) ?? []
  if (name !== undefined) return sortByColumn(columnNamed(name, own).code)
  throw new Stop('usage', `“${value}” after --sort is none of: ${actionSorts.join(', ')}, column:CODE.`)
}

/** Levels by the rules, which some RAG rules have; stops with exit 2 at another. */
const levelsAsked = async (client: Client, given: readonly string[]): Promise<string[]> => {
  const all = await callServer(() => client.ragRules.list.query())
  const known = [...new Set(all.flatMap(({ levels }) => levels.map(({ code }) => code))), 'none']
  return oneOf(given, known, '--computed')
}

const separated = (codes: string): string[] => codes.split(',').map((code) => code.trim())

const oneOf = <T extends string>(given: readonly string[], known: readonly T[], option: string): T[] =>
  given
    .flatMap((value) => value.split(','))
    .map((value) => {
      const found = known.find((code) => code === value.trim().toLowerCase())
      if (found === undefined)
        throw new Stop('usage', `“${value}” after ${option} is none of: ${known.join(', ')}.`)
      return found
    })
