import type { DraftPlan, DraftSection } from '@beatbook/domain'
import { commitmentSections } from '../commitments.ts'
import { isPageMark } from '../furniture.ts'
import { addAll } from '../lists.ts'
import { looksLikeHeading, type Passage, passagesBetween, passagesOf } from '../passage.ts'
import type { Reading, Shape, ShapeContext } from '../shape.ts'
import type { Block, Source } from '../source/source.ts'
import { documentDateFinding, documentDateOf } from './document-date.ts'
import { type Gathering, gather, openUnder, setAsideNotes } from './gather.ts'
import { gridOf } from './grid.ts'
import { type Head, headOf } from './head.ts'
import { headersOf } from './header.ts'
import { headingRole } from './heading.ts'
import { withLabelledTables } from './labelled.ts'
import type { Layout } from './layout.ts'
import { isMilestoneTable } from './milestones.ts'
import {
  headLines,
  isParticular,
  type Line,
  type Particulars,
  pageAsides,
  particularsOf,
} from './particulars.ts'
import { settleRefs } from './refs.ts'
import type { Entry } from './row.ts'
import { readRows } from './rows.ts'
import { isNote } from './section.ts'
import { numbered } from './text.ts'
import { datingFindings } from './updates.ts'

/** Plans whose actions are rows of tables. A document's tables form one plan. */
export const tablePlan: Shape = { name: 'table-plan', read }

type Table = Extract<Block, { kind: 'table' }>

function read(source: Source, context: ShapeContext): Reading | null {
  return readTables(source, context) ?? readTables(withLabelledTables(source), context)
}

function readTables(source: Source, context: ShapeContext): Reading | null {
  const tables = planTables(source, context)
  const [first] = tables
  if (!first || isRoadMapOf(source, tables)) return null
  const passages = passagesOf(source).filter(
    ({ pieces, block }) => source.blocks[block]?.kind !== 'table' && !pieces.some(context.taken),
  )
  const asides = pageAsides(source)
  const plans = planGroups(tables, passages).map((group, n, groups) => {
    const until = groups[n + 1]?.from ?? Number.POSITIVE_INFINITY
    const own = passagesBetween(passages, group.from - 1, until)
    return readPlan(source, context, group.tables, own, asides)
  })
  return {
    plans: plans.flatMap((r) => r.plans),
    tables: [],
    areas: [],
    findings: plans.flatMap((r) => r.findings),
    ignored: plans.flatMap((r) => r.ignored),
  }
}

/**
 * The tables of each plan: another plan begins under a heading of the same level as the first one's that
 * names a plan too.
 */
function planGroups(
  tables: readonly PlanTable[],
  passages: readonly Passage[],
): { from: number; tables: PlanTable[] }[] {
  const named = (from: number, to: number): Passage | undefined =>
    passagesBetween(passages, from, to).findLast(
      ({ kind, text }) => kind === 'heading' && text.length <= 120 && namesPlan.test(text),
    )
  const groups: { from: number; tables: PlanTable[] }[] = []
  let first: Passage | undefined
  for (const [n, table] of tables.entries()) {
    const name = named(tables[n - 1]?.at ?? -1, table.at)
    if (n === 0) first = name
    if (n === 0) groups.push({ from: 0, tables: [table] })
    else if (first && name && name.level === first.level) groups.push({ from: name.block, tables: [table] })
    else groups.at(-1)?.tables.push(table)
  }
  return groups
}

const namesPlan = /\b(?:delivery|action|implementation|improvement)\s+plan\b/i

