import {
  type Draft,
  err,
  ok,
  plainText,
  type ReadFailure,
  type Result,
  readFailure,
  removeFutureDates,
} from '@beatbook/domain'
import { listedActions } from './listed-actions.ts'
import { inspectionLog } from './log/log.ts'
import { recommendationsInProse } from './log/prose.ts'
import { report } from './report/report.ts'
import {
  blockPieces,
  claimedPieces,
  ignoring,
  type Reading,
  type ReadOptions,
  type Shape,
  shapeContext,
} from './shape.ts'
import { partedSheets } from './sheets.ts'
import { failureOf } from './source/failure.ts'
import { deletedText } from './source/flow.ts'
import { within } from './source/limits.ts'
import { openDocument } from './source/open.ts'
import { plainName, plainSource } from './source/plain.ts'
import type { Source } from './source/source.ts'
import { strategy } from './strategy/strategy.ts'
import { tablePlan } from './table-plan/table-plan.ts'

/** The recognised kinds of document, in the order in which they are tried. */
const shapes: readonly Shape[] = [inspectionLog, tablePlan, strategy, report, recommendationsInProse]

/**
 * Reads a file into a draft, recognising its format by content. Every character is in a value of the draft or
 * in an entry of `ignored`. Fails with a `ReadFailure` for a file that cannot be opened or in which no
 * action, log or table is recognised; never throws.
 */
export async function readDocument(
  name: string,
  bytes: Uint8Array,
  options: ReadOptions = {},
): Promise<Result<Draft, ReadFailure>> {
  const source = await openDocument(plainName(name), bytes)
  return source.ok ? readSource(source.value, options) : source
}

/**
 * Reads a source into a draft. Fails with `nothing-recognised` where no shape finds an action or a table of
 * figures in it, and with `over-limit` where it exceeds a limit.
 */
export function readSource(opened: Source, options: ReadOptions = {}): Result<Draft, ReadFailure> {
  try {
    return readShapes(opened, options)
  } catch (error) {
    return err(failureOf(opened.name, error))
  }
}

function readShapes(opened: Source, options: ReadOptions): Result<Draft, ReadFailure> {
  checkSource(opened)
  const { plain, note } = plainSource(opened)
  const source = listedActions(partedSheets(plain))
  let all: Reading = { plans: [], tables: [], areas: [], findings: [], ignored: [] }
  let claimed = claimedPieces(all)
  for (const shape of shapes) {
    const more = shape.read(source, shapeContext(source, options, all, claimed))
    if (!more) continue
    all = joined(all, more)
    claimed = claimedPieces(all)
  }
  if (all.plans.length === 0 && all.tables.length === 0)
    return err(readFailure('nothing-recognised', { name: source.name }))
  const context = shapeContext(source, options, all, claimed)
  const notes = note ? [...source.notes, note] : source.notes
  const noted = notes.map(({ code, args, pieces }) =>
    context.finding(code, { args: plainArgs(args), pieces }),
  )
  const { name, format } = source
  const { pieces } = opened
  const findings = [...noted, ...all.findings].sort(
    (a, b) => (a.pieces[0] ?? pieces.length) - (b.pieces[0] ?? pieces.length),
  )
  const draft: Draft = {
    source: { name, format, pieces },
    ...all,
    findings,
    ignored: [...all.ignored, ...unclaimed(source, claimed)],
  }
  return ok(options.readOn === undefined ? draft : removeFutureDates(draft, options.readOn))
}

/** A note's arguments with plain text; they were taken from the original text. */
const plainArgs = <A extends object>(args: A): A =>
  Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, typeof value === 'string' ? plainText(value) : value]),
  ) as A

/** The limits for every format: the parts of a source, its texts and its tables. */
function checkSource({ pieces, blocks }: Source): void {
  within('pieces', pieces.length)
  within('blocks', blocks.length)
  within(
    'characters',
    pieces.reduce((sum, { text }) => sum + text.length, 0),
  )
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []))
  within('tables', tables.length)
  within(
    'rows',
    tables.reduce((sum, { rows }) => sum + rows.length, 0),
  )
  let cells = 0
  for (const block of blocks) {
    if (block.kind === 'break') continue
    if (block.kind !== 'table') within('paragraph', block.text.length)
    else
      for (const row of block.rows) {
        cells += row.cells.length
        for (const { text } of row.cells) within('cell', text.length)
      }
  }
  within('cells', cells)
}

const joined = (a: Reading, b: Reading): Reading => ({
  plans: [...a.plans, ...b.plans],
  tables: [...a.tables, ...b.tables],
  areas: [...new Set([...a.areas, ...b.areas])],
  findings: [...a.findings, ...b.findings],
  ignored: [...a.ignored, ...b.ignored],
})

/** Pieces that no shape has claimed, adjacent ones with the same reason together. */
function unclaimed(source: Source, claimed: ReadonlySet<number>): Draft['ignored'] {
  const reasons = reasonsOf(source)
  const runs: { reason: Draft['ignored'][number]['reason']; pieces: number[] }[] = []
  for (const piece of source.pieces.keys()) {
    if (claimed.has(piece)) continue
    const reason = reasons(piece)
    const last = runs.at(-1)
    if (last?.reason === reason) last.pieces.push(piece)
    else runs.push({ reason, pieces: [piece] })
  }
  return runs.map(({ reason, pieces }) => ignoring(source, reason, pieces))
}

/**
 * Why a piece is ignored: text in no block is mark-up; furniture, deleted and hidden text are recognised by
 * their place.
 */
function reasonsOf(source: Source): (piece: number) => Draft['ignored'][number]['reason'] {
  const blocks = new Map(
    source.blocks.flatMap((block) => blockPieces(block).map((piece) => [piece, block] as const)),
  )
  return (piece) => {
    const block = blocks.get(piece)
    if (!block) return source.pieces[piece]?.place.part === deletedText ? 'deleted' : 'markup'
    if (block.kind === 'table') return 'not-a-plan'
    if (block.kind !== 'aside') return 'prose'
    if (block.part === 'markup') return 'markup'
    if (block.part.startsWith('deleted')) return 'deleted'
    if (block.part.startsWith('hidden')) return 'hidden'
    return /^(?:header|footer|page)/.test(block.part) ? 'page-furniture' : 'prose'
  }
}
