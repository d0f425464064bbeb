import type { DraftPlan, DraftSection, Finding, Ignored } from '@beatbook/domain'
import { type Passage, passagesOf } from '../passage.ts'
import { ignoring, type Reading, type Shape, type ShapeContext } from '../shape.ts'
import type { Block, Source } from '../source/source.ts'
import { datingFindings, type ReadAction, readAction } from './action.ts'
import { documentDateFinding, documentDateOf } from './document-date.ts'
import { headOf } from './head.ts'
import type { Layout } from './layout.ts'
import { settleRefs } from './refs.ts'
import type { Entry } from './row.ts'
import { readRows } from './rows.ts'
import { sectionTitle } from './section.ts'

/** Plans whose actions are the rows of tables. A document's tables make one plan. */
export const tablePlan: Shape = { name: 'table-plan', read }

interface Gathering {
  readonly source: Source
  readonly context: ShapeContext
  readonly plan: string
  readonly sections: { section: DraftSection; read: ReadAction[]; own: boolean }[]
  readonly findings: Finding[]
  readonly ignored: Ignored[]
  readonly titled: readonly number[]
}

function read(source: Source, context: ShapeContext): Reading | null {
  const words = new Set(source.pieces.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+/gu) ?? []))
  const tables = new Map<number, Entry[]>()
  let carried: Layout | null = null
  for (const [at, block] of source.blocks.entries()) {
    if (block.kind !== 'table' || block.rows.some((row) => row.cells.some((cell) => cell.pieces.some(context.taken)))) continue
    const { entries, layout } = readRows(block, carried, words)
    if (layout && entries.some(({ kind }) => kind === 'action')) tables.set(at, entries)
    if (layout) carried = layout
  }
  const first = [...tables.keys()][0]
  if (first === undefined) return null

  const passages = passagesOf(source).filter(({ pieces }) => !pieces.some(context.taken))
  const before = [...sheetTitles(source, first), ...passages.filter(({ block }) => block < first)]
  const { pieces: titled, ...head } = headOf(before, source.name, source.format === 'xlsx' || source.format === 'csv')
  const gathering: Gathering = { source, context, plan: context.key('plan'), sections: [], findings: [], ignored: [], titled }
  for (const [at, entries] of tables) {
    const heading = headingBefore(passages, source, at, new Set(tables.keys()))
    if (heading && !heading.pieces.some((piece) => titled.includes(piece))) open(gathering, heading.text, heading.pieces, null)
    for (const entry of gathered(entries)) take(gathering, entry, head.title)
  }
  return finish(
    gathering,
    head,
    passages.map(({ text }) => text),
  )
}

/** Neighbouring rows that are left out for one reason are one entry. */
function gathered(entries: readonly Entry[]): Entry[] {
  const runs: Entry[] = []
  for (const entry of entries) {
    const last = runs.at(-1)
    if (entry.kind === 'skip' && last?.kind === 'skip' && last.reason === entry.reason && last.code === entry.code)
      runs[runs.length - 1] = { ...last, rows: last.rows + entry.rows, pieces: [...last.pieces, ...entry.pieces] }
    else runs.push(entry)
  }
  return runs
}

/** The heading a table stands under: the last before it that no other table of the plan is nearer to. */
function headingBefore(
  passages: readonly Passage[],
  source: Source,
  at: number,
  tables: ReadonlySet<number>,
): { text: string; pieces: readonly number[] } | null {
  const block = source.blocks[at] as Extract<Block, { kind: 'table' }>
  if (block.caption && block.caption.text !== '') return block.caption
  const above = passages.filter((passage) => passage.block < at && passage.kind === 'heading').at(-1)
  if (!above) return null
  return [...tables].some((other) => other > above.block && other < at) ? null : above
}

/** In a workbook the title stands in the sheet itself: what begins its first rows. */
function sheetTitles(source: Source, first: number): Passage[] {
  const block = source.blocks[first] as Extract<Block, { kind: 'table' }>
  if (source.format === 'text' || source.format === 'docx') return []
  return block.rows.slice(0, 6).flatMap((row, n): Passage[] => {
    const filled = row.cells.filter((cell) => /\p{L}{3}/u.test(cell.text))
    const [only] = filled
    const heads = only && filled.length <= 4 && only.text.length <= 120 && !row.header && !/^section\b/i.test(only.text)
    return heads ? [{ kind: 'heading', text: only.text, pieces: only.pieces, level: n === 0 ? 1 : 2, marker: '', block: first }] : []
  })
}

