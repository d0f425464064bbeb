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
import type { MadeBefore } from '../accept/step.ts'
import { acceptDraft, type Outdated, saveAccepted } from '../accept/whole.ts'
import { compiledQuery } from '../database/compiled.ts'
import { type MadeInParts, stillHolds } from '../parts/made.ts'
import { recordWaiting } from '../parts/waiting.ts'
import { heldByParty } from '../party/ties.ts'
import { decideOnPeople, projectPeople } from '../person/write.ts'
import { hidePlans } from '../projection/hidden.ts'
import { arePlacesDue } from '../projection/places.ts'
import { project } from '../projection/project.ts'
import { rateSome } from '../projection/rate.ts'
import { isSearchDue } from '../projection/search.ts'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { clockRefusal, timeToRecord } from '../stream/clock.ts'
import { append, lastPosition } from '../stream/events.ts'
import { forceOf } from '../stream/force.ts'
import type { Histories } from '../stream/histories.ts'
import type { AnyCommand } from '../writer/write.ts'
import type { Done } from '../writer/writer.ts'
import { refusalOfArchived } from './archived.ts'
import { loaders } from './load.ts'
import type { CommandWrites } from './writes.ts'

type Context = CommandContext & DecideContext

/** A decision that was made beside the writer. */
interface Made {
  readonly accept?: MadeBefore
  readonly inParts?: MadeInParts
}

/**
 * Runs one command inside the writer's transaction: decides it on the current record, appends and projects
 * its events, and stores the outcome under the command's id. A repeat gets the first outcome; the same id
 * with other content or from another actor is refused with `command-reused`. The recording time is after that
 * of every earlier entry, whatever the clock shows; a clock that is far behind is refused with
 * `clock-behind`. `confided` (secrets of a command about people) is stored in the tables of sign-in only,
 * never in an event or a digest. `histories` is the writer's cache. `made` is the decision to accept a draft, or
 * of a command in parts, where it was made before; the answer is `outdated` where it does not hold any more.
 */
export const runCommand = async (
  db: Kysely<Schema>,
  command: AnyCommand | PersonCommand,
  given: Context,
  histories: Histories,
  confided: Confided = {},
  made: Made = {},
): Promise<Done> => {
  const id = command.input.commandId
  const digest = hash('sha256', canonical({ ...command, actor: given.actor }))
  const [before] = await commandAsked(db, id)
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
  const result = isAboutPeople(command)
    ? writesOf(
        await decideOnPeople(db, command, confided, context, async (id) => (await heldByParty(db, id)).posts),
      )
    : await execute(db, command, context, behind, histories, made)
  if (result === 'outdated') return { answer: result, change: null }
  if (!result.ok) return { answer: result, change: null }
  const { events, unchanged, plans, accepted } = result.value
  if (made.accept === undefined && made.inParts === undefined) {
    const actions = events.flatMap(({ stream }) => (stream.kind === 'action' ? [stream.id] : []))
    const waited = await recordWaiting(db, new Set(actions), histories, context.today)
    if (waited !== null) {
      const done = await runCommand(db, command, given, histories, confided)
      const { change = waited } = done
      return { ...done, change: change === null ? waited : { ...change, ...combinedChange(waited, change) } }
    }
  }
  const recording = { actor: context.actor, recordedAt: context.now, commandId: id }
  const recorded = await append(db, events, recording)
  if (made.inParts !== undefined) {
    await hidePlans(db, made.inParts.hides, id, context.now)
    await db.deleteFrom('unfinished_accept').where('command_id', '=', id).execute()
  }
  const touched = await project(db, recorded, context.now, histories, context.today)
  await projectPeople(db, recorded.filter(isPersonEvent), confided)
  const rated = await rateSome(db, context.today)
  if (accepted !== null) await saveAccepted(db, accepted, recording)

  const position = recorded.at(-1)?.position ?? (await lastPosition(db))
  const outcome: Outcome = { position, repeated: false, unchanged, plans, documentId: documentOf(accepted) }
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
    change:
      recorded.length === 0 ? null : { position, recordedAt: context.now, ...combinedChange(touched, rated) },
    more: rated.more || (await isSearchDue(db)) || (await arePlacesDue(db)),
    recorded: id,
  }
}

const commandAsked = compiledQuery((db, id: string) =>
  db.selectFrom('command').select(['digest', 'outcome']).where('id', '=', id),
)

/** The id of the document that was accepted; `null` where the record had all of it. */
const documentOf = (accepted: MadeBefore | null): string | null =>
  accepted === null || accepted.unchanged ? null : accepted.document.id

const isAboutPeople = (command: AnyCommand | PersonCommand): command is PersonCommand =>
  command.name in personCommands

const isPersonEvent = (event: Recorded): event is Recorded<PersonEvent> => event.stream.kind === 'person'

const combinedChange = (
  one: Pick<Change, 'plans' | 'actions' | 'others'>,
  other: Pick<Change, 'plans' | 'actions'>,
): Pick<Change, 'plans' | 'actions' | 'others'> => ({
  plans: [...new Set([...one.plans, ...other.plans])],
  actions: [...new Set([...one.actions, ...other.actions])],
  others: one.others,
})

/**
 * Runs a command of the domain: loads what it needs and decides it. Accepting a draft writes more than
 * events, so the store has its own function for it.
 */
const execute = async (
  db: Kysely<Schema>,
  command: AnyCommand,
  context: Context,
  behind: number,
  histories: Histories,
  made: Made,
): Promise<Result<CommandWrites, Refusal> | Outdated> => {
  const archived = await refusalOfArchived(db, command)
  if (archived !== null) return err(archived)
  if (command.name === 'accept-draft') return acceptDraft(db, command.input, context, made.accept)
  if (made.inParts !== undefined) {
    const holds = await stillHolds(db, command.input.commandId, made.inParts)
    return holds ? writesOf(ok([...made.inParts.events])) : 'outdated'
  }
  const decided = decidedOf(command.name)
  if (decided === null) throw new Error(`nothing carries out “${command.name}”`)
  const loaded = await loadNeeds(
    loaders,
    { db, behind, now: context.now, actor: context.actor, histories },
    decided.needs(command.input),
  )
  return writesOf(decided.decide(loaded, command.input, context))
}

const writesOf = (decision: Result<Pending[], Refusal>): Result<CommandWrites, Refusal> =>
  decision.ok
    ? ok({ events: decision.value, unchanged: decision.value.length === 0, plans: [], accepted: null })
    : decision
