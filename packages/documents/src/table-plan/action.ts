import {
  type DraftAction,
  type DraftUpdate,
  type Entry,
  type Finding,
  type FindingCode,
  type IsoDate,
  noTimescale,
  readEntries,
  readOwners,
  readTimescale,
  type Timescale,
} from '@beatbook/domain'
import { datingChoices, ownerChoices, timescaleChoices } from '../choices.ts'
import type { ShapeContext } from '../shape.ts'
import { readLevel } from './level.ts'
import type { ActionRow, Part } from './row.ts'
import { readStage } from './stage.ts'
import { splitText } from './text.ts'

/** An action as its row gives it, its findings, and the updates whose dating waits until all of the plan's are known. */
export interface ReadAction {
  readonly action: DraftAction
  readonly findings: Finding[]
  /** Updates without a day: `said` is the impossible date where one was written. */
  readonly undated: { readonly update: DraftUpdate; readonly impossible: boolean }[]
}

/** Reads one row's cells as an action. Its ref is settled with the plan's others, afterwards. */
export function readAction(row: ActionRow, context: ShapeContext, plan: string): ReadAction {
  const key = context.key('action')
  const findings: Finding[] = []
  const note = (code: FindingCode, part: Part | null, about: Partial<Finding> = {}): void => {
    findings.push(context.finding(code, { plan, action: key, pieces: part?.pieces ?? first.pieces, ...about }))
  }
  const of = (role: string): Part[] => row.layout.columns.flatMap((column, at) => (column?.role === role ? (row.parts.get(at) ?? []) : []))
  const one = (role: string): Part | null => of(role)[0] ?? null
  const column = (role: string) => row.layout.columns.find((each) => each?.role === role) ?? null
  const first = one('text') ?? [...row.parts.values()][0]!

  const words = splitText(line(first.text), column('timescale') !== null, column('ref') !== null)
  const time = timeOf(one('timescale'), column('timescale')?.months ?? false, words.timescale, context)
  for (const { code, args, alternatives } of time.notes) {
    note(code, one('timescale') ?? first, {
      args,
      field: 'timescale',
      choices: alternatives.length > 0 || code === 'unknown-timescale' ? timescaleChoices(key, alternatives) : [],
    })
  }
  const owned = one('owner')
  const owners = owned
    ? readOwners(
        owned.text,
        owned.items.map((item) => item.text),
      )
    : { owners: [], notes: [] }
  for (const { code, args, split } of owners.notes) note(code, owned, { args, field: 'owner', choices: split.length > 1 ? ownerChoices(key, [split]) : [] })
  if (!owned && column('owner')) note('missing-owner', null, { field: 'owner' })

  const coloured = one('level')
  const level = readLevel(coloured?.text ?? '')
  if (level.replaced.length > 0) note('lookalike-letter', coloured, { args: { letters: level.replaced.join(' '), read: level.level ?? '' }, field: 'level' })
  if (level.unknown) note('unknown-level', coloured, { args: { said: coloured!.text }, field: 'level' })
  if (!coloured && column('level')) note('missing-rag', null, { field: 'level' })

  const status = one('stage')
  const done = one('completed')
  const said = status ?? (level.complete ? coloured : null)
  const stage = status
    ? readStage(status.text, column('stage')?.asks)
    : level.complete || words.complete || time.timescale.kind === 'completed' || saysDay(done, context)
      ? 'complete'
      : null
  if (status && stage === null && !/^(?:false|no?|n\/?a|[-–—]+)$/i.test(status.text))
    note('unknown-stage', status, { args: { said: status.text }, field: 'stage' })
  if (time.timescale.kind === 'completed' && !time.notes.some(({ code }) => code === 'stage-in-timescale'))
    note('stage-in-timescale', one('timescale'), { args: { said: time.timescale.said }, field: 'stage' })

  const inherited = [...row.parts].filter(
    ([at, part]) => part.inherited && row.layout.columns[at]?.role !== 'section' && row.layout.columns[at]?.role !== 'section-ref',
  )
  for (const [at, part] of inherited)
    note('inherited-value', part, { args: { heading: row.layout.columns[at]!.heading, said: line(part.text) }, field: fieldOf(row.layout.columns[at]!.role) })
  if (row.joined > 0) note('joined-row', first, { args: { rows: row.joined + 1 } })

  const updates = updatesOf(row, context)
  const details = row.layout.columns.flatMap((each, at) => {
    const part = row.parts.get(at)
    const detail =
      each && part && (each.role === 'detail' || each.role === 'start' || each.role === 'completed' || (each.role === 'update' && saysNothing(part.text)))
    return detail ? [{ heading: each.heading, text: part.text, from: part.pieces }] : []
  })
  const ref = one('ref')
  const action: DraftAction = {
    key,
    ref: words.ref ?? ref?.text ?? '',
    refOrigin: 'read',
    text: words.text,
    ownerSaid: owned ? line(owned.text) : null,
    owners: owners.owners,
    timescale: time.timescale,
    level: level.level,
    levelSaid: coloured?.text ?? null,
    stage,
    stageSaid: said?.text ?? (words.complete || (stage === 'complete' && time.timescale.said) || null),
    stages: [],
    updates: updates.map(({ update }) => update),
    details,
    from: {
      ref: ref?.pieces ?? [],
      text: first.pieces,
      owner: owned?.pieces ?? [],
      timescale: one('timescale')?.pieces ?? [],
      level: coloured?.pieces ?? [],
      stage: status?.pieces ?? [],
    },
  }
  return { action, findings, undated: updates.filter(({ update }) => update.on === null) }
}

