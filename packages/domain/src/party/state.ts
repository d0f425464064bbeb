import type { IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import { OPEN_END } from '../period/period.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Recorded } from '../stream/event.ts'
import { standing } from '../stream/standing.ts'
import { foldWords } from '../words/fold.ts'
import type { PartyEvent } from './events.ts'
import type { Holding } from './holding.ts'
import type { PartyKind } from './party.ts'

/** A party with everything that is recorded of it. */
export interface PartyState {
  readonly id: Id
  /** The day it exists from. */
  readonly since: IsoDate
  /** The name that begins last, perhaps on a day that lies ahead; `partyNameOn` says which it has on a day. */
  readonly name: string
  /** Its names in the order of their days, each with the day it begins on, which may lie ahead. */
  readonly names: readonly { readonly name: string; readonly from: IsoDate }[]
  /** Further names that mean it, besides those it had. */
  readonly aliases: readonly string[]
  readonly kind: PartyKind | null
  /** The party it belongs to: the organisation of a team, say. */
  readonly parent: Id | null
  /** The party it was merged into; `null` where it stands by itself. */
  readonly mergedInto: Id | null
  /** Who holds it, each holding once as it was last recorded, in the order of recording; `removed` ones too. */
  readonly holdings: readonly Holding[]
  /** The accounts it is, each from its day until another one's (`accountOn`). */
  readonly accounts: readonly {
    readonly account: Id | null
    readonly from: IsoDate
    readonly position: number
  }[]
  /** The day on which the person left, or leaves; `null` where they do not. */
  readonly left: { readonly on: IsoDate | null; readonly position: number } | null
  /** The party that takes its place, from a day. */
  readonly successor: {
    readonly by: Id | null
    readonly from: IsoDate
    readonly position: number
  } | null
}

/** The next state of a party. Total: an event that cannot apply leaves the state unchanged. */
export const evolveParty = (state: PartyState | null, event: Recorded<PartyEvent>): PartyState | null => {
  if (event.type === 'party-added') {
    if (state !== null) return state
    const { name } = event.words
    return {
      id: event.stream.id,
      since: event.effectiveOn,
      name,
      names: [{ name, from: event.effectiveOn }],
      aliases: [],
      kind: null,
      parent: null,
      mergedInto: null,
      holdings: [],
      accounts: [],
      left: null,
      successor: null,
    }
  }
  if (state === null) return null
  switch (event.type) {
    case 'party-renamed': {
      const from = event.facts.from ?? event.effectiveOn
      const names = [
        ...state.names.filter((each) => each.from <= from),
        { name: event.words.name, from },
        ...state.names.filter((each) => each.from > from),
      ]
      return { ...state, name: names.at(-1)?.name ?? state.name, names }
    }
    case 'party-described': {
      const { kind = state.kind, parent = state.parent } = event.facts
      return { ...state, kind, parent }
    }
    case 'party-alias-added': {
      const { alias } = event.words
      return isCalled(state, alias) ? state : { ...state, aliases: [...state.aliases, alias] }
    }
    case 'party-alias-removed': {
      const folded = foldWords(event.words.alias)
      return { ...state, aliases: state.aliases.filter((alias) => foldWords(alias) !== folded) }
    }
    case 'party-merged':
      return { ...state, mergedInto: event.facts.into }
    case 'post-held':
    case 'holding-removed':
      return { ...state, holdings: withHolding(state.holdings, event) }
    case 'party-account-set':
      return {
        ...state,
        accounts: [...state.accounts, { ...event.facts, position: event.position }].sort(byPosition),
      }
    case 'party-left':
      return newerThan(event, state.left)
        ? { ...state, left: { ...event.facts, position: event.position } }
        : state
    case 'party-succeeded':
      return newerThan(event, state.successor)
        ? { ...state, successor: { ...event.facts, position: event.position } }
        : state
    case 'command-undone':
      return state
  }
}

type At = { readonly position: number }

const byPosition = (one: At, other: At): number => one.position - other.position

/** Whether an event was recorded after what is known. Periods stand in events whose days say nothing of their order. */
const newerThan = (event: At, known: At | null): boolean => known === null || event.position > known.position

const withHolding = (
  holdings: readonly Holding[],
  event: Recorded<Extract<PartyEvent, { type: 'post-held' | 'holding-removed' }>>,
): readonly Holding[] => {
  const { holdingId, holder } = event.facts
  const known = holdings.find((each) => each.holdingId === holdingId)
  if (known !== undefined && !newerThan(event, known)) return holdings
  const removed = event.type === 'holding-removed'
  const period = removed ? { from: OPEN_END, to: OPEN_END } : { from: event.facts.from, to: event.facts.to }
  const holding: Holding = { holdingId, holder, ...period, removed, position: event.position }
  return [...holdings.filter((each) => each !== known), holding].sort(byPosition)
}

/** The party after all of `history`, in any order of arrival; `null` when it does not exist. */
export const foldParty = (history: readonly Recorded<PartyEvent>[]): PartyState | null =>
  standing(history).reduce(evolveParty, null as PartyState | null)

/** The name of a party on a day; before it existed, its first one. */
export const partyNameOn = ({ names, name }: Pick<PartyState, 'names' | 'name'>, day: IsoDate): string =>
  (names.findLast(({ from }) => from <= day) ?? names[0])?.name ?? name

/** The folded form of every name that means a party: those it has or had, and its aliases. */
export const foldedNamesOf = ({ names, aliases }: Pick<PartyState, 'names' | 'aliases'>): string[] => [
  ...new Set([...names.map(({ name }) => name), ...aliases].map(foldWords)),
]

/** Whether a name means a party. */
export const isCalled = (state: Pick<PartyState, 'names' | 'aliases'>, name: string): boolean =>
  foldedNamesOf(state).includes(foldWords(name))

/** The names of the fields an event of a party changes. */
export const changesOfParty = (event: PartyEvent): readonly string[] => {
  switch (event.type) {
    case 'party-added':
    case 'party-renamed':
      return ['name']
    case 'party-described':
      return Object.entries(event.facts).flatMap(([field, value]) => (value === undefined ? [] : [field]))
    case 'party-alias-added':
    case 'party-alias-removed':
      return [`alias ${foldWords(event.words.alias)}`]
    case 'party-merged':
      return ['merged']
    case 'post-held':
    case 'holding-removed':
      return [`holding ${event.facts.holdingId}`]
    case 'party-account-set':
      return ['account']
    case 'party-left':
      return ['left']
    case 'party-succeeded':
      return ['successor']
    case 'command-undone':
      return []
  }
}

/**
 * The refusal of `event` in `state`, `null` where it can follow. The same check applies to a new event and to
 * those after a back-dated one.
 */
export const refusalToFollowInParty = (state: PartyState | null, event: PartyEvent): Refusal | null => {
  if (event.type === 'party-added' || event.type === 'command-undone') return null
  if (state === null) return refuse('before-it-exists')
  return state.mergedInto === null ? null : refuse('party-merged', { into: state.mergedInto })
}
