import type { ChangesPage, ChangesQuestion } from '@beatbook/contract'
import { type Kysely, sql } from 'kysely'
import { knownOn, validOn } from '../database/valid.ts'
import { peopleNames } from '../person/names.ts'
import type { Schema } from '../schema.ts'
import type { EventTable } from '../tables/event.ts'

interface Row
  extends Pick<
    EventTable,
    'position' | 'stream_kind' | 'stream_id' | 'effective_on' | 'actor' | 'type' | 'words' | 'command_id'
  > {
  readonly name: string
  readonly committed_at: string
}

/**
 * The events of plans and actions by the commands that were acknowledged since an instant. The events of a
 * large accept are written before its command is, so what counts is when the command's row was written.
 */
export const changesSince = async (
  db: Kysely<Schema>,
  { since, plan, limit, cursor }: ChangesQuestion,
): Promise<ChangesPage> => {
  const [at = '', position = '0'] = cursor?.split('_') ?? []
  const ofPlan =
    plan === undefined
      ? sql``
      : sql` and (event.stream_id in (${planIds(plan)}) or exists (
          select 1 from action_version as v where v.action_id = event.stream_id and v.plan_id in (${planIds(plan)})
            and v.held_from <= event.effective_on and v.held_to >= event.effective_on and ${knownOn(undefined, 'v')}))`
  const { rows } = await sql<Row>`
    select event.position, event.stream_kind, event.stream_id, event.effective_on, event.actor, event.type,
      event.words, event.command_id, command.name, command.recorded_at as committed_at
    from command join event on event.command_id = command.id
    where event.stream_kind in ('plan', 'action')
      and command.recorded_at >= ${since ?? ''}
      and (command.recorded_at > ${at} or (command.recorded_at = ${at} and event.position > ${Number(position)}))${ofPlan}
    order by command.recorded_at, event.position limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit)
  const nameOf = await peopleNames(
    db,
    shown.map((row) => row.actor),
  )
  const places = await placesOf(
    db,
    shown.map((row) => row.stream_id),
  )
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown.flatMap((row) => {
      const place = places.get(row.stream_id)
      // A plan that was undone again is nowhere today.
      if (place === undefined) return []
      const words = JSON.parse(row.words) as { text?: unknown; title?: unknown }
      const text = row.type.startsWith('attachment-') ? words.title : words.text
      return [
        {
          position: row.position,
          recordedAt: row.committed_at,
          on: row.effective_on,
          type: row.type,
          command: row.name,
          commandId: row.command_id,
          by: { id: row.actor, name: nameOf(row.actor) },
          ...place,
          text: typeof text === 'string' && text !== '' ? text : null,
        },
      ]
    }),
    next: last === undefined ? null : `${last.committed_at}_${last.position}`,
  }
}

/** The ids of a plan: what is asked for, and those of the plans that have or had it as their code. */
const planIds = (plan: string) =>
  sql`select ${plan} union all select plan_id from plan_version where code = ${plan.toLowerCase()}`

interface Place {
  readonly plan: string
  readonly address: string | null
}

/** The plan of today, and the address, of each of these plans and actions. */
const placesOf = async (db: Kysely<Schema>, ids: readonly string[]): Promise<ReadonlyMap<string, Place>> => {
  if (ids.length === 0) return new Map()
  const wanted = [...new Set(ids)]
  const plans = await db
    .selectFrom('plan_version')
    .select(['plan_id', 'code'])
    .where(validOn())
    .where('plan_id', 'in', wanted)
    .execute()
  const actions = await db
    .selectFrom('action_now')
    .innerJoin('plan_version', 'plan_version.plan_id', 'action_now.plan_id')
    .select(['action_now.action_id', 'action_now.slug', 'plan_version.code'])
    .where(validOn({}, 'plan_version'))
    .where('action_now.action_id', 'in', wanted)
    .execute()
  return new Map<string, Place>([
    ...plans.map(({ plan_id, code }) => [plan_id, { plan: code, address: null }] as const),
    ...actions.map(
      ({ action_id, slug, code }) => [action_id, { plan: code, address: `${code}/${slug}` }] as const,
    ),
  ])
}
