import { type DraftAction, type Finding, type FindingCode, readOwners } from '@beatbook/domain'
import { ownerChoices, timescaleChoices } from '../choices.ts'
import type { AboutNoted, ShapeContext } from '../shape.ts'
import { whereOf } from '../where.ts'
import { readLevel } from './level.ts'
import type { ActionRow, Part } from './row.ts'
import { readShare } from './share.ts'
import { isRefusal, readStage } from './stage.ts'
import { splitText } from './text.ts'
import { longestTime, saysDay, timeOf } from './time.ts'
import { type ReadUpdate, saysNothing, updatesOf } from './updates.ts'

/**
 * An action read from its row, with its findings. Its ref and the dates of its updates are decided together
 * with those of the plan's other actions.
 */
export interface ReadAction {
  readonly action: DraftAction
  readonly findings: Finding[]
  readonly updates: ReadUpdate[]
}

/** Reads one row's cells as an action. */
export function readAction(row: ActionRow, context: ShapeContext, plan: string): ReadAction {
  const key = context.key('action')
  const findings: Finding[] = []
  const { columns } = row.layout
  const of = (role: string): Part | null =>
    columns.reduce<Part | null>(
      (found, column, at) => found ?? (column?.role === role ? (row.parts.get(at) ?? null) : null),
      null,
    )
  const column = (role: string) => columns.find((each) => each?.role === role) ?? null
  const text = of('text') ?? nothing
  const note = <C extends FindingCode>(code: C, part: Part | null, about: AboutNoted<C>): void => {
    findings.push(context.finding(code, { plan, action: key, pieces: (part ?? text).pieces, ...about }))
  }

  const words = splitText(line(text.text), column('timescale') !== null, column('ref') !== null)
  const revised = of('revised')
  const moved = revised && timeOf(revised, false, null, context).timescale.kind !== 'none' ? revised : null
  const timed = moved ?? of('timescale')
  const first = timeOf(moved ? of('timescale') : null, false, null, context).timescale
  const { timescale, notes } = timeOf(timed, column('timescale')?.months ?? false, words.timescale, context)
  for (const { code, args, alternatives } of notes) {
    const choices =
      alternatives.length > 0 || code === 'unknown-timescale' ? timescaleChoices(key, alternatives) : []
    note(code, timed, { args, field: 'timescale', choices })
  }
  if (moved && first.kind !== 'none')
    note('several-dates', moved, {
      args: { said: timescale.said, first: first.said },
      field: 'timescale',
      choices: timescaleChoices(key, [first]),
    })

  const owned = columns.flatMap((each, at) =>
    each?.role === 'owner'
      ? row.parts.has(at)
        ? [{ duty: each.duty, part: row.parts.get(at) ?? nothing }]
        : []
      : [],
  )
  const owners = owned.flatMap(({ duty, part }) => {
    const read = readOwners(
      part.text,
      part.items.map((item) => item.text),
    )
    const where =
      read.notes.length > 0 && part.pieces.length > 1 ? whereOf(part.text, part.pieces, context.text) : null
    let from = 0
    for (const { code, args, split } of read.notes) {
      const found = where?.find(args.said, from)
      from = found?.end ?? from
      const own = where && found ? { pieces: where.between(found.start, found.end) } : {}
      // The other owners of the cell remain when one of them is split.
      const names =
        read.owners.length > mostOwners
          ? []
          : read.owners.flatMap((owner) => (owner.name === args.said ? split : [owner.name]))
      note(code, part, {
        args,
        ...own,
        field: 'owner',
        choices: split.length > 1 && read.owners.length <= mostOwners ? ownerChoices(key, [names]) : [],
      })
    }
    return read.owners.map((owner) =>
      owner.duty === 'responsible' && duty !== null ? { ...owner, duty } : owner,
    )
  })
  if (
    owned.length === 0
      ? column('owner')
      : owners.length === 0 &&
        !findings.some(({ field }) => field === 'owner') &&
        owned.some(({ part }) => saysSomething(part.text))
  )
    note('missing-owner', owned[0]?.part ?? null, { field: 'owner' })

  const coloured = of('level')
  const level = readLevel(coloured?.text ?? '')
  if (level.replaced.length > 0)
    note('lookalike-letter', coloured, {
      args: { letters: level.replaced.join(' '), read: level.level ?? '' },
      field: 'level',
    })
  if (level.unknown) note('unknown-level', coloured, { args: { said: coloured?.text ?? '' }, field: 'level' })
  if (!coloured && column('level')) note('missing-rag', null, { field: 'level' })

  const shared = of('progress')
  const share = readShare(shared?.text ?? '', column('progress')?.fractions ?? false)
  const status = of('stage') ?? (column('stage') ? null : shared)
  const completed =
    level.complete ||
    words.complete !== null ||
    timescale.kind === 'completed' ||
    saysDay(of('completed'), context)
  const saidOfStage = status === shared && share ? `${share.progress}%` : (status?.text ?? '')
  const stage = status ? readStage(saidOfStage, column('stage')?.asks) : completed ? 'complete' : null
  if (status && stage === null && !isRefusal(status.text))
    note('unknown-stage', status, { args: { said: status.text }, field: 'stage' })
  const done = of('completed')
  const doneOn = done && timeOf(done, false, null, context).timescale
  const closed =
    done && stage === 'complete' && doneOn?.precision === 'day' && doneOn.latest
      ? { on: doneOn.latest, stage, said: line(done.text), from: [...done.pieces] }
      : null
  const saying = [
    status?.text,
    level.complete ? coloured?.text : null,
    words.complete,
    timescale.kind === 'completed' ? timescale.said : null,
  ].filter((words) => words)
  const said = saying.length > 0 ? saying.join('; ') : null

  for (const [at, part] of row.parts) {
    const { role, heading } = columns[at] ?? { role: 'section', heading: '' }
    if (part.inherited && role !== 'section' && role !== 'section-ref')
      note('inherited-value', part, {
        args: {
          heading,
          said: line(part.text),
          ...(part.written !== undefined && { written: part.written }),
        },
        field: role,
      })
  }
  if (row.ragged) note('ragged-row', text, { args: row.ragged })
  if (row.joined > 0) note('joined-row', text, { args: { rows: row.joined + 1 } })

  const updates = updatesOf(row, context)
  const details = columns.flatMap((each, at) => {
    const part = row.parts.get(at)
    const isDetail =
      each &&
      (detailRoles.has(each.role) ||
        (each.role === 'timescale' && (moved !== null || line(part?.text ?? '').length > longestTime)) ||
        (each.role === 'progress' && (share === null || share.rounded)) ||
        (each.role === 'revised' && moved === null) ||
        (each.role === 'update' && saysNothing(part?.text ?? '')))
    return part && isDetail ? [{ heading: each.heading, text: part.text, from: [...part.pieces] }] : []
  })
  const ref = of('ref')
  const action: DraftAction = {
    key,
    ref: words.ref ?? ref?.text ?? '',
    refOrigin: 'read',
    text: words.text,
    ownerSaid: owned[0] ? line(owned[0].part.text) : null,
    owners,
    timescale,
    level: level.level,
    levelSaid: coloured?.text ?? null,
    stage,
    stageSaid: said,
    progress: share?.progress ?? null,
    stages: closed ? [closed] : [],
    updates: updates.map(({ update }) => update),
    details,
    from: {
      ref: [...(ref?.pieces ?? [])],
      text: [...text.pieces],
      owner: owned.flatMap(({ part }) => [...part.pieces]),
      timescale: [...(timed?.pieces ?? [])],
      level: [...(coloured?.pieces ?? [])],
      stage: [...(status?.pieces ?? [])],
      progress: share ? [...(shared?.pieces ?? [])] : [],
    },
  }
  return { action, findings, updates }
}

/** Whether a cell of owners contains more than dashes, dots or words for nobody. */
const saysSomething = (text: string): boolean =>
  !/^(?:[\s\p{P}]*|n\s?\/?\s?a|none|nil|not applicable)$/iu.test(text)

/** A cell with more owners than this does not contain owners: no splits are offered. */
const mostOwners = 50

const nothing: Part = { text: '', pieces: [], items: [], inherited: false }
const detailRoles = new Set(['detail', 'start', 'completed'])
const line = (text: string): string => text.replace(/\s+/g, ' ').trim()
