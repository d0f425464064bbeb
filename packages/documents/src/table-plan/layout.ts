import { type DraftOwner, readTimescale } from '@beatbook/domain'
import { largest } from '../lists.ts'
import { type Facts, factsOf, repeats } from './facts.ts'
import type { GridRow } from './grid.ts'
import { isOtherTable } from './header.ts'
import { foldHeading, headingRole, pledged, type Role } from './heading.ts'

export interface Column {
  readonly role: Role
  /** The heading as written, '' where there is none. */
  readonly heading: string
  /** Whether the heading asks if the work is complete. */
  readonly asks: boolean
  /** Whether its numbers are the share of the work done, from 0 to 1. */
  readonly fractions: boolean
  /** The duty of owners according to the heading. */
  readonly duty: DraftOwner['duty'] | null
  /** Whether the heading has dates as months only ("mmm/yy"). */
  readonly months: boolean
}

/** The role of each column of a table. `guessed` are the columns decided by content. */
export interface Layout {
  readonly columns: readonly (Column | null)[]
  readonly guessed: readonly number[]
  /** The columns with a level; only one is read. */
  readonly levels: readonly number[]
}

/**
 * The layout according to headings and content; `null` if there is no column of actions' texts and at least
 * one more field.
 */
export function layoutOf(headings: readonly string[], rows: readonly GridRow[]): Layout | null {
  if (isOtherTable(headings)) return null
  const width = rows.reduce((most, row) => Math.max(most, row.cells.length), headings.length)
  const end = sideTable(headings, rows, width)
  const facts = Array.from({ length: end }, (_, column) => factsOf(headings[column] ?? '', column, rows))
  const roles = new Map<number, Role>()
  const best = (role: Role, rank: (f: Facts) => number): number | null => {
    const [first] = facts
      .filter((f) => f.role === role && !roles.has(f.column))
      .sort((a, b) => rank(b) - rank(a) || a.column - b.column)
    if (first) roles.set(first.column, role)
    return first?.column ?? null
  }
  const guessed: number[] = []
  const guess = (role: Role, fits: (f: Facts) => boolean, rank: (f: Facts) => number): void => {
    if ([...roles.values()].includes(role)) return
    const [first] = facts
      .filter((f) => f.count > 0 && !roles.has(f.column) && fits(f))
      .sort((a, b) => rank(b) - rank(a) || a.column - b.column)
    if (!first) return
    roles.set(first.column, role)
    guessed.push(first.column)
  }
  // A column filled in few rows only is not what the rows are about.
  const fullest = largest(facts, (f) => f.fill)
  const levels = facts.filter((f) => f.role === 'level').map((f) => f.column)

  for (const f of facts)
    if (f.role === 'update' || f.role === 'start' || f.role === 'completed') roles.set(f.column, f.role)
  best('level', currentLevel)
  const times = facts.filter((f) => f.role === 'timescale')
  const revised = times.find((f) =>
    /\b(?:revised|new|extended|updated|amended)\b/.test(foldHeading(f.heading)),
  )
  if (revised && times.length > 1) roles.set(revised.column, 'revised')
  best('timescale', (f) => f.sure + f.timescales)
  best('progress', (f) => f.fill)
  best(
    'stage',
    (f) => f.sure / 4 + f.stages + (/delivery|action|implementation/.test(foldHeading(f.heading)) ? 0.5 : 0),
  )
  best('owner', (f) => f.sure + f.fill)
  for (const f of facts)
    if (f.role === 'owner' && f.sure === 3 && dutyOf(f.heading) !== null) roles.set(f.column, 'owner')
  const text = best('text', (f) => f.sure + f.distinct * 2 - (f.times > 0.6 ? 3 : 0))
  best('ref', (f) => f.sure / 8 + f.distinct * f.fill + (f.refs > 0.5 ? 1 : 0))
  guess(
    'ref',
    (f) => f.heading === '' && f.refs > 0.6 && f.distinct > 0.6 && f.count > 1,
    (f) => -f.column,
  )
  // Distinct numbers in the first column next to named columns can only be refs.
  if (guessed[0] === 0 && text !== null && facts[0]?.refs === 1 && facts[0].distinct === 1) guessed.pop()
  const bare = headings.every((heading) => heading === '')
  // If nothing is named, what is to be done comes before what was done.
  const wordiest = largest(facts, (f) => f.words * f.fill)
  const named = text === null ? undefined : facts[text]
  if (text === null || (named && named.distinct < 0.5 && named.count > 5)) {
    if (text !== null) roles.delete(text)
    guess(
      'text',
      (f) =>
        (f.role === null || (f.role === 'section' && f.sure < 3)) &&
        f.words >= 3 &&
        f.distinct > 0.5 &&
        f.fill * 3 > fullest &&
        (!bare || f.words * f.fill * 2.5 >= wordiest),
      (f) => (bare ? -f.column : f.words + (f.heading === '' ? 0 : 1_000)),
    )
    if (![...roles.values()].includes('text') && text !== null) roles.set(text, 'text')
  }
  if (!bare)
    guess(
      'timescale',
      (f) =>
        f.times > 0.6 &&
        (f.role === null || f.role === 'text' || f.role === 'section') &&
        !ofThePast.test(f.heading),
      (f) => f.timescales,
    )
  // A column between named ones without a heading has lost it: its content decides.
  const lastNamed = headings.findLastIndex((heading) => heading !== '')
  const nameless = (f: Facts): boolean => bare || (f.heading === '' && f.column < lastNamed && f.fill > 0.3)
  guess(
    'level',
    (f) => nameless(f) && f.levels > 0.6 && f.words < 4,
    (f) => f.levels,
  )
  guess(
    'timescale',
    (f) => nameless(f) && f.timescales > 0.6,
    (f) => f.timescales,
  )
  guess(
    'stage',
    (f) => nameless(f) && f.stages > 0.6,
    (f) => f.stages,
  )
  guess(
    'owner',
    (f) => nameless(f) && f.words < 8 && f.letters > 0.8 && f.fill > 0.5,
    (f) => -f.column,
  )
  if (bare)
    guess(
      'update',
      (f) => f.words > 5,
      (f) => f.words,
    )
  const known = [...roles.values()]
  if (!known.includes('text')) return null
  const tells = (f: Facts): boolean =>
    ['owner', 'timescale', 'level', 'update', 'progress'].includes(roles.get(f.column) ?? '') ||
    (!roles.has(f.column) && pledged.test(foldHeading(f.heading))) ||
    (roles.get(f.column) === 'stage' &&
      (f.statuses > 0.3 || f.count === 0 || /complete|done/i.test(f.heading)))
  if (!facts.some(tells)) return null
  if (bare && !known.includes('timescale') && !known.includes('level') && !known.includes('stage'))
    return null
  sectionByRepeats(facts, roles, rows)
  sectionRefByRepeats(facts, roles)
  const columns = Array.from({ length: width }, (_, column): Column | null => {
    if (column >= end) return null
    const heading = headings[column] ?? ''
    const folded = foldHeading(heading)
    return {
      role: roles.get(column) ?? 'detail',
      heading,
      asks: /\b(?:complete|completed|done|closed)\b/.test(folded),
      fractions: facts[column]?.fractions ?? false,
      duty: dutyOf(heading),
      months: /\bmmm[\s/-]*yy|\bmonth\b/i.test(heading),
    }
  })
  return { columns, guessed, levels }
}

