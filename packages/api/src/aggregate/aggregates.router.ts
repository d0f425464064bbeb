import { type AggregateEvent, aggregateEvent } from '@beatbook/contract'
import { type Aggregate, type aggregates, allAggregates, id, readAt, type View } from '@beatbook/domain'
import { codeInside } from '@beatbook/domain/english'
import type { TRPCQueryProcedure } from '@trpc/server'
import * as z from 'zod'
import { answers, can, found, router } from '../procedures.ts'

const one = readAt.extend({ id })

/** The queries of an aggregate with a view: all of the kind, one by its id, and its events. */
const questionsOf = ({ kind, view }: Aggregate & { view: View }) =>
  router({
    list: can('read', 'force')
      .meta({ summary: `Every ${codeInside(kind)} there is.` })
      .input(readAt.default({}))
      .meta(answers(z.array(view.schema)))
      .query(({ ctx, input }) => ctx.ports.aggregates.list(kind, input)),

    get: can('read', 'force')
      .meta({ summary: `One ${codeInside(kind)} by its id.` })
      .input(one)
      .meta(answers(view.schema))
      .query(async ({ ctx, input }) =>
        found(await ctx.ports.aggregates.get(kind, input.id, input), { what: 'aggregate', id: input.id }),
      ),

    /** Oldest first, up to and including `asAt`. */
    history: can('read', 'force')
      .meta({ summary: `What happened to one ${codeInside(kind)}, oldest first.` })
      .input(one)
      .meta(answers(z.array(aggregateEvent)))
      .query(async ({ ctx, input }) => {
        const events = await ctx.ports.aggregates.history(kind, input.id, input)
        return found(events.length === 0 ? null : events, { what: 'aggregate', id: input.id })
      }),
  })

/** A router of queries for each aggregate that has a view, derived from the registry. */
export const aggregateRouters = Object.fromEntries(
  allAggregates.flatMap((aggregate) =>
    aggregate.view === null
      ? []
      : [[aggregate.view.plural, questionsOf({ ...aggregate, view: aggregate.view })]],
  ),
) as unknown as Routers

type Aggregates = typeof aggregates
type ViewOf<K extends keyof Aggregates> = Extract<Aggregates[K]['view'], View>
type Viewed = { [K in keyof Aggregates]: [ViewOf<K>] extends [never] ? never : K }[keyof Aggregates]
type Query<Input, Output> = TRPCQueryProcedure<{ input: Input; output: Output; meta: unknown }>
type OneInput = z.input<typeof one>
type Routers = {
  [K in Viewed as ViewOf<K>['plural']]: {
    list: Query<z.input<typeof readAt> | undefined, z.output<ViewOf<K>['schema']>[]>
    get: Query<OneInput, z.output<ViewOf<K>['schema']>>
    history: Query<OneInput, AggregateEvent[]>
  }
}
