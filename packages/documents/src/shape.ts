import {
  type AboutFinding,
  type Draft,
  type DraftPlan,
  type DraftTable,
  type Finding,
  type FindingArgs,
  type FindingCode,
  findingSeverity,
  type Ignored,
  type IsoDate,
  type Place,
} from '@beatbook/domain'
import { within } from './source/limits.ts'
import type { Block, Source } from './source/source.ts'

export interface ReadOptions {
  /** The meaning of "Q1": April to June (`financial`, the default) or January to March. */
  readonly quarters?: 'financial' | 'calendar'
  /**
   * The day of reading, in London: later dates in the document are treated as undated, with a finding
   * (`entry-in-future`). Without it no date is.
   */
  readonly readOn?: IsoDate
}

/** The result of one shape. A piece in `from` of a value or of an ignored entry is claimed. */
export type Reading = Pick<Draft, 'plans' | 'tables' | 'areas' | 'findings' | 'ignored'>

/**
 * A kind of document that can be recognised: tables of actions, an inspection log, a strategy, a report with
 * figures. `read` returns `null` where there is nothing of its kind. It may list text it recognises under
 * `ignored` with its reason; `readSource` lists what no shape claims.
 */
export interface Shape {
  readonly name: string
  readonly read: (source: Source, context: ShapeContext) => Reading | null
}

/**
 * The context of a shape besides the source. Shapes are tried in order, and each sees the results of the
 * previous ones.
 */
export interface ShapeContext {
  readonly options: ReadOptions
  /** A new unique key in the draft: `action-12`. */
  readonly key: (kind: 'plan' | 'section' | 'action' | 'update' | 'table' | 'finding') => string
  /** A piece's text. */
  readonly text: (piece: number) => string
  /** True if an earlier shape has claimed the piece. */
  readonly taken: (piece: number) => boolean
  readonly plans: readonly DraftPlan[]
  readonly tables: readonly DraftTable[]
  /** A finding with its key, severity and place filled in; the place is that of its first piece. */
  readonly finding: <C extends FindingCode>(code: C, about: AboutNoted<C>) => Finding
}

/** The data of a finding besides its code: the arguments of that code, and its place. */
export type AboutNoted<C extends FindingCode> = Partial<Omit<AboutFinding, 'key'>> &
  (FindingArgs[C] extends Record<string, never>
    ? { readonly args?: FindingArgs[C] }
    : { readonly args: FindingArgs[C] })

/**
 * The context of the shapes for a source, of whose pieces earlier ones have `claimed` some (`claimedPieces`).
 */
export function shapeContext(
  source: Source,
  options: ReadOptions,
  before: Reading,
  claimed: ReadonlySet<number>,
): ShapeContext {
  const counts = new Map<string, number>()
  for (const list of [before.plans, before.tables, before.findings])
    for (const { key } of list) count(counts, key)
  for (const plan of before.plans)
    for (const section of plan.sections) {
      count(counts, section.key)
      for (const action of section.actions)
        for (const { key } of [action, ...action.updates]) count(counts, key)
    }
  const key: ShapeContext['key'] = (kind) => {
    const n = (counts.get(kind) ?? 0) + 1
    if (kind === 'action') within('actions', n)
    else if (kind === 'update') within('updates', n)
    counts.set(kind, n)
    return `${kind}-${n}`
  }
  let found = before.findings.length
  let references = 0
  /** Findings about the same value have the same pieces, and so the same place. */
  const places = new WeakMap<readonly number[], Place | null>()
  const placeFor = (pieces: readonly number[]): Place | null => {
    const known = places.get(pieces)
    if (known !== undefined) return known
    const place = placeOf(source, pieces)
    places.set(pieces, place)
    return place
  }
  return {
    options,
    key,
    text: (piece) => source.pieces[piece]?.text ?? '',
    taken: (piece) => claimed.has(piece),
    plans: before.plans,
    tables: before.tables,
    finding: (code, about) => {
      within('findings', ++found)
      references += about.pieces?.length ?? 0
      within('references', references)
      return {
        args: {},
        place: placeFor(about.pieces ?? []),
        pieces: [],
        choices: [],
        severity: findingSeverity[code],
        ...about,
        key: key('finding'),
        code,
      } as Finding
    },
  }
}

/** The pieces that a reading claims, by a value or by an ignored entry. */
export function claimedPieces(reading: Reading): Set<number> {
  const claimed = new Set<number>()
  let references = 0
  const claim = (from: readonly number[]): void => {
    references += from.length
    within('references', references)
    for (const piece of from) claimed.add(piece)
  }
  const claimParts = (parts: readonly { readonly from: readonly number[] }[]): void => {
    for (const { from } of parts) claim(from)
  }
  claimParts(reading.ignored)
  for (const plan of reading.plans) {
    claim(plan.from)
    for (const section of plan.sections) {
      claim(section.from)
      for (const { from, updates, stages, details } of section.actions) {
        for (const name in from) claim(from[name as keyof typeof from])
        claimParts(updates)
        claimParts(stages)
        claimParts(details)
      }
    }
  }
  for (const table of reading.tables) {
    claim(table.from)
    claimParts(table.rows)
  }
  return claimed
}

/** The place of some pieces: that of the first, with the line of the last. `null` where there are none. */
export function placeOf(source: Source, pieces: readonly number[]): Place | null {
  const first = source.pieces[pieces[0] ?? -1]?.place
  if (!first) return null
  const lines = pieces.flatMap((p) => source.pieces[p]?.place.lineTo ?? source.pieces[p]?.place.line ?? [])
  const last = lines.reduce((most, line) => Math.max(most, line), 0)
  return first.line !== undefined && last > first.line ? { ...first, lineTo: last } : first
}

/** An ignored entry for some pieces, its text joined by spaces and its count that of the pieces. */
export function ignoring(source: Source, reason: Ignored['reason'], pieces: readonly number[]): Ignored {
  return {
    reason,
    text: pieces.map((p) => source.pieces[p]?.text ?? '').join(' '),
    count: pieces.length,
    place: placeOf(source, pieces),
    from: [...pieces],
  }
}

/** All pieces of a block, in reading order. */
export function blockPieces(block: Block): number[] {
  if (block.kind === 'break') return []
  if (block.kind !== 'table') return block.pieces
  return [
    ...(block.caption?.pieces ?? []),
    ...block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.pieces)),
  ]
}

function count(counts: Map<string, number>, key: string): void {
  const [kind = '', n = '0'] = key.split('-')
  counts.set(kind, Math.max(counts.get(kind) ?? 0, Number(n)))
}
