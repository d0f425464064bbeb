import { hash } from 'node:crypto'
import type { Change, CommandContext, Confided, Outcome } from '@beatbook/contract'
import {
  type DecideContext,
  decidedOf,
  err,
  loadNeeds,
  ok,
  type Pending,
  type PersonCommand,
  type PersonEvent,
  personCommands,
  type Recorded,
  type Refusal,
  type Result,
  refuse,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { keepDocument } from '../document/keep.ts'
import { decideOnPeople, projectPeople } from '../person/write.ts'
import { project } from '../projection/project.ts'
import { rateSome } from '../rating/due.ts'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { clockRefusal, timeToRecord } from '../stream/clock.ts'
import { append, lastPosition } from '../stream/events.ts'
import { forceOf } from '../stream/force.ts'
import type { AnyCommand } from '../writer/write.ts'
import type { Done } from '../writer/writer.ts'
import { acceptDraft } from './accept.ts'
import type { Carried } from './carried.ts'
import { loaders } from './load.ts'

type Context = CommandContext & DecideContext

/**
 * Carries out one command inside the writer's transaction: decided on the record as it stands, appended,
 * projected, and kept under its id. A repeat is answered with the first outcome; the same id with other
 * content, or from somebody else, is refused with `command-reused`. It is recorded after everything before
 * it, whatever the clock shows; refused with `clock-behind` where that shows far less. What is `confided`
 * beside a command about people goes to the tables of sign-in alone: it is part of no event and no digest.
 */
export const runCommand = async (
  db: Kysely<Schema>,
  command: AnyCommand | PersonCommand,
  given: Context,
  confided: Confided = {},
): Promise<Done> => {
  const id = command.input.commandId
  const digest = hash('sha256', canonical({ ...command, actor: given.actor }))
  const before = await db
    .selectFrom('command')
    .select(['digest', 'outcome'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (before !== undefined) {
    const answer: Result<Outcome, Refusal> =
      before.digest === digest
        ? ok({ ...(JSON.parse(before.outcome) as Outcome), repeated: true })
        : err(refuse('command-reused', { id }))
    return { answer, change: null }
  }

  const { behind, ...time } = await timeToRecord(db, given)
  const context = { ...given, ...time }
  const refusal = command.name === 'accept-clock' ? null : await clockRefusal(db, behind)
  if (refusal !== null) return { answer: err(refusal), change: null }
  const carried = isAboutPeople(command)
    ? carriedBy(await decideOnPeople(db, command, confided, context))
    : await carryOut(db, command, context, behind)
  if (!carried.ok) return { answer: carried, change: null }
  const { events, unchanged, plans, document } = carried.value
  const recording = { actor: context.actor, recordedAt: context.now, commandId: id }
  const recorded = await append(db, events, recording)
  const touched = await project(db, recorded, context.now)
  await projectPeople(db, recorded.filter(isPersonEvent), confided)
  const rated = await rateSome(db)
  if (document !== null) await keepDocument(db, document, recorded, recording)

  const position = recorded.at(-1)?.position ?? (await lastPosition(db))
  const outcome: Outcome = { position, repeated: false, unchanged, plans, documentId: document?.id ?? null }
  const row = {
    id,
    force_id: await forceOf(db),
    name: command.name,
    digest,
    actor: context.actor,
    recorded_at: context.now,
    outcome: JSON.stringify(outcome),
  }
  await db.insertInto('command').values(row).execute()
  return {
    answer: ok(outcome),
    change: recorded.length === 0 ? null : { position, recordedAt: context.now, ...together(touched, rated) },
    more: rated.more,
  }
}

const isAboutPeople = (command: AnyCommand | PersonCommand): command is PersonCommand =>
  command.name in personCommands

const isPersonEvent = (event: Recorded): event is Recorded<PersonEvent> => event.stream.kind === 'person'

const together = (
  one: Pick<Change, 'plans' | 'actions' | 'others'>,
  other: Pick<Change, 'plans' | 'actions'>,
): Pick<Change, 'plans' | 'actions' | 'others'> => ({
  plans: [...new Set([...one.plans, ...other.plans])],
  actions: [...new Set([...one.actions, ...other.actions])],
  others: one.others,
})

/**
 * Carries out a command of the domain: its decision, on what it needs of the record; or where there is more to
 * write than events, by the store's own function.
 */
const carryOut = async (
  db: Kysely<Schema>,
  command: AnyCommand,
  context: Context,
  behind: number,
): Promise<Result<Carried, Refusal>> => {
  if (command.name === 'accept-draft') return acceptDraft(db, command.input, context)
  const decided = decidedOf(command.name)
  if (decided === null) throw new Error(`nothing carries out “${command.name}”`)
  const loaded = await loadNeeds(
    loaders,
    { db, behind, now: context.now, actor: context.actor },
    decided.needs(command.input),
  )
  return carriedBy(decided.decide(loaded, command.input, context))
}

const carriedBy = (decision: Result<Pending[], Refusal>): Result<Carried, Refusal> =>
  decision.ok
    ? ok({ events: decision.value, unchanged: decision.value.length === 0, plans: [], document: null })
    : decision