function readPlan(
  source: Source,
  context: ShapeContext,
  tables: readonly PlanTable[],
  passages: readonly Passage[],
  asides: readonly Line[],
): Reading {
  const [first] = tables as [PlanTable]
  const leading = passages.filter(({ block }) => block < first.at)
  const from = Math.min(first.at, passages[0]?.block ?? first.at)
  const small = source.blocks
    .slice(from, first.at)
    .flatMap((block) => (block.kind === 'table' ? [block] : []))
  const lines = [
    ...headLines(source, leading, [...small, { rows: first.block.rows.slice(0, headingRow(first.block)) }]),
    ...asides,
  ]
  const particulars = particularsOf(lines)
  const titled = leading
    .filter(({ text }) => !isParticular(text))
    .map((passage) => withoutParticulars(source, passage))
  const before = [...sheetTitles(source, first), ...titled]
  const head = headOf(before, source.name, source.format === 'xlsx' || source.format === 'csv')
  const gathering: Gathering = {
    source,
    context,
    plan: context.key('plan'),
    head,
    sections: [],
    findings: [],
    ignored: [],
  }
  const sheets = new Set(tables.map(({ block }) => block.sheet)).size
  let above = -1
  for (const { at, block, entries } of tables) {
    const heading = block.caption?.text
      ? block.caption
      : headingAbove(
          source,
          passagesBetween(passages, above, at).filter(({ text }) => !isParticular(text)),
          at,
        )
    if (sheets > 1 && block.sheet !== null) openUnder(gathering, { text: block.sheet, pieces: [] })
    const number = heading && loneAction(entries) ? numbered.exec(heading.text.trim())?.[2] : undefined
    if (heading && !number && !heading.pieces.some((piece) => head.pieces.includes(piece)))
      openUnder(gathering, heading)
    gather(gathering, entries)
    const only = gathering.sections.at(-1)?.read.at(-1)?.action
    if (heading && number && only)
      Object.assign(only, { ref: number, from: { ...only.from, ref: [...heading.pieces] } })
    above = at
  }
  return finish(gathering, head, particulars, [
    ...tables.flatMap(({ block }) => linesAbove(block)),
    ...passages.map(({ text }) => text),
  ])
}

/** The lines in a table's rows above its headings, cells joined. */
const linesAbove = (block: Table): string[] =>
  block.rows.slice(0, headingRow(block)).flatMap((row) => {
    const line = row.cells.map((cell) => cell.text).filter((text) => text !== '')
    return line.length > 0 ? [line.join(' ')] : []
  })

/** The first row of a table's headings; 0 where it has none. */
function headingRow({ rows }: Table): number {
  const [first = 0] = headersOf(
    gridOf(rows.slice(0, 30)),
    rows.some((row) => row.header),
  ).keys()
  return first
}

/**
 * The heading of a table: a line directly above it that reads like a heading, otherwise the last heading of
 * the `passages` since the previous table.
 */
function headingAbove(source: Source, passages: readonly Passage[], at: number): Passage | undefined {
  const above = passages.filter(({ text }) => !isPageMark(text))
  const last = above.at(-1)
  const near =
    last &&
    source.blocks.slice(last.block + 1, at).every(({ kind }) => kind === 'break') &&
    last.text.length <= 80 &&
    looksLikeHeading(last) &&
    !isLabelled(last.text) &&
    !isNote(last.text)
  return near ? last : above.findLast(({ kind }) => kind === 'heading')
}

/** Whether the tables only have the milestones of a strategy, whose commitments are in its text. */
const isRoadMapOf = (source: Source, tables: readonly PlanTable[]): boolean =>
  commitmentSections(passagesOf(source)).flatMap(({ commitments }) => commitments).length > 1 &&
  tables.every(({ block }) => isMilestoneTable(block))

/** Whether a table has one action without a number: the heading above may number it ("Recommendation 4"). */
function loneAction(entries: readonly Entry[]): boolean {
  const [only, ...others] = entries.flatMap((entry) => (entry.kind === 'action' ? [entry.row] : []))
  return (
    only !== undefined &&
    others.length === 0 &&
    ![...only.parts.keys()].some((column) => only.layout.columns[column]?.role === 'ref')
  )
}

/** "Owner: Estates", "Version 3": a line about the plan, not a heading. */
const isLabelled = (line: string): boolean =>
  /^(?:version|draft|status|page|author|contact|sponsor)\b/i.test(line) ||
  (headingRole(/^([^:]{1,40}):\s/.exec(line)?.[1] ?? '')?.role ?? 'section') !== 'section'

interface PlanTable {
  readonly at: number
  readonly block: Table
  readonly entries: readonly Entry[]
}

/**
 * The tables whose rows are actions. A table without headings continues under those of the previous table.
 */
