import { type ActionEvents, type ActionView, pastIn } from '@beatbook/contract'
import {
  type ActionEvent,
  type ActionSince,
  actionNow,
  evidenceIn,
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

/** The events of an action; with `since` those from that day on, and the state before them. */
export const eventsQuery = (address: string, at: ReadAt & { readonly since?: IsoDate }) =>
  queryOptions({
    queryKey: ['events', address, at],
    queryFn: (): Promise<ActionEvents> => api.actions.events.query({ address, ...at }),
  })

/** The history from the server: for people who may not read all of the events. */
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

/** The actor, day and instant of a command. */
export interface Doing {
  readonly person: Pick<Person, 'id' | 'name'>
  readonly today: IsoDate
  readonly now: string
}

/** The action and its events after `pending`; unchanged if the events are not loaded. */
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
      attachments: [...state.attachments],
      attached: {
        count: state.attachments.length,
        evidence: evidenceIn(state.attachments).length,
      },
    },
    known: after,
  }
}

/**
 * Shows the effect of `pending` on every page with the action, before the server has recorded it. Returns a
 * function that restores the previous data.
 */
export const showOptimistically = async (
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
  // The next answer changes a page's data in place, so the restored data are a copy.
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
