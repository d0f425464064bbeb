import { type ActionEvents, type ActionView, pastIn } from '@beatbook/contract'
import {
  type ActionEvent,
  type ActionSince,
  actionNow,
  hasLink,
  type IsoDate,
  lastUpdate,
  overrideOn,
  type Pending,
  type Person,
  type ReadAt,
  saidIn,
} from '@beatbook/domain'
import { queryOptions } from '@tanstack/solid-query'
import { unwrap } from 'solid-js/store'
import { api } from '../../api.ts'
import { queryClient } from '../../query-client.ts'

export const actionQuery = (address: string, at: ReadAt) =>
  queryOptions({
    queryKey: ['action', address, at],
    queryFn: () => api.actions.get.query({ address, ...at }),
  })

/** The events of an action; with `since` those from that day on, and the state before it. */
export const eventsQuery = (address: string, at: ReadAt & { readonly since?: IsoDate }) =>
  queryOptions({
    queryKey: ['events', address, at],
    queryFn: (): Promise<ActionEvents> => api.actions.events.query({ address, ...at }),
  })

/** The history as the server tells it: for who may not read all of its events. */
export const historyQuery = (address: string, at: ReadAt) =>
  queryOptions({
    queryKey: ['history', address, at],
    queryFn: () => api.actions.history.query({ address, ...at }),
  })

/** An action as a page shows it, with the events of it that the page has. */
export interface ActionShown {
  readonly action: ActionView
  readonly known: ActionEvents
}

/** Who does something, on which day and at which instant. */
export interface Doing {
  readonly person: Pick<Person, 'id' | 'name'>
  readonly today: IsoDate
  readonly now: string
}

/** The action and its events once `pending` has happened; as they were where the events do not say. */
export const shownAfter = (
  shown: ActionShown,
  pending: readonly Pending<ActionEvent>[],
  { person, today, now }: Doing,
): ActionShown => {
  const { action, known } = shown
  const past = pastIn(known)
  if (past === undefined || !known.whole) return shown
  const position = newestPosition(past)
  const more = pending.map((event, index) => ({
    ...event,
    position: position + index + 1,
    recordedAt: now,
    actor: person.id,
    commandId: event.id,
  }))
  const after = { ...known, events: [...known.events, ...more], names: withActor(known.names, person) }
  const state = actionNow(after)
  if (state === null) return shown
  const { timescale, withdrawn, redated } = state
  const newest = lastUpdate(state)
  return {
    action: {
      ...action,
      ...saidIn(state),
      withdrawn,
      redated,
      columns: { ...state.columns },
      dates: { ...action.dates, current: timescale },
      lastUpdate: newest === null ? null : { on: newest.on, text: newest.text ?? '' },
      override: overrideOn(state, today),
      links: action.links.filter(
        ({ kind, direction, id }) => direction === 'from' || hasLink(state, { kind, to: id }),
      ),
    },
    known: after,
  }
}

/**
 * Shows on every page that has the action what `pending` does to it, before the server has recorded it.
 * Returns what puts back what was shown before.
 */
export const showAtOnce = async (
  shown: ActionShown,
  pending: readonly Pending<ActionEvent>[],
  doing: Doing,
): Promise<() => void> => {
  const { address } = shown.action
  const actionKey = actionQuery(address, {}).queryKey
  const eventsKey = eventsQuery(
    address,
    shown.known.since === null ? {} : { since: shown.known.since },
  ).queryKey
  await Promise.all(
    [actionKey, eventsKey].map((queryKey) => queryClient.cancelQueries({ queryKey, exact: true })),
  )
  // What a page shows is changed in place by the next answer, so what is put back is a copy.
  const copy = (): ActionShown =>
    structuredClone({ action: unwrap(shown.action), known: unwrap(shown.known) })
  const show = ({ action, known }: ActionShown) => {
    queryClient.setQueryData(actionKey, action)
    queryClient.setQueryData(eventsKey, known)
  }
  const before = copy()
  show(shownAfter(copy(), pending, doing))
  return () => show(before)
}

const newestPosition = ({ state, events }: ActionSince): number =>
  Math.max(0, ...Object.values(state?.touched ?? {}), ...events.map((event) => event.position))

const withActor = (names: ActionEvents['names'], { id, name }: Doing['person']): ActionEvents['names'] => ({
  ...names,
  actors: { ...names.actors, [id]: name },
})
