import {
  type Cell,
  type CellStyle,
  type ConditionalRule,
  colToLetter,
  type DataValidation,
  type WriteSheet,
  writeXlsx,
} from 'hucre'
import {
  ABOUT_SHEET,
  CARRIED_PROPERTY,
  CARRIED_SHEET,
  CARRIED_WORDS,
  type Carried,
  LISTS_SHEET,
} from '../carried/carried.ts'
import type { OutPlan } from './document.ts'
import { type BookColumn, type BookSheet, bookSheets } from './workbook.ts'

/** How far below the last row the lists, dates and colours reach, for rows that people add. */
const ROOM = 200

const FONT = { name: 'Arial', size: 10 } as const

/**
 * Plans as an Excel workbook: a sheet for each with a frozen head, real days, lists for levels, stages and owners, and
 * colours that follow the words. What it is, when it was made and the id of each action are carried in a hidden sheet,
 * a hidden column and a document property, so that it is known when it comes back (`readReturned`). No cell is a
 * formula. The same plans give the same bytes.
 */
export const xlsxOf = async (plans: readonly OutPlan[]): Promise<Uint8Array> => {
  const sheets = bookSheets(plans)
  const carried = carriedOf(plans, sheets)
  const lists = listsOf(sheets)
  const made = new Date(plans[0]?.origin.knownAt ?? 0)
  return writeXlsx({
    sheets: [
      ...sheets.map((sheet) => writeSheet(sheet, lists)),
      aboutSheet(plans),
      ...(lists.columns.length === 0 ? [] : [{ name: LISTS_SHEET, hidden: true, rows: lists.rows }]),
      carriedSheet(carried, sheets),
    ],
    properties: {
      title: plans
        .map(({ title }) => title)
        .join('; ')
        .slice(0, 255),
      creator: 'Beatbook',
      created: made,
      modified: made,
      custom: { [CARRIED_PROPERTY]: JSON.stringify(carried) },
    },
    defaultFont: FONT,
  })
}

const carriedOf = (plans: readonly OutPlan[], sheets: readonly BookSheet[]): Carried => ({
  v: 1,
  force: plans[0]?.origin.force ?? '',
  plans: plans.map(({ origin: { planId, code, asAt, knownAt } }, at) => ({
    id: planId,
    code,
    sheet: sheets[at]?.name ?? '',
    asAt,
    knownAt,
  })),
})

/** What the workbook carries, readable too: the plans, the columns of each sheet, and the ids that went out. */
const carriedSheet = (carried: Carried, sheets: readonly BookSheet[]): WriteSheet => ({
  name: CARRIED_SHEET,
  hidden: true,
  rows: [
    [CARRIED_WORDS],
    ['force', carried.force],
    ...carried.plans.map(({ id, code, sheet, asAt, knownAt }) => ['plan', sheet, id, code, asAt, knownAt]),
    ...sheets.flatMap(({ name, columns }) => columns.map(({ key, title }) => ['column', name, key, title])),
    ...sheets.flatMap(({ name, rows }) => rows.map(({ values }) => ['action', name, String(values.at(-1))])),
  ],
})

const aboutSheet = (plans: readonly OutPlan[]): WriteSheet => ({
  name: ABOUT_SHEET,
  columns: [{ width: 24 }, { width: 90 }],
  rows: [
    ...plans.flatMap(({ title, facts }) => [
      ['Title', title],
      ...facts.map(({ label, words }) => [label, words]),
      [],
    ]),
    [
      'How to use it',
      'Change what you like in the sheets of the plan. Sort, filter and add columns as you need.',
    ],
    ['New update', 'Write in this column what happened. It is added to the action as an update.'],
    ['A new action', 'Add a row with its words. It needs no ref.'],
    ['Send it back', 'In Beatbook, open “Import a document”, choose “Bring a workbook back” and this file.'],
    ['', 'You are shown each change before anything is saved. A row that you delete changes nothing.'],
  ],
  pageSetup: { paperSize: 'a4', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  cells: new Map(
    plans
      .flatMap(({ facts }) => Array.from({ length: facts.length + 2 }, (_, at) => at))
      .map((_, row): [string, Partial<Cell>] => [`${row},0`, { style: { font: { ...FONT, bold: true } } }]),
  ),
})

/** The lists of choices, each a column of a hidden sheet, since a list in a cell has room for 255 characters only. */
const listsOf = (sheets: readonly BookSheet[]) => {
  const columns = sheets.flatMap((sheet, at) =>
    sheet.columns.flatMap(({ key, choices }) =>
      choices === undefined || choices.values.length === 0
        ? []
        : [{ name: `${at} ${key}`, values: choices.values }],
    ),
  )
  const longest = columns.reduce((most, { values }) => Math.max(most, values.length), 0)
  const rows = Array.from({ length: longest }, (_, row) => columns.map(({ values }) => values[row] ?? null))
  const range = (name: string): string | null => {
    const at = columns.findIndex((column) => column.name === name)
    if (at === -1) return null
    const letter = colToLetter(at)
    return `${LISTS_SHEET}!$${letter}$1:$${letter}$${columns[at]?.values.length}`
  }
  return { columns, rows, of: (sheet: number, key: string) => range(`${sheet} ${key}`), sheets }
}

const formats: Readonly<Record<BookColumn['format'], string | undefined>> = {
  text: undefined,
  day: 'dd/mm/yyyy',
  percent: '0%',
  number: '#,##0.##',
}

const styleOf = ({ format }: BookColumn): CellStyle => ({
  alignment: { vertical: 'top', wrapText: format === 'text' },
  ...(formats[format] === undefined ? {} : { numFmt: formats[format] }),
})

const HEAD: CellStyle = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EDF2' } },
  border: { bottom: { style: 'medium' } },
  alignment: { vertical: 'bottom', wrapText: true },
}

