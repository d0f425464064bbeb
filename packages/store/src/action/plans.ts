import type { ActionEvent, Id, Recorded } from '@beatbook/domain'

/** The plans that an action belongs to or ever belonged to, by the events that added and moved it. */
export const plansEver = (events: readonly Recorded<ActionEvent>[]): readonly Id[] => [
  ...new Set(
    events.flatMap((event) =>
      event.type === 'action-added' || event.type === 'action-revised' ? (event.facts.planId ?? []) : [],
    ),
  ),
]