/** Dates that are not deadlines. */
const ofThePast =
  /\b(?:created|added|raised|logged|opened|modified|updated|changed|received|reported|recorded|published|issued|agreed|started?|born)\b/i

/**
 * Of several levels the current one is read: the one called current or dated last; never the one called
 * previous.
 */
const currentLevel = ({ heading, levels }: Facts): number => {
  const words = heading
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
  if (/\b(?:previous|prior|last|former|initial|original|inherent|baseline)\b/.test(words)) return -1
  if (/\b(?:current|latest|now|today|this)\b/.test(words)) return 5
  if (/^b?rag(?: status| rating)?$/.test(words)) return 4
  const dated = readTimescale(words.replace(/\bb?rag\b|\b(?:status|rating)\b/g, ' ')).timescale.latest
  return (
    (/overall|delivery/.test(words) ? 3 : levels) +
    (dated === null ? 0 : Number(dated.slice(0, 4)) / 10_000 + Number(dated.slice(5, 7)) / 1_000_000)
  )
}

const dutyOf = (heading: string): DraftOwner['duty'] | null => {
  const [word] = /\b(?:accountable|responsible|consulted|informed)\b/.exec(foldHeading(heading)) ?? []
  return (word as DraftOwner['duty'] | undefined) ?? null
}

