import { actionAggregate } from '../action/aggregate.ts'
import type { Aggregate } from '../aggregate/aggregate.ts'
import { areaAggregate } from '../area/aggregate.ts'
import { conversationAggregate } from '../conversation/aggregate.ts'
import { partyAggregate } from '../party/aggregate.ts'
import { planAggregate } from '../plan/aggregate.ts'
import { ragRulesAggregate } from '../rag-rules/aggregate.ts'
import { recordAggregate } from '../record/aggregate.ts'

/** Every aggregate that is data, by its kind. A new one is added everywhere by adding it here. */
export const aggregates = {
  plan: planAggregate,
  action: actionAggregate,
  party: partyAggregate,
  'rag-rules': ragRulesAggregate,
  record: recordAggregate,
  area: areaAggregate,
  conversation: conversationAggregate,
} as const

/** All of them, as a list without their types. */
export const allAggregates: readonly Aggregate[] = Object.values(aggregates)

/** The aggregate of a kind; `null` for one that is not data (people, whose contact data are in no event). */
export const aggregateOf = (kind: string): Aggregate | null =>
  allAggregates.find((aggregate) => aggregate.kind === kind) ?? null
