import { addAll } from '../lists.ts'
import { within } from '../source/limits.ts'
import type { Block, Cell, Row, Source } from '../source/source.ts'
import { foldHeading, headingRole, type Role } from './heading.ts'
import { numbered } from './text.ts'

/**
 * Converts records of labelled lines ("Action: …", "Owner: …") into tables of two columns. A record has the
 * text of an action, in a label or in the line above its labels, and at least one more field; the pieces
 * remain those of the lines.
 */
export function withLabelledTables(source: Source): Source {
  const groups = groupsOf(source)
  const led = groups
    .filter((group) => 'records' in group && group.records.some(isLed))
    .flatMap((group) => ('records' in group ? group.records : []))
  const blocks = groups.flatMap((group): Block[] => {
    if (!('records' in group)) return [group.block]
    const plan = group.records.every((record) => isPlan(record) && (!isLed(record) || led.length > 1))
    return plan ? tablesOf(group.records) : group.blocks
  })
  return { ...source, blocks }
}

interface Line {
  readonly text: string
  readonly pieces: readonly number[]
}
interface Field {
  readonly label: string
  readonly lines: Line[]
}
/** Labelled lines that belong together, with the line above them. */
interface Rec {
  readonly lead: Line | null
  readonly fields: Field[]
}
type Group = { readonly block: Block } | { readonly records: Rec[]; readonly blocks: Block[] }

/** The blocks in order, with blocks of records grouped with their neighbours. */
function groupsOf(source: Source): Group[] {
  const groups: Group[] = []
  let open: { records: Rec[]; blocks: Block[] } | null = null
  const waiting = (): Block | null => {
    const last = groups.at(-1)
    return last &&
      'block' in last &&
      (last.block.kind === 'heading' || last.block.kind === 'paragraph' || last.block.kind === 'item')
      ? last.block
      : null
  }
  for (const block of source.blocks) {
    if (block.kind === 'break' && !block.page && open) {
      open.blocks.push(block)
      continue
    }
    const lines = block.kind === 'paragraph' || block.kind === 'item' ? linesOf(source, block) : []
    const first = lines.findIndex((line) => labelOf(line) !== null)
    const last: Field | undefined = open?.records.at(-1)?.fields.at(-1)
    if (
      block.kind === 'item' &&
      first < 0 &&
      last &&
      (last.lines.length === 0 || last.lines.at(-1)?.text.startsWith('• '))
    ) {
      for (const line of lines) last.lines.push({ ...line, text: `• ${line.text}` })
      open?.blocks.push(block)
      continue
    }
    if (first !== 0 && first !== 1) {
      groups.push({ block })
      open = null
      continue
    }
    const above: Block | null = first === 0 && !open ? waiting() : null
    const aboveLines = above ? linesOf(source, above) : []
    const lead = first === 1 ? (lines[0] ?? null) : aboveLines.length === 1 ? (aboveLines[0] ?? null) : null
    if (!open) {
      open = { records: [], blocks: [] }
      groups.push(open)
    }
    if (above && lead) {
      groups.splice(-2, 1)
      open.blocks.push(above)
    }
    open.blocks.push(block)
    addLines(open.records, lead, lines.slice(first))
  }
  return groups
}

/** The most labelled lines of one record. */
const mostFields = 60

function addLines(records: Rec[], lead: Line | null, lines: readonly Line[]): void {
  if (lead) records.push({ lead, fields: [] })
  for (const line of lines) {
    const named = labelOf(line)
    const record = records.at(-1)
    // More labelled lines than this are not a record.
    if (!named || (record && record.fields.length >= mostFields)) {
      record?.fields.at(-1)?.lines.push(line)
      continue
    }
    const role = headingRole(named.label)?.role
    const again = record?.fields.some(
      ({ label }) =>
        foldHeading(label) === foldHeading(named.label) ||
        (role === 'text' && headingRole(label)?.role === 'text'),
    )
    const value = named.value === '' ? [] : [{ text: named.value, pieces: line.pieces }]
    const same =
      again && role === 'update'
        ? record?.fields.find(({ label }) => foldHeading(label) === foldHeading(named.label))
        : undefined
    if (same) addAll(same.lines, value)
    else if (!record || again)
      records.push({
        lead: null,
        fields: named.ref
          ? [named.ref, { label: named.label, lines: value }]
          : [{ label: named.label, lines: value }],
      })
    else addAll(record.fields, [...(named.ref ? [named.ref] : []), { label: named.label, lines: value }])
  }
}