function planTables(source: Source, context: ShapeContext): PlanTable[] {
  const words = new Set<string>()
  for (const { text } of source.pieces)
    for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) words.add(word)
  let carried: Layout | null = null
  return source.blocks.flatMap((block, at) => {
    if (
      block.kind !== 'table' ||
      block.rows.some((row) => row.cells.some((cell) => cell.pieces.some(context.taken)))
    )
      return []
    const { entries, layout } = readRows(block, carried, words)
    if (layout) carried = layout
    return layout && entries.some(({ kind }) => kind === 'action') ? [{ at, block, entries }] : []
  })
}

/** In a workbook the title is in the sheet itself, at its beginning. */
function sheetTitles(source: Source, { at, block }: PlanTable): Passage[] {
  if (source.format === 'text' || source.format === 'docx') return []
  return block.rows.slice(0, Math.min(headingRow(block), 6)).flatMap((row, n): Passage[] => {
    const filled = row.cells.filter((cell) => /\p{L}{3}/u.test(cell.text))
    const [only] = filled
    const heads =
      only &&
      filled.length <= 4 &&
      only.text.length <= 120 &&
      !row.header &&
      !/^section\b/i.test(only.text) &&
      !isParticular(only.text)
    return heads
      ? [
          {
            kind: 'heading',
            text: only.text,
            pieces: only.pieces,
            level: n === 0 ? 1 : 2,
            marker: '',
            block: at,
          },
        ]
      : []
  })
}

/** A title's lines end at a version, a date or an author. */
function withoutParticulars(source: Source, passage: Passage): Passage {
  const lines = passage.pieces.map((piece) => source.pieces[piece]?.text ?? '')
  const end = lines.findIndex(
    (line, n) =>
      n > 0 &&
      (isParticular(line) ||
        /^(?:version|v\d|updated?|last updated|dated?|author|owner|prepared|draft|status|page)\b/i.test(
          line,
        )),
  )
  if (passage.kind !== 'paragraph' || end < 0) return passage
  return { ...passage, text: lines.slice(0, end).join(' '), pieces: passage.pieces.slice(0, end) }
}

function finish(
  gathering: Gathering,
  { pieces, ...head }: Head,
  { sponsor, period: own, dated }: Particulars,
  lines: readonly string[],
): Reading {
  setAsideNotes(gathering)
  const { context, plan: key, findings, ignored } = gathering
  const read = gathering.sections.flatMap((gathered) =>
    gathered.read.map((each) => ({ ...each, section: gathered.section.ref })),
  )
  const settled = settleRefs(
    read.map(({ action, section }) => ({ said: action.ref === '' ? null : action.ref, section })),
  )
  let generated = false
  for (const [n, { action }] of read.entries()) {
    const { ref, origin, doubled } = settled[n] ?? { ref: action.ref, origin: 'read', doubled: false }
    const about = {
      plan: key,
      action: action.key,
      pieces: action.from.text,
      field: 'ref',
      args: { ref, ...(action.ref !== '' && { said: action.ref }) },
    }
    if (origin === 'restored') findings.push(context.finding('missing-ref', about))
    if (origin === 'generated' && !generated) findings.push(context.finding('generated-ref', about))
    if (doubled) findings.push(context.finding('duplicate-ref', about))
    generated ||= origin === 'generated'
    Object.assign(action, { ref, refOrigin: origin })
  }
  addAll(
    findings,
    datingFindings(
      read.map(({ action, updates }) => ({ key: action.key, updates })),
      context,
      key,
    ),
  )
  const sections: DraftSection[] = gathering.sections.map((gathered) => ({
    ...gathered.section,
    actions: gathered.read.map(({ action }) => action),
  }))
  const period = own?.period ?? head.period
  const plan: DraftPlan = {
    key,
    ...head,
    dated: head.dated ?? dated?.said ?? null,
    period,
    sponsor: sponsor?.name ?? null,
    documentDate: documentDateOf(lines, { sections, period }, dated),
    sections,
    from: [
      ...new Set([...pieces, ...(sponsor?.pieces ?? []), ...(own?.pieces ?? []), ...(dated?.pieces ?? [])]),
    ],
  }
  return {
    plans: [plan],
    tables: [],
    areas: [],
    findings: [...findings, documentDateFinding(plan, context)],
    ignored,
  }
}
