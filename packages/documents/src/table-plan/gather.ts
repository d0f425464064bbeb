import type { DraftSection, Finding, Ignored } from '@beatbook/domain'
import { addAll } from '../lists.ts'
import { ignoring, type ShapeContext } from '../shape.ts'
import type { Source } from '../source/source.ts'
import { type ReadAction, readAction } from './action.ts'
import type { Head } from './head.ts'
import type { Layout } from './layout.ts'
import type { ActionRow, Entry } from './row.ts'
import { sectionTitle } from './section.ts'

/** A plan while its tables are read: its sections in order, each with its actions. */
export interface Gathering {
  readonly source: Source
  readonly context: ShapeContext
  readonly plan: string
  /** The title of the plan, and of a section without a name. */
  readonly head: Pick<Head, 'title' | 'pieces'>
  readonly sections: Gathered[]
  readonly findings: Finding[]
  readonly ignored: Ignored[]
}

interface Gathered {
  readonly section: DraftSection
  readonly read: ReadAction[]
  /** Whether it is named by a row of the table, not by a heading of the document. */
  readonly own: boolean
}

/** Opens a section under a heading of the document; a section without actions is only a parent heading. */
export const openUnder = (
  gathering: Gathering,
  heading: { text: string; pieces: readonly number[] },
): void => {
  const named = sectionTitle(heading.text)
  open(gathering, named?.title ?? heading.text, named?.ref ?? null, heading.pieces, false)
}

/** Adds a table's entries to the plan. */
export function gather(gathering: Gathering, entries: readonly Entry[]): void {
  const { source, context, plan, findings, ignored } = gathering
  for (const entry of runs(entries)) {
    if (entry.kind === 'section') {
      if (entry.pieces.every((piece) => gathering.head.pieces.includes(piece))) continue
      open(gathering, entry.title, entry.ref, entry.pieces, true)
      if (entry.split)
        findings.push(
          context.finding('joined-heading', {
            plan,
            pieces: entry.pieces,
            args: { said: entry.split, read: entry.title },
          }),
        )
    } else if (entry.kind === 'skip') {
      const left = ignoring(source, entry.reason, entry.pieces)
      ignored.push(left)
      if (entry.code)
        findings.push(
          context.finding(entry.code, {
            plan,
            pieces: entry.pieces,
            args: { said: left.text.slice(0, 200), rows: entry.rows },
          }),
        )
    } else if (entry.kind === 'layout') {
      if (entry.pieces.length > 0) ignored.push(ignoring(source, 'empty-structure', entry.pieces))
      addAll(findings, layoutFindings(gathering, entry.layout, entry.pieces))
    } else {
      const done = readAction(entry.row, context, plan)
      sectionOf(gathering, entry.row).read.push(done)
      addAll(findings, done.findings)
      const torn =
        source.format === 'text' &&
        entry.row.joined === 0 &&
        done.action.from.text.some((piece) => source.pieces[piece]?.place.lineTo !== undefined)
      if (torn)
        findings.push(
          context.finding('joined-row', {
            plan,
            action: done.action.key,
            pieces: done.action.from.text,
            args: { rows: 2 },
          }),
        )
    }
  }
}

/**
 * If nearly every row has its time in its text, rows without one that repeat the same text in a section are a
 * copied note: they are ignored, with a finding.
 */
export function setAsideNotes({ sections, context, plan, findings }: Gathering): void {
  const all = sections.flatMap(({ read }) => read)
  const timed = all.filter(({ action }) => action.timescale.kind !== 'none')
  if (
    all.length < 10 ||
    timed.length < all.length * 0.9 ||
    all.some(({ action }) => action.from.timescale.length > 0)
  )
    return
  const left = new Set<string>()
  const strays: Finding[] = []
  for (const { read } of sections) {
    const untimed = read.filter(({ action }) => action.timescale.kind === 'none')
    const times = new Map<string, number>()
    for (const { action } of untimed) times.set(action.text, (times.get(action.text) ?? 0) + 1)
    const notes = new Set(untimed.filter(({ action }) => (times.get(action.text) ?? 0) > 1))
    for (const { action } of notes) left.add(action.key)
    for (const { action } of notes)
      strays.push(
        context.finding('stray-row', {
          plan,
          pieces: action.from.text,
          args: { said: action.text.slice(0, 200), rows: 1 },
        }),
      )
    replace(
      read,
      read.filter((each) => !notes.has(each)),
    )
  }
  replace(findings, [
    ...findings.filter(({ action }) => action === undefined || !left.has(action)),
    ...strays,
  ])
}

/** Replaces the contents of a list. */
function replace<T>(list: T[], contents: readonly T[]): void {
  list.length = 0
  addAll(list, contents)
}

function open(
  { sections, context }: Gathering,
  title: string,
  ref: string | null,
  pieces: readonly number[],
  own: boolean,
): Gathered {
  const before = sections.at(-1)
  if (before && before.read.length === 0 && !before.own) sections.pop()
  const opened = {
    section: {
      key: context.key('section'),
      ref,
      title: title.replace(/\s+/g, ' '),
      actions: [],
      from: [...pieces],
    },
    read: [],
    own,
  }
  sections.push(opened)
  return opened
}

/** The section of an action: the one in its row's section column, otherwise the open one. */
function sectionOf(gathering: Gathering, { layout, parts }: ActionRow): Gathered {
  const of = (role: string) => parts.get(layout.columns.findIndex((column) => column?.role === role))
  const last = gathering.sections.at(-1)
  const named = of('section')
  if (!named) return last ?? open(gathering, gathering.head.title, null, [], true)
  const number = of('section-ref')
  const own = number ? null : sectionTitle(named.text)
  const title = (own?.title ?? named.text).replace(/\s+/g, ' ')
  const pieces = [...(number?.pieces ?? []), ...named.pieces]
  if (last?.section.title !== title)
    return open(gathering, title, number?.text ?? own?.ref ?? null, pieces, true)
  addAll(last.section.from, pieces)
  return last
}

function layoutFindings(
  { context, plan }: Gathering,
  { columns, guessed, levels }: Layout,
  pieces: number[],
): Finding[] {
  const heading = (at: number): string => (columns[at]?.heading ?? '').replace(/\s+/g, ' ')
  const read = levels.find((at) => columns[at]?.role === 'level')
  const several =
    levels.length > 1 && read !== undefined
      ? [{ columns: levels.map(heading).join(', '), read: heading(read) }]
      : []
  const content =
    guessed.length > 0 ? [{ columns: guessed.map((at) => `${at + 1}: ${columns[at]?.role}`).join(', ') }] : []
  return [
    ...several.map((args) => context.finding('several-levels', { plan, pieces, args })),
    ...content.map((args) => context.finding('columns-guessed', { plan, pieces, args })),
  ]
}

/** Adjacent rows ignored for the same reason are one entry. */
function runs(entries: readonly Entry[]): Entry[] {
  const joined: Entry[] = []
  let open: { rows: number; pieces: number[] } | null = null
  for (const entry of entries) {
    const last = joined.at(-1)
    if (
      entry.kind === 'skip' &&
      open &&
      last?.kind === 'skip' &&
      last.reason === entry.reason &&
      last.code === entry.code
    ) {
      open.rows += entry.rows
      addAll(open.pieces, entry.pieces)
      continue
    }
    const own: Entry & { rows?: number } =
      entry.kind === 'skip' ? { ...entry, pieces: [...entry.pieces] } : entry
    open = own.kind === 'skip' ? (own as { rows: number; pieces: number[] }) : null
    joined.push(own)
  }
  return joined
}
