import { setTimeout as wait } from 'node:timers/promises'
import type { CommandContext, DraftContents, Outcome } from '@beatbook/contract'
import type { Id, Instant, Refusal, Result } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Location } from '../database/location.ts'
import type { Schema } from '../schema.ts'
import { MOST_AT_ONCE } from './parts.ts'
import { type PreparedAccept, prepareHere, prepareInThread } from './prepare.ts'
import { interruptedAccepts } from './remove.ts'
import type { AcceptCommand, AcceptStep, StepAnswers } from './step.ts'

/** The writer's thread, as an accept in steps needs it. */
export interface Via {
  readonly db: Kysely<Schema>
  readonly location: Location
  readonly newId: () => Id
  submit<S extends AcceptStep>(step: S): Promise<StepAnswers[S['write']]>
}

/** Up to how many actions are decided in the writer's thread: 50 ms. */
const MOST_DECIDED_HERE = 1_000

/** How often a decision that others overtook is made again. */
const MOST_TRIES = 5

/** How long is waited for the same command on another server, between two looks, in milliseconds. */
const BETWEEN = 500

/**
 * How many actions the draft has that a command accepts, where they are too many for one transaction; `null` where
 * they are not, or the command was carried out before.
 */
export const actionsForSteps = async (
  db: Kysely<Schema>,
  { input }: AcceptCommand,
): Promise<number | null> => {
  const done = await db.selectFrom('command').select('id').where('id', '=', input.commandId).execute()
  if (done.length > 0) return null
  const draft = await db
    .selectFrom('draft')
    .select('summary')
    .where('id', '=', input.draftId)
    .executeTakeFirst()
  if (draft === undefined) return null
  const { plans } = JSON.parse(draft.summary) as DraftContents
  const actions = plans.reduce((sum, plan) => sum + plan.actions, 0)
  return actions > MOST_AT_ONCE ? actions : null
}

/**
 * Accepts a large draft in steps, each a transaction of a few dozen milliseconds, so that other writes pass in
 * between. Actions of new plans come first; nobody sees them until the last step, which looks again at what the
 * decision rests on and records plans, parties, document and command. Where others overtook the decision, what was
 * written is removed and it is made again. Those of a revision follow the command, prepared before it: if they are
 * interrupted they are recorded when the record is opened. `actions` is how many the draft has. `null` where it
 * was overtaken again and again: then it is to be written as a whole.
 */
export const acceptInSteps = async (
  command: AcceptCommand,
  context: CommandContext,
  actions: number,
  via: Via,
): Promise<Result<Outcome, Refusal> | null> => {
  const began = performance.now()
  const now = () => ({ ...context, now: later(context.now, performance.now() - began) })
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const prepared = await prepare(command, now(), actions, via)
    if (!prepared.ok) return prepared
    try {
      const answer = await writeSteps(command, now, prepared.value, via)
      if (answer !== 'outdated') return answer
    } finally {
      await prepared.value.close()
    }
  }
  return null
}

/** An instant some milliseconds later. */
export const later = (now: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(now) + Math.floor(milliseconds)).toISOString()

const prepare = (
  { input }: AcceptCommand,
  context: CommandContext,
  actions: number,
  { db, location, newId }: Via,
): Promise<Result<PreparedAccept, Refusal>> =>
  location.in === 'memory' || actions <= MOST_DECIDED_HERE
    ? prepareHere(db, input, { ...context, newId })
    : prepareInThread({ location, input, context })

const writeSteps = async (
  command: AcceptCommand,
  now: () => CommandContext,
  { decided, last, staged, later, part }: PreparedAccept,
  via: Via,
): Promise<Result<Outcome, Refusal> | 'outdated'> => {
  const { commandId } = command.input
  const { document } = decided
  const isStaged = staged + later > 0
  let isDone = false
  try {
    if (isStaged) {
      const begun = {
        commandId,
        actor: now().actor,
        plans: decided.newPlans,
        parties: decided.newParties,
        document,
      }
      await begin({ write: 'begin-accept', begun }, via)
    }
    for (let index = 0; index < staged; index++) {
      const one = await part('staged', index)
      const isHeld = await via.submit({
        write: 'write-part',
        commandId,
        documentId: document.id,
        by: now(),
        part: one,
      })
      if (!isHeld) return 'outdated'
    }
    for (let index = 0; index < later; index++) {
      const one = await part('later', index)
      await via.submit({
        write: 'prepare-part',
        number: index,
        commandId,
        documentId: document.id,
        by: now(),
        part: one,
      })
    }
    const answer = await via.submit({
      write: 'finish-accept',
      command,
      context: now(),
      made: { ...decided, last, isStaged },
    })
    isDone = answer !== 'outdated' && answer.ok
    if (isDone && later > 0) while (await via.submit({ write: 'record-prepared' })) {}
    return answer
  } finally {
    if (isStaged && !isDone) await removeAll(commandId, via)
  }
}

/** Begins, once an earlier try of the same command is out of the way. */
const begin = async (step: Extract<AcceptStep, { write: 'begin-accept' }>, via: Via): Promise<void> => {
  while (!(await via.submit(step))) {
    const interrupted = await interruptedAccepts(via.db, via.location.in !== 'server')
    if (interrupted.includes(step.begun.commandId)) await removeAll(step.begun.commandId, via)
    else await wait(BETWEEN)
  }
}

const removeAll = async (commandId: Id, via: Via): Promise<void> => {
  while (await via.submit({ write: 'remove-accept', commandId })) {}
}