/** A column that is headed with the word itself has sections, also where each has one row. */
const isNamedSection = ({ heading }: Facts): boolean => /^sections?$/.test(foldHeading(heading))

/** A value repeated over runs of rows, or given once above each run, is the section of those rows. */
function sectionByRepeats(facts: readonly Facts[], roles: Map<number, Role>, rows: readonly GridRow[]): void {
  const kinds = facts.filter(
    (f) => f.count > 0 && !roles.has(f.column) && (f.role === 'section' || (f.role === 'text' && f.sure < 3)),
  )
  const groups = (f: Facts): boolean =>
    f.runs <= Math.max(f.values * 1.5, 1) &&
    (repeats(f) ||
      f.fill < 0.6 ||
      f.values === 1 ||
      (f.role === 'section' && appliesToSeveral(f, roles, rows)))
  const [first] = kinds
    .filter(
      (f) => groups(f) || (f.sure === 3 && f.role === 'section' && (f.runs < f.count || isNamedSection(f))),
    )
    .sort((a, b) => b.sure - a.sure || a.column - b.column)
  if (first) roles.set(first.column, 'section')
}

/**
 * Whether a column's value applies to several actions: in a cell that spans them, or once above rows that
 * omit it.
 */
function appliesToSeveral(
  { column }: Facts,
  roles: ReadonlyMap<number, Role>,
  rows: readonly GridRow[],
): boolean {
  const fieldColumns = [...roles].flatMap(([at, role]) =>
    role === 'text' || role === 'owner' || role === 'timescale' ? [at] : [],
  )
  const written = (row: GridRow, at: number): boolean => (row.cells[at]?.text ?? '') !== ''
  return rows.some(
    (row) =>
      fieldColumns.filter((at) => written(row, at)).length > 1 &&
      (row.spanned.has(column) || !written(row, column)),
  )
}

/** A number repeated on consecutive rows numbers sections, not actions. */
function sectionRefByRepeats(facts: readonly Facts[], roles: Map<number, Role>): void {
  const ref = facts.find((f) => roles.get(f.column) === 'ref')
  if (ref && repeats(ref))
    roles.set(ref.column, [...roles.values()].includes('section') ? 'section-ref' : 'detail')
}

/**
 * If another table is next to this one, separated by an empty column: the column where it begins; otherwise
 * the width.
 */
function sideTable(headings: readonly string[], rows: readonly GridRow[], width: number): number {
  if (headings.every((heading) => heading === '')) return width
  const empty = (column: number): boolean =>
    (headings[column] ?? '') === '' && rows.every((row) => (row.cells[column]?.text ?? '') === '')
  const first = headings.findIndex((heading) => heading !== '')
  const last = headings.findLastIndex((heading) => heading !== '')
  const lastOwn = headings.findLastIndex((heading) =>
    ['text', 'owner', 'timescale', 'update'].includes(headingRole(heading)?.role ?? ''),
  )
  // The columns after it have a heading, but none that is a plan's field.
  for (let column = Math.max(first, lastOwn) + 1; column <= last; column++) if (empty(column)) return column
  return width
}