const writeSheet = (sheet: BookSheet, lists: ReturnType<typeof listsOf>): WriteSheet => {
  const { name, columns, rows } = sheet
  const at = lists.sheets.indexOf(sheet)
  const last = rows.length + 1
  const rangeOf = (column: number) => `${colToLetter(column)}2:${colToLetter(column)}${last + ROOM}`
  const cells = new Map<string, Partial<Cell>>(columns.map((_, column) => [`0,${column}`, { style: HEAD }]))
  rows.forEach(({ struck }, row) => {
    if (!struck) return
    columns.forEach((column, place) => {
      cells.set(`${row + 1},${place}`, {
        style: { ...styleOf(column), font: { ...FONT, strikethrough: true } },
      })
    })
  })
  return {
    name,
    columns: columns.map((column) => ({
      width: column.width,
      style: styleOf(column),
      ...(column.hidden ? { hidden: true } : {}),
    })),
    rows: [columns.map(({ title }) => title), ...rows.map(({ values }) => [...values])],
    cells,
    freezePane: { rows: 1, columns: columns.findIndex(({ key }) => key === 'ref') + 1 },
    autoFilter: { range: `A1:${colToLetter(columns.length - 1)}${last}` },
    dataValidations: columns.flatMap((column, place) =>
      validationOf(column, rangeOf(place), lists.of(at, column.key)),
    ),
    conditionalRules: columns.flatMap(({ key }, place) =>
      key === 'level' || key === 'computed' ? coloursOf(colToLetter(place), rangeOf(place)) : [],
    ),
    pageSetup: {
      ...{ paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      printTitlesRow: '$1:$1',
    },
    headerFooter: { oddFooter: '&L&A&RPage &P of &N' },
    a11y: { summary: `The actions of the plan “${name}”, one in each row.`, headerRow: 0 },
  }
}

const validationOf = (column: BookColumn, range: string, list: string | null): DataValidation[] => {
  const { choices, format, key } = column
  if (list !== null && choices !== undefined)
    return [
      {
        type: 'list',
        formula1: list,
        range,
        allowBlank: true,
        showErrorMessage: choices.only,
        errorStyle: 'stop',
        errorTitle: column.title,
        errorMessage: 'Choose one of the list.',
      },
    ]
  if (format === 'percent' && key === 'progress')
    return [
      {
        ...{ type: 'decimal', operator: 'between', formula1: '0', formula2: '1', range, allowBlank: true },
        ...{ showErrorMessage: true, errorStyle: 'stop', errorTitle: column.title },
        errorMessage: 'Write a whole number of per cent, from 0 to 100.',
      },
    ]
  return []
}

/** The colours of the levels: the words say the same. */
const colours: readonly (readonly [words: string, back: string, front: string])[] = [
  ['Red', 'F4CDC6', '942514'],
  ['Amber/Red', 'FBDDC9', '7A2A1B'],
  ['Amber', 'FCD6C3', '6E3619'],
  ['Amber/Green', 'EEF0C8', '4A4A10'],
  ['Green', 'CCE2D8', '005A30'],
  ['Blue', 'BBD4EA', '0C2D4A'],
  ['Complete', 'BBD4EA', '0C2D4A'],
]

const coloursOf = (letter: string, range: string): ConditionalRule[] =>
  colours.map(([words, back, front], at) => ({
    type: 'expression',
    priority: at + 1,
    formula: `${letter}2="${words}"`,
    range,
    style: {
      fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: back }, bgColor: { rgb: back } },
      font: { color: { rgb: front }, bold: true },
    },
  }))