/** A dating finding for each update without a day, once the plan's other days are known: they are what is proposed. */
export function datingFindings(read: readonly ReadAction[], context: ShapeContext, plan: string): Finding[] {
  const days = read.flatMap(({ action }) => action.updates.flatMap(({ on }) => on ?? []))
  const usual = mostUsual(days)
  return read.flatMap(({ action, undated }) =>
    undated
      .filter(({ impossible, update }) => impossible || update.said !== null || usual !== null)
      .map(({ update, impossible }) =>
        context.finding(impossible ? 'impossible-date' : 'undated-update', {
          plan,
          action: action.key,
          update: update.key,
          field: 'updates',
          pieces: update.from,
          args: { ...(update.said === null ? {} : { said: update.said }), ...(usual === null ? {} : { usual }) },
          choices: datingChoices(action.key, update.key, usual === null ? [] : [usual]),
        }),
      ),
  )
}

const line = (text: string): string => text.replace(/\s+/g, ' ').trim()
const fieldOf = (role: string): string => (role === 'update' ? 'updates' : role)

interface Time {
  readonly timescale: Timescale
  readonly notes: readonly { readonly code: FindingCode; readonly args: Record<string, string | number>; readonly alternatives: Timescale[] }[]
}

function timeOf(part: Part | null, months: boolean, inText: string | null, context: ShapeContext): Time {
  if (!part) return inText === null ? { timescale: noTimescale, notes: [] } : readTimescale(inText, context.options)
  const said = line(part.text).slice(0, 2_000)
  const dated = part.value && 'date' in part.value ? part.value.date : null
  const read = readTimescale(said, context.options)
  const serial = read.timescale.precision === 'day' && /^\d{5}(?:\.0+)?$/.test(said)
  if (dated === null && !serial) return read
  const day = serial ? read.timescale.latest! : dated!
  if (dated !== null && read.timescale.kind !== 'unknown' && !serial && (read.timescale.precision !== 'day' || read.timescale.latest === day)) return read
  const meant = readTimescale(months ? day.slice(0, 7) : day, context.options).timescale
  return { timescale: { ...meant, said }, notes: serial && !months ? read.notes : [] }
}

const saysDay = (part: Part | null, context: ShapeContext): boolean =>
  part !== null &&
  ((part.value !== undefined && 'date' in part.value) || readTimescale(line(part.text).slice(0, 200), context.options).timescale.latest !== null)

const saysNothing = (text: string): boolean =>
  /^\W*(?:none|nil|n\/?a|no (?:update|comments?|change)|tbc|(?:progress )?updates? (?:pending|awaited|to follow)|to follow)?\W*$/i.test(text)

function updatesOf(row: ActionRow, context: ShapeContext): { update: DraftUpdate; impossible: boolean }[] {
  return row.layout.columns.flatMap((column, at) => {
    const part = row.parts.get(at)
    if (column?.role !== 'update' || !part || saysNothing(part.text)) return []
    const month = headed(column.heading, context)
    return entriesOf(part.text)
      .filter((entry) => entry.text !== '' || entry.said !== null)
      .map((entry) => {
        const on = entry.on ?? (entry.said === null ? (month?.on ?? null) : null)
        return {
          update: {
            key: context.key('update'),
            on,
            said: entry.said ?? month?.said ?? null,
            text: entry.text === '' ? entry.said! : line(entry.text),
            from: part.pieces,
          },
          impossible: entry.impossible,
        }
      })
  })
}

/** A cell's updates. Prose that only cites dates, or begins a sentence with one, is one undated update. */
function entriesOf(text: string): Entry[] {
  const entries = readEntries(text)
  const firm = ({ said }: Entry): boolean => said !== null && new RegExp(`${said.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[\\s)\\]]*[:–—-]`).test(text)
  const sentence = /^\W*on\s/i.test(text) && entries[0]?.said !== null && !firm(entries[0]!)
  if (!sentence && (entries[0]?.said !== null || entries.slice(1).every(firm))) return entries
  return [{ on: null, said: null, text: text.trim(), impossible: false }]
}

/** The time a column's own heading gives to the updates under it: "aug_2023_progress" dates them to the end of that month. */
function headed(heading: string, context: ShapeContext): { on: IsoDate; said: string } | null {
  const words = heading.replace(/_/g, ' ')
  const said =
    /\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+(?:20)?\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b/i.exec(
      words,
    )?.[0]
  const read = said ? readTimescale(said, context.options).timescale : null
  return said && read?.latest ? { on: read.latest, said } : null
}

function mostUsual(days: readonly IsoDate[]): IsoDate | null {
  const counts = new Map<IsoDate, number>()
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1)
  return [...counts].sort(([a, n], [b, m]) => m - n || b.localeCompare(a))[0]?.[0] ?? null
}
