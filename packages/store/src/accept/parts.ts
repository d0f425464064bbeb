import type { Draft, Id, Pending, Place } from '@beatbook/domain'

/** Where a piece of a document's source is. */
export interface PiecePlace {
  readonly piece: number
  readonly place: Place
}

/** Events of whole actions that are recorded in one transaction, and the places they were read from. */
export interface Part {
  readonly events: readonly Pending[]
  readonly places: readonly PiecePlace[]
}

/** The events of an accept, in the order in which they are recorded. */
export interface Parts {
  /** Those of actions of new plans: nobody sees them before their plan is recorded. */
  readonly staged: readonly Part[]
  /** All others, or all where they fit one transaction. */
  readonly last: Part
  /** Those of actions of plans that are there already, where they are too many for one transaction. */
  readonly later: readonly Part[]
}

/** How many actions are written in one transaction: 20 to 50 ms. */
export const ACTIONS_IN_PART = 50

/** How many actions are written in the last transaction, beside plans and parties, without being parted. */
export const MOST_AT_ONCE = 200

/**
 * Parts the events of an accept so that no transaction has more than a few hundred. `isNew` says of a plan that
 * the accept creates it; up to `most` actions are not parted.
 */
export const partsOf = (
  events: readonly Pending[],
  pieces: Draft['source']['pieces'],
  isNew: (planId: Id) => boolean,
  most: number,
): Parts => {
  const ofActions = Map.groupBy(
    events.filter(({ stream }) => stream.kind === 'action'),
    ({ stream }) => stream.id,
  )
  if (ofActions.size <= most) return { staged: [], last: partOf(events, pieces), later: [] }
  const streams = [...ofActions.values()]
  const staged = streams.filter((stream) => isNew(planAddedTo(stream)))
  const others = streams.filter((stream) => !isNew(planAddedTo(stream)))
  const chunked = (all: readonly (readonly Pending[])[]): Part[] =>
    Array.from({ length: Math.ceil(all.length / ACTIONS_IN_PART) }, (_, index) =>
      partOf(all.slice(index * ACTIONS_IN_PART, (index + 1) * ACTIONS_IN_PART).flat(), pieces),
    )
  const rest = events.filter(({ stream }) => stream.kind !== 'action')
  const fitting = others.length <= most
  return {
    staged: chunked(staged),
    last: partOf(fitting ? [...rest, ...others.flat()] : rest, pieces),
    later: fitting ? [] : chunked(others),
  }
}

/** The plan that the events of an action add it to; empty where the action exists already. */
const planAddedTo = (stream: readonly Pending[]): Id =>
  stream.flatMap(({ type, facts }) => (type === 'action-added' ? [facts.planId as Id] : []))[0] ?? ''

const partOf = (events: readonly Pending[], pieces: Draft['source']['pieces']): Part => {
  const named = new Set(events.flatMap((event) => firstPiece(event) ?? []))
  const places = [...named].flatMap((piece) => {
    const place = pieces[piece]?.place
    return place === undefined ? [] : [{ piece, place }]
  })
  return { events, places }
}

const firstPiece = ({ facts }: Pending): number | undefined =>
  (facts.from as { pieces: number[] } | null | undefined)?.pieces[0]
