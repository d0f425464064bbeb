import type { DependencyColours, IsoDate, PlanState } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { schemeOf } from './schemes.ts'

/** The colours of the actions `ids`, as far as the record knows them now, for an action of `plan`: its scheme says which level is worse. */
export const dependencyColours = async (db: Kysely<Schema>, ids: ReadonlySet<string>, plan: PlanState): Promise<DependencyColours> => {
  const rows = await db
    .selectFrom('colouring')
    .select(['action_id', 'held_from', 'held_to', 'span_from', 'span_to', 'level'])
    .where('action_id', 'in', [...ids])
    .where('recorded_to', 'is', null)
    .execute()
  const pin = plan.pins.at(-1)
  const order = pin === undefined ? [] : (schemeOf(pin.code, pin.version)?.levels.map((level) => level.code) ?? [])
  const rank = (level: string) => (order.includes(level) ? order.indexOf(level) : order.length)
  return {
    days: [...new Set(rows.map((row) => row.held_from))],
    worst: (on, day) => {
      const seen = rows.filter((row) => on.includes(row.action_id) && row.held_from <= day).map((row) => spanSeen(row, day))
      const turns = [...new Set(seen.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))].sort()
      return turns.map((from) => {
        const levels = seen.filter((span) => span.from <= from && (span.to === null || span.to > from)).map((span) => span.level)
        return { from, level: levels.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))[0] ?? null }
      })
    },
  }
}

/** Where a colouring was over by `day`, its part of the past; where it held then, all it forecast. */
const spanSeen = (row: { held_from: IsoDate; held_to: IsoDate | null; span_from: IsoDate; span_to: IsoDate | null; level: string }, day: IsoDate) => {
  const from = row.span_from > row.held_from ? row.span_from : row.held_from
  const over = row.held_to !== null && row.held_to <= day
  const to = over && (row.span_to === null || row.span_to > (row.held_to as IsoDate)) ? row.held_to : row.span_to
  return { from, to: to !== null && to < from ? from : to, level: row.level }
}