/** A block's lines without Markdown marks. */
function linesOf(source: Source, block: Block): Line[] {
  if (block.kind !== 'paragraph' && block.kind !== 'item' && block.kind !== 'heading') return []
  const marker = block.kind === 'item' && /[\p{L}\d]/u.test(block.marker) ? `${block.marker} ` : ''
  if (source.format === 'text')
    return block.pieces.map((piece, n) => ({
      text: (n === 0 ? marker : '') + (source.pieces[piece]?.text ?? ''),
      pieces: [piece],
    }))
  const [piece = -1] = block.pieces
  const raw = source.pieces[piece]?.text ?? ''
  if (source.format !== 'markdown' || block.pieces.length !== 1 || !raw.includes('\n'))
    return [{ text: marker + block.text, pieces: block.pieces }]
  return raw
    .split('\n')
    .map((text) => ({ text: text.replace(/^[\s>*+-]+(?=\s)|\*\*|__/g, '').trim(), pieces: [piece] }))
}

function labelOf({ text, pieces }: Line): { label: string; value: string; ref: Field | null } | null {
  const [, label = '', value = ''] = /^[^\p{L}\d]{0,4}(\p{L}[^:]{0,40}?)\s*:(?:\s+(.*))?$/su.exec(text) ?? []
  const [, word = label, number = ''] = numbered.exec(label) ?? []
  if (label === '' || (headingRole(word)?.sure ?? 0) < 2) return null
  return {
    label: word,
    value: value.trim(),
    ref: number === '' ? null : { label: 'Ref', lines: [{ text: number, pieces }] },
  }
}

const rolesOf = ({ fields }: Rec): Set<Role> =>
  new Set(fields.flatMap(({ label }) => headingRole(label)?.role ?? []))

/** Whether the line above a record is the action's text, because none of its labels is. */
const isLed = (record: Rec): boolean => record.lead !== null && !rolesOf(record).has('text')

function isPlan(record: Rec): boolean {
  const roles = rolesOf(record)
  const said = ['owner', 'timescale', 'level', 'stage'].filter((role) => roles.has(role as Role)).length
  return roles.has('text') ? said > 0 : record.lead !== null && said > 1
}

/** Records as tables; a record with the action's text in a label is placed under its lead. */
function tablesOf(records: readonly Rec[]): Block[] {
  const blocks: Block[] = []
  const isNumbered = records.some(
    (record) =>
      (isLed(record) && leadOf(record).number !== '') || record.fields.some(({ label }) => label === 'Ref'),
  )
  within('actions', records.length)
  for (const record of records) {
    const { number, words } = leadOf(record)
    const ref = record.fields.find(({ label }) => label === 'Ref')
    const own = numbered.exec(record.lead?.text.trim() ?? '')?.[2]
    if (record.lead && !isLed(record) && own === undefined)
      blocks.push({ kind: 'heading', level: 2, text: record.lead.text, pieces: [...record.lead.pieces] })
    const rows = [
      ...(isNumbered || own
        ? [
            rowOf(
              'Ref',
              ref?.lines ?? [
                { text: own ?? (isLed(record) ? number : ''), pieces: record.lead?.pieces ?? [] },
              ],
            ),
          ]
        : []),
      ...(isLed(record) ? [rowOf('Action', [{ text: words, pieces: record.lead?.pieces ?? [] }])] : []),
      ...record.fields.filter((field) => field !== ref).map(({ label, lines }) => rowOf(label, lines)),
    ]
    const last = blocks.at(-1)
    if (last?.kind === 'table') addAll(last.rows, rows)
    else blocks.push({ kind: 'table', caption: null, sheet: null, rows })
  }
  return blocks
}

function leadOf({ lead }: Rec): { number: string; words: string } {
  const [, number = '', words = lead?.text ?? ''] =
    /^\W{0,2}(?:(?:action|recommendation|rec)\.?\s+)?([A-Z]{0,3}\d{1,4}(?:\.\d+)*[a-z]?)[.):]?\s+(?:[–:-]\s+)?(\S.*)$/isu.exec(
      lead?.text ?? '',
    ) ?? []
  return { number, words }
}

const rowOf = (label: string, lines: readonly Line[]): Row => ({
  header: false,
  hidden: false,
  cells: [
    cellOf(label, lines[0]?.pieces ?? []),
    cellOf(lines.map(({ text }) => text).join(' '), [...new Set(lines.flatMap(({ pieces }) => pieces))]),
  ],
})

const cellOf = (text: string, pieces: readonly number[]): Cell => ({
  text: text.trim(),
  pieces: [...pieces],
  items: [],
  colSpan: 1,
  rowSpan: 1,
})
