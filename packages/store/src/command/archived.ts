import { homeOfCommand, type PlanState, type Refusal, refuse } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import { jsonValues } from '../database/json-values.ts'
import { validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import type { AnyCommand } from '../writer/write.ts'

/**
 * The refusal of a command that would change a plan that is archived today, or an action of one: `null` where it may
 * be decided. Only its own archiving and restoring may be, and their undo.
 */
export const refusalOfArchived = async (db: Kysely<Schema>, command: AnyCommand): Promise<Refusal | null> => {
  const archived = await archivedAsked(db)
  if (archived.length === 0 || ownCommands.has(command.name)) return null
  const { name } = command
  if (name !== 'undo-command' && homeOfCommand(name) !== 'plan') return null
  const concerned = new Set(
    name === 'undo-command' ? await plansUndone(db, command.input.undoes) : await plansOf(db, command.input),
  )
  const found = archived.find((row) => concerned.has(row.plan_id))
  if (found === undefined) return null
  const { code, title } = JSON.parse(found.state) as PlanState
  return refuse('plan-archived', { code, title })
}

const ownCommands: ReadonlySet<string> = new Set(['archive-plan', 'restore-plan'])

const archivedAsked = compiledQuery((db) =>
  db
    .selectFrom('plan_version')
    .select(['plan_id', 'state'])
    .where('archived', '=', sql.lit(1))
    .where(validOn()),
)

/** The plans that the input of a command names, or whose actions it names. */
const plansOf = async (db: Kysely<Schema>, input: object): Promise<string[]> => {
  const {
    planId,
    actionId,
    actionIds = [],
    as,
  } = input as {
    planId?: string
    actionId?: string
    actionIds?: readonly string[]
    as?: unknown
  }
  // A draft is accepted as new plans, or as revisions of some.
  const revised = Array.isArray(as) ? (as as readonly { readonly of?: string }[]) : []
  const named = actionId === undefined ? actionIds : [actionId]
  const ofActions =
    named.length === 0
      ? []
      : await db
          .selectFrom('action_now')
          .select('plan_id')
          .distinct()
          .where('action_id', 'in', jsonValues(db, [...named]))
          .execute()
  return [planId, ...revised.map(({ of }) => of), ...ofActions.map((row) => row.plan_id)].flatMap(
    (id) => id ?? [],
  )
}

/** The plans that a command wrote to, or to actions of; none where it archived or restored them. */
const plansUndone = async (db: Kysely<Schema>, commandId: string): Promise<string[]> => {
  const { rows } = await sql<{ plan_id: string }>`
    select stream_id as plan_id from event where command_id = ${commandId} and stream_kind = 'plan'
      and type not in ('plan-archived', 'plan-restored', 'command-undone')
    union select plan_id from action_now where action_id in (
      select stream_id from event where command_id = ${commandId} and stream_kind = 'action')`.execute(db)
  return rows.map((row) => row.plan_id)
}
