import {
  type DraftAction,
  type DraftStage,
  type DraftUpdate,
  type Finding,
  type FindingCode,
  foldWords,
  type IsoDate,
  ownersInProse,
  readDay,
  readEntry,
} from '@beatbook/domain'
import { datingChoices, ownerChoices, timescaleChoices } from '../choices.ts'
import type { AboutNoted, ShapeContext } from '../shape.ts'
import { whereOf } from '../where.ts'
import { deadlineInText } from './deadline.ts'
import { readStatus } from './status.ts'

/** One entry of a log, its text and date as written. */
export interface LoggedEntry {
  readonly what: 'status' | 'comment'
  readonly date: string | null
  readonly words: string
  readonly from: number[]
}

export interface RecommendationSaid {
  readonly plan: string
  readonly ref: string
  /** Whether the number is in the source. */
  readonly read: boolean
  readonly text: string
  readonly textPieces: number[]
  readonly refPieces: number[]
  readonly entries: readonly LoggedEntry[]
}

/**
 * A recommendation and its log as a draft action: statuses become dated stages, comments dated updates;
 * owners are only proposed.
 */
export function recommendation(
  context: ShapeContext,
  said: RecommendationSaid,
): { action: DraftAction; findings: Finding[] } {
  const key = context.key('action')
  const findings: Finding[] = []
  const find = <C extends FindingCode>(code: C, about: AboutNoted<C>) =>
    findings.push(context.finding(code, { plan: said.plan, action: key, ...about }))
  const entries = said.entries.map(datedByItsWords)
  const dates = entries.map((entry) => dayOf(entry.date))
  const neighbours = [...new Set(dates.filter((on) => on !== null))]
  const before = lastBefore(dates)
  const after = lastBefore(dates.toReversed()).toReversed()
  const stages: DraftStage[] = []
  const updates: DraftUpdate[] = []

  entries.forEach((entry, i) => {
    const on = dates[i] ?? null
    const stage = entry.what === 'status' ? readStatus(entry.words) : null
    if (stage) {
      stages.push({ on, stage, said: entry.words, from: entry.from })
      if (on === null && entry.date !== null)
        find('impossible-date', { args: { said: entry.date }, pieces: entry.from, field: 'stage' })
      return
    }
    const update: DraftUpdate = {
      key: context.key('update'),
      on,
      said: entry.date,
      text: entry.words,
      from: entry.from,
    }
    updates.push(update)
    const about = { update: update.key, pieces: entry.from }
    if (entry.what === 'status')
      find('unknown-stage', { args: { said: entry.words }, field: 'stage', ...about })
    if (on !== null) return
    const near = [
      ...new Set([before[i], after[i], neighbours.at(-1)].filter((day) => day !== null && day !== undefined)),
    ].slice(0, 2)
    const choices = datingChoices(key, update.key, near)
    if (entry.date === null)
      find('undated-update', { args: { text: entry.words.slice(0, 80) }, choices, ...about })
    else find('impossible-date', { args: { said: entry.date }, choices, ...about })
  })

  const { timescale, notes, others } = deadlineInText(said.text, context.options)
  for (const note of notes) {
    const choices = note.alternatives.length > 0 ? timescaleChoices(key, note.alternatives) : []
    find(note.code, { args: note.args, choices, pieces: said.textPieces, field: 'timescale' })
  }
  const where = others.length > 0 ? whereOf(said.text, said.textPieces, context.text) : null
  let from = 0
  for (const other of others) {
    const found = where?.find(other, from)
    from = found?.end ?? from
    find('date-in-text', {
      args: { said: other },
      pieces: found ? (where?.between(found.start, found.end) ?? []) : said.textPieces,
      field: 'text',
    })
  }

  const proposed = new Map<string, { name: string; pieces: number[] }>()
  for (const update of updates) {
    for (const { name } of ownersInProse(update.text)) {
      if (name === null)
        find('owner-to-be-confirmed', {
          args: { said: 'TBC', ...(update.on ? { on: update.on } : {}) },
          update: update.key,
          pieces: update.from,
          field: 'owner',
        })
      else proposed.set(foldWords(name), { name, pieces: update.from })
    }
  }
  // The last one named comes first.
  const names = [...proposed.values()].reverse()
  if (names.length > 0) {
    find('owner-in-prose', {
      args: { name: names.map((n) => n.name).join('; ') },
      choices: ownerChoices(
        key,
        names.map((n) => [n.name]),
      ),
      pieces: [...new Set(names.flatMap((n) => n.pieces))],
      field: 'owner',
    })
  }

  const history = inOrder(stages)
  const latest = history.at(-1)
  return {
    action: {
      key,
      ref: said.ref,
      refOrigin: said.read ? 'read' : 'generated',
      text: said.text,
      ownerSaid: null,
      owners: [],
      timescale,
      level: null,
      levelSaid: null,
      stage: latest?.stage ?? null,
      stageSaid: latest?.said ?? null,
      progress: null,
      stages: history,
      updates,
      details: [],
      from: {
        ref: said.refPieces,
        text: said.textPieces,
        owner: [],
        timescale: timescale.kind === 'none' ? [] : said.textPieces,
        level: [],
        stage: latest?.from ?? [],
        progress: [],
      },
    },
    findings,
  }
}

/** For each index the last day before it. */
function lastBefore(days: readonly (IsoDate | null)[]): (IsoDate | null)[] {
  let last: IsoDate | null = null
  return days.map((day) => {
    const before = last
    last = day ?? last
    return before
  })
}

/** A comment under no date that begins with one gets that date. */
function datedByItsWords(entry: LoggedEntry): LoggedEntry {
  if (entry.date !== null || entry.what !== 'comment') return entry
  const { said, text, on } = readEntry(entry.words)
  return on === null || text === '' ? entry : { ...entry, date: said, words: text }
}

/** Oldest first; an undated stage remains in its position in the log. */
function inOrder(stages: readonly DraftStage[]): DraftStage[] {
  let last = ''
  return stages
    .map((stage) => {
      last = stage.on ?? last
      return { stage, on: last }
    })
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map(({ stage }) => stage)
}

function dayOf(said: string | null): IsoDate | null {
  if (said === null) return null
  const read = readDay(said)
  return read ?? readEntry(said).on
}
