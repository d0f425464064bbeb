import { type ActionState, byEffect, colouringsOf, type DatedState, type IsoDate, type PlanState, type RagInterval } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { nextVersion, replaceVersions } from '../stream/replace-versions.ts'
import { colouringColumns } from './columns.ts'
import { dependencyColours } from './dependencies.ts'
import { schemeBook } from './schemes.ts'

/** What to colour: an action's states in order, its plan, whether it is new, and the day before which nothing changed. */
export interface ToColour {
  readonly states: readonly DatedState[]
  readonly plan: PlanState
  readonly isNew: boolean
  readonly since?: IsoDate
}

/** Colours actions, in the writer's transaction: `colour` brings one up to date and says whether anything changed. */
export const colourer = async (db: Kysely<Schema>, recordedAt: string) => {
  const next = await nextVersion(db, 'colouring')
  const schemes = await schemeBook(db)
  return async ({ states, plan, isNew, since }: ToColour): Promise<boolean> => {
    const last = states.at(-1)?.state
    if (last === undefined) return false
    const everDependedOn = new Set(states.flatMap(({ state }) => state.dependencies))
    const dependencies = everDependedOn.size === 0 ? null : await dependencyColours(db, everDependedOn, plan, schemes)
    const rows = colouringsOf(states, schemes.pins(plan.pins), dependencies, since).flatMap((colouring) =>
      colouringColumns(colouring, stateOn(states, colouring.from), (interval: RagInterval) => schemes.of(interval.scheme.code, interval.scheme.version)),
    )
    const key = { column: 'action_id', value: last.id, isNew, ...(since === undefined ? {} : { since }) }
    const { inserted, ended } = await replaceVersions(db, 'colouring', key, rows, same, recordedAt, next)
    return inserted.length > 0 || ended > 0
  }
}

const same = ['held_from', 'held_to', 'span_from', 'span_to', 'disagrees', 'because', 'shown'] as const

const stateOn = (states: readonly DatedState[], on: IsoDate): ActionState => (states.findLast(({ from }) => from <= on) as DatedState).state

/** The first day on which `events` change anything. */
export const firstDay = (events: readonly { effectiveOn: IsoDate; position: number }[]): IsoDate =>
  ([...events].sort(byEffect)[0] as { effectiveOn: IsoDate }).effectiveOn
