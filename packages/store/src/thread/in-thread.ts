import { statSync } from 'node:fs'
import type { Change, CommandContext } from '@beatbook/contract'
import type { IsoDate } from '@beatbook/domain'
import { Kysely } from 'kysely'
import { interruptedAccepts, removeSomeOf } from '../accept/remove.ts'
import type { AcceptCommand, AcceptStep } from '../accept/step.ts'
import { acceptInSteps, actionsForSteps, type Via } from '../accept/steps.ts'
import { dialectOf } from '../database/dialect.ts'
import type { Location } from '../database/location.ts'
import { refuseUnfitServer } from '../database/server.ts'
import { sqliteDialect } from '../database/sqlite.ts'
import { lockForce } from '../database/transaction.ts'
import { migrate } from '../migrations/migrate.ts'
import { commandInParts, type PartsStep, type Via as PartsVia } from '../parts/steps.ts'
import { rebuildFirst } from '../projection/rebuild.ts'
import { placeOf } from '../record/place.ts'
import { beginServing, endServing } from '../record/serving.ts'
import type { Schema } from '../schema.ts'
import { londonDay, newestEntry } from '../stream/clock.ts'
import { createHistories } from '../stream/histories.ts'
import type { Write, WritingOptions, WritingSide } from '../writer/write.ts'
import { createWriter } from '../writer/writer.ts'
import { type CommandInParts, isForParts, prepareInParts, streamsForParts } from './in-parts.ts'
import { perform } from './perform.ts'

/**
 * Opens the writing connection in this thread and migrates its schema. `db` is that connection, through which
 * a database in memory is read too.
 */
export const writeInThread = async ({
  location,
  newId,
  flushDelay,
  onChange,
}: WritingOptions): Promise<WritingSide & { db: Kysely<Schema> }> => {
  if (location.in === 'file' && statSync(location.path).size === 0) await makeTables(location)
  const db = new Kysely<Schema>({ dialect: dialectOf(location, 'writer') })
  if (location.in === 'server') await refuseUnfitServer(db)
  const applied = await migrate(db)
  const marker = location.in === 'file' ? await beginServing(db, placeOf(location.path)) : null
  const newest = await newestEntry(db)
  const known = { day: newest === null ? FIRST_DAY : londonDay(newest.recordedAt) }
  await removeInterrupted(db, location.in !== 'server', known.day)
  await rebuildFirst(db, known.day)
  const histories = createHistories()
  const writer = createWriter<Write | AcceptStep | PartsStep>(db, perform(newId, histories, known), {
    flushDelay,
    onRollback: histories.clear,
  })
  let closing = false
  let working: Promise<void> | null = null
  const notify = (change: Change) => {
    marker?.move(change.position)
    onChange(change)
  }
  const carryOut = async (write: Write | AcceptStep | PartsStep): Promise<unknown> => {
    const { answer, change, more } = await writer.submit(write)
    if (change !== null) notify(change)
    if (more && !closing) working ??= workAll()
    return answer
  }
  const accept = async (command: AcceptCommand, context: CommandContext): Promise<unknown> => {
    const actions = await actionsForSteps(db, command)
    const via = { db, location, newId, submit: carryOut as Via['submit'] }
    const answer = actions === null ? null : await acceptInSteps(command, context, actions, via)
    return answer ?? carryOut({ write: 'command', command, context })
  }
  const inParts = async (command: CommandInParts, context: CommandContext): Promise<unknown> => {
    const streams = await streamsForParts(db, command)
    const via = { db, location, newId, submit: carryOut as PartsVia['submit'] }
    const prepare = (at: CommandContext) => prepareInParts(command, at, streams ?? 0, via)
    const answer = streams === null ? null : await commandInParts(command, context, prepare, via)
    return answer ?? carryOut({ write: 'command', command, context })
  }
  // A command that is sent again while its steps are written waits for them and gets their outcome.
  const accepting = new Map<string, Promise<unknown>>()
  const submit = async (write: Write): Promise<unknown> => {
    if (write.write !== 'command') return carryOut(write)
    const { command, context } = write
    if (!isAccept(command) && !isForParts(command)) return carryOut(write)
    const { commandId } = command.input
    const before = accepting.get(commandId) ?? Promise.resolve()
    const answer = before
      .catch(() => {})
      .then(() => (isAccept(command) ? accept(command, context) : inParts(command, context)))
    accepting.set(commandId, answer)
    try {
      return await answer
    } finally {
      if (accepting.get(commandId) === answer) accepting.delete(commandId)
    }
  }
  // In steps, so that another write waits for at most one step. What is left when the record closes is done
  // when it opens.
  const workAll = async (): Promise<void> => {
    try {
      for (let more = true; more && !closing; ) {
        const done = await writer.submit({ write: 'work-off' })
        if (done.change !== null) notify(done.change)
        more = done.more === true
      }
    } catch {
      // What could not be done stays to be done, and is retried when the record is next written to or opened.
    } finally {
      working = null
    }
  }
  working = workAll()
  return {
    db,
    migrations: applied,
    submit,
    close: async () => {
      await Promise.allSettled(accepting.values())
      closing = true
      await working
      await writer.close()
      if (marker !== null) await endServing(db, marker)
      await db.destroy()
    },
  }
}

const isAccept = (command: { readonly name: string }): command is AcceptCommand =>
  command.name === 'accept-draft'

/** Removes what interrupted accepts wrote, before the record is opened: nobody has seen any of it. */
const removeInterrupted = async (db: Kysely<Schema>, everyone: boolean, day: IsoDate): Promise<void> => {
  for (const id of await interruptedAccepts(db, everyone))
    for (let more = true; more; )
      more = await db.transaction().execute(async (transaction) => {
        await lockForce(transaction)
        return removeSomeOf(transaction, id, day)
      })
}

/** The day of a record without entries: there is nothing to evaluate. */
const FIRST_DAY = '1900-01-01'

/** Creates the tables of an empty file, all or none. */
const makeTables = async (location: Extract<Location, { in: 'file' }>): Promise<void> => {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(location, 'maker') })
  try {
    await migrate(db)
  } finally {
    await db.destroy()
  }
}
