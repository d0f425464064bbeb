import { hash } from 'node:crypto'
import type { Change, CommandContext, Confided, Outcome } from '@beatbook/contract'
import {
  type ActionEvent,
  type DecideContext,
  decideAcceptClock,
  decideAddDependency,
  decideLiftOverride,
  decideOverrideLevel,
  decidePinRagRules,
  decideRecordUpdate,
  decideRemoveDependency,
  decideRestoreAction,
  decideSaveRagRules,
  decideSetSeverities,
  decideUndoUpdate,
  decideWithdrawAction,
  err,
  foldAction,
  ok,
  type Pending,
  type PersonCommand,
  type PersonEvent,
  personCommands,
  type RagRules,
  type Recorded,
  type Refusal,
  type Result,
  refuse,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { heldOn } from '../database/held.ts'
import { keepDocument } from '../document/keep.ts'
import { decideOnPeople, projectPeople } from '../person/write.ts'
import { project } from '../projection/project.ts'
import { ragRulesBook } from '../rag-rules/book.ts'
import { rateSome } from '../rating/due.ts'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { clockRefusal, timeToRecord } from '../stream/clock.ts'
import { append, lastPosition, streamOf } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'
import type { AnyCommand } from '../writer/write.ts'
import type { Done } from '../writer/writer.ts'
import { acceptDraft } from './accept.ts'
import type { Carried } from './carried.ts'

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
  one: Pick<Change, 'plans' | 'actions'>,
  other: Pick<Change, 'plans' | 'actions'>,
): Pick<Change, 'plans' | 'actions'> => ({
  plans: [...new Set([...one.plans, ...other.plans])],
  actions: [...new Set([...one.actions, ...other.actions])],
})

const carryOut = async (
  db: Kysely<Schema>,
  command: AnyCommand,
  context: Context,
  behind: number,
): Promise<Result<Carried, Refusal>> => {
  switch (command.name) {
    case 'accept-draft':
      return acceptDraft(db, command.input, context)
    case 'record-update':
      if (await isOfAnother(db, command.input))
        return err(refuse('id-reused', { id: command.input.updateId }))
      return onAction(
        decideRecordUpdate(
          await historyOfAction(db, command.input),
          command.input,
          context,
          await ragRulesOfAction(db, command.input.actionId),
        ),
      )
    case 'undo-update':
      return onAction(decideUndoUpdate(await historyOfAction(db, command.input), command.input, context))
    case 'withdraw-action':
      return onAction(decideWithdrawAction(await historyOfAction(db, command.input), command.input, context))
    case 'restore-action':
      return onAction(decideRestoreAction(await historyOfAction(db, command.input), command.input, context))
    case 'override-level':
      return onAction(
        decideOverrideLevel(
          await historyOfAction(db, command.input),
          command.input,
          context,
          await ragRulesOfAction(db, command.input.actionId),
        ),
      )
    case 'lift-override':
      return onAction(decideLiftOverride(await historyOfAction(db, command.input), command.input, context))
    case 'add-dependency':
      return onAction(
        decideAddDependency(
          await historyOfAction(db, command.input),
          command.input,
          context,
          await reachedFrom(db, command.input.dependsOn),
        ),
      )
    case 'remove-dependency':
      return onAction(
        decideRemoveDependency(await historyOfAction(db, command.input), command.input, context),
      )
    case 'save-rag-rules': {
      const { code } = command.input.ragRules
      const newest = await db
        .selectFrom('rag_rules_version')
        .select(['rag_rules_id as ragRulesId', 'version'])
        .where('code', '=', code)
        .orderBy('version', 'desc')
        .executeTakeFirst()
      const taken = newest === undefined ? await ragRulesWith(db, command.input.ragRulesId) : undefined
      if (taken !== undefined) return err(refuse('id-reused', { id: command.input.ragRulesId }))
      return carriedBy(decideSaveRagRules(newest ?? null, command.input, context))
    }
    case 'accept-clock': {
      const { id } = await db.selectFrom('record').select('id').executeTakeFirstOrThrow()
      return carriedBy(decideAcceptClock(id, behind, command.input, context))
    }
    case 'set-severities':
      return carriedBy(decideSetSeverities(await planState(db, command.input.planId), command.input, context))
    case 'pin-rag-rules': {
      const { planId, code, version } = command.input
      return carriedBy(
        decidePinRagRules(
          await planState(db, planId),
          command.input,
          (await ragRulesBook(db)).of(code, version),
          context,
        ),
      )
    }
  }
}

const historyOfAction = (
  db: Kysely<Schema>,
  { actionId }: { actionId: string },
): Promise<Recorded<ActionEvent>[]> => streamOf(db, 'action', actionId)

/**
 * Whether another action has an update with the id of this one. The condition is the index's
 * (`event_update`).
 */
const isOfAnother = async (
  db: Kysely<Schema>,
  { updateId, actionId }: { updateId: string; actionId: string },
): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from event where type = 'update-recorded' and json_extract(facts, '$.updateId') = ${updateId} and stream_id <> ${actionId} limit 1
  `.execute(db)
  return rows.length > 0
}

const ragRulesWith = (db: Kysely<Schema>, ragRulesId: string) =>
  db
    .selectFrom('rag_rules_version')
    .select('code')
    .where('rag_rules_id', '=', ragRulesId)
    .limit(1)
    .executeTakeFirst()

const onAction = (decision: Result<Pending<ActionEvent>[], Refusal>): Result<Carried, Refusal> =>
  carriedBy(decision)

const carriedBy = (decision: Result<Pending[], Refusal>): Result<Carried, Refusal> =>
  decision.ok
    ? ok({ events: decision.value, unchanged: decision.value.length === 0, plans: [], document: null })
    : decision

/** The rules that rate an action's plan today. */
const ragRulesOfAction = async (db: Kysely<Schema>, actionId: string): Promise<RagRules | null> => {
  const row = await db
    .selectFrom('action_version')
    .select('plan_id')
    .where('action_id', '=', actionId)
    .where(heldOn())
    .executeTakeFirst()
  const pin = row === undefined ? undefined : (await planState(db, row.plan_id))?.pins.at(-1)
  return pin === undefined ? null : (await ragRulesBook(db)).of(pin.code, pin.version)
}

/** An action with all it depends on, directly or through others; `null` where there is no such action. */
const reachedFrom = async (db: Kysely<Schema>, actionId: string): Promise<Set<string> | null> => {
  const reached = new Set<string>()
  const waiting = [actionId]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue
    const state = foldAction(await streamOf(db, 'action', id))
    if (state === null) return null
    reached.add(id)
    waiting.push(...state.dependencies)
  }
  return reached
}