function open(gathering: Gathering, title: string, pieces: readonly number[], row: { ref: string | null; split: string | null } | null): void {
  const { sections, context } = gathering
  const before = sections.at(-1)
  if (before && before.read.length === 0 && !before.own) sections.pop()
  const ref = row ? row.ref : (sectionTitle(title)?.ref ?? null)
  sections.push({
    section: { key: context.key('section'), ref, title: title.replace(/\s+/g, ' '), actions: [], from: [...pieces] },
    read: [],
    own: row !== null,
  })
  if (row?.split)
    gathering.findings.push(context.finding('joined-heading', { plan: gathering.plan, pieces: [...pieces], args: { said: row.split, read: title } }))
}

function take(gathering: Gathering, entry: Entry, title: string): void {
  const { source, context, plan, sections, findings, ignored } = gathering
  if (entry.kind === 'section') return open(gathering, entry.title, entry.pieces, entry)
  if (entry.kind === 'skip') {
    ignored.push(ignoring(source, entry.reason, entry.pieces))
    if (entry.code)
      findings.push(context.finding(entry.code, { plan, pieces: entry.pieces, args: { said: ignored.at(-1)!.text.slice(0, 200), rows: entry.rows } }))
    return
  }
  if (entry.kind === 'layout') {
    if (entry.pieces.length > 0) ignored.push(ignoring(source, 'empty-structure', entry.pieces))
    const { columns, guessed, levels } = entry.layout
    const read = levels.find((at) => columns[at]?.role === 'level')
    if (levels.length > 1 && read !== undefined) {
      const named = levels.map((at) => columns[at]!.heading.replace(/\s+/g, ' '))
      findings.push(
        context.finding('several-levels', {
          plan,
          pieces: entry.pieces,
          args: { columns: named.join(', '), read: columns[read]!.heading.replace(/\s+/g, ' ') },
        }),
      )
    }
    if (guessed.length > 0)
      findings.push(
        context.finding('columns-guessed', {
          plan,
          pieces: entry.pieces,
          args: { columns: guessed.map((at) => `${at + 1}: ${columns[at]?.role}`).join(', ') },
        }),
      )
    return
  }
  const named = sectionNamed(entry)
  if (named && named.title !== sections.at(-1)?.section.title) open(gathering, named.title, named.pieces, { ref: named.ref, split: null })
  else if (named) sections.at(-1)!.section.from.push(...named.pieces)
  if (sections.length === 0) open(gathering, title, [], { ref: null, split: null })
  const done = readAction(entry.row, context, plan)
  sections.at(-1)!.read.push(done)
  findings.push(...done.findings)
}

/** The section a row names in a column of its own. */
function sectionNamed({ row }: Extract<Entry, { kind: 'action' }>): { title: string; ref: string | null; pieces: number[] } | null {
  const at = row.layout.columns.findIndex((column) => column?.role === 'section')
  const part = row.parts.get(at)
  const number = row.parts.get(row.layout.columns.findIndex((column) => column?.role === 'section-ref'))
  if (!part) return null
  const own = sectionTitle(part.text)
  return { title: number ? part.text : (own?.title ?? part.text), ref: number?.text ?? own?.ref ?? null, pieces: [...(number?.pieces ?? []), ...part.pieces] }
}

function finish(gathering: Gathering, head: Omit<ReturnType<typeof headOf>, 'pieces'>, lines: readonly string[]): Reading {
  const { context, plan: key, sections, findings, ignored, titled } = gathering
  const read = sections.flatMap((each) => each.read)
  const said = sections.flatMap(({ section, read }) => read.map(({ action }) => ({ said: action.ref === '' ? null : action.ref, section: section.ref })))
  const settled = settleRefs(said)
  let generated = false
  for (const [n, { action }] of read.entries()) {
    const { ref, origin, doubled } = settled[n]!
    const about = { plan: key, action: action.key, pieces: action.from.text, field: 'ref', args: { ref, ...(action.ref === '' ? {} : { said: action.ref }) } }
    if (origin === 'restored') findings.push(context.finding('missing-ref', about))
    if (origin === 'generated' && !generated) findings.push(context.finding('generated-ref', about))
    if (doubled) findings.push(context.finding('duplicate-ref', about))
    if (origin === 'generated') generated = true
    Object.assign(action, { ref, refOrigin: origin })
  }
  findings.push(...datingFindings(read, context, key))
  const drafted: DraftSection[] = sections.map(({ section, read }) => ({ ...section, actions: read.map(({ action }) => action) }))
  const plan: DraftPlan = {
    key,
    ...head,
    sponsor: null,
    documentDate: documentDateOf(lines, { sections: drafted, period: head.period }),
    sections: drafted,
    from: [...titled],
  }
  findings.push(documentDateFinding(plan, context))
  return { plans: [plan], tables: [], areas: [], findings, ignored }
}
