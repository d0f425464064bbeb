import type { NamedFile } from '../attachment/attachment.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import { latestValidOn, type RecordedPeriod, type ValidPeriod } from '../period/period.ts'
import type { Recorded } from '../stream/event.ts'
import { standing } from '../stream/standing.ts'
import { changesOfArea } from './changes.ts'
import type { AreaEvent } from './events.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** The name of a force until it is named. */
export const unnamedForce = 'Your force'

export interface AreaState {
  readonly id: Id
  /** The day it exists from. */
  readonly since: IsoDate
  readonly kind: 'force'
  readonly parent: Id | null
  /** Its names, each with the period in which it is valid. */
  readonly names: readonly (RecordedPeriod & { readonly name: string })[]
  readonly settings: Settings
  /** The picture beside its name; `null` where there is none. */
  readonly crest: NamedFile | null
  /** For each field, the position of the last event that changed it: a command sends it as `seen`. */
  readonly touched: Readonly<Record<'name' | 'crest' | keyof Settings, number>>
}

/** The next state of an area. Total: an event that cannot apply leaves the state unchanged. */
export const evolveArea = (state: AreaState | null, event: Recorded<AreaEvent>): AreaState | null => {
  if (event.type === 'area-added') {
    if (state !== null) return state
    const { kind, parent } = event.facts
    return {
      id: event.stream.id,
      since: event.effectiveOn,
      kind,
      parent,
      names: [],
      settings: defaultSettings,
      crest: null,
      // An area may begin anew, earlier, long after its settings were changed: nobody changed those with it.
      touched: { ...untouched, crest: 0, name: event.position },
    }
  }
  if (state === null) return null
  switch (event.type) {
    case 'command-undone':
      return event.undone === undefined
        ? state
        : { ...state, touched: touched(state, event, changesOfArea(event.undone as Recorded<AreaEvent>)) }
    case 'area-named':
      return {
        ...state,
        names: [...state.names, { ...event.facts, name: event.words.name, position: event.position }],
        touched: touched(state, event, ['name']),
      }
    case 'crest-set': {
      const { file } = event.facts
      return {
        ...state,
        crest: file === null ? null : { ...file, name: event.words.name ?? '' },
        touched: touched(state, event, ['crest']),
      }
    }
    case 'settings-changed': {
      const changed = definedOf(event.facts.settings)
      return {
        ...state,
        settings: { ...state.settings, ...changed },
        touched: touched(state, event, Object.keys(changed) as (keyof Settings)[]),
      }
    }
  }
}

/** The area after all of `history`, in any order of arrival; `null` when it does not exist. */
export const foldArea = (history: readonly Recorded<AreaEvent>[]): AreaState | null =>
  standing(history).reduce(evolveArea, null as AreaState | null)

/** The name of an area on a day; `null` where it has none. */
export const nameOn = (area: Pick<AreaState, 'names'>, day: IsoDate): string | null =>
  latestValidOn(area.names, day)?.name ?? null

/**
 * The names of an area in order, each with the days on which it is the area's name: a name that another one
 * replaced before it began has none.
 */
export const namesThrough = ({
  names,
}: Pick<AreaState, 'names'>): (ValidPeriod & { readonly name: string })[] => {
  const days = [...new Set(names.flatMap(({ from, to }) => [from, to]))].sort()
  const found: { name: string; from: IsoDate; to: IsoDate }[] = []
  for (const [at, from] of days.entries()) {
    const to = days[at + 1]
    const name = nameOn({ names }, from)
    if (to === undefined || name === null) continue
    const last = found.at(-1)
    if (last?.name === name && last.to === from) last.to = to
    else found.push({ name, from, to })
  }
  return found
}

const touched = (
  state: AreaState,
  { position }: Recorded<AreaEvent>,
  fields: readonly (keyof AreaState['touched'])[],
): AreaState['touched'] => ({
  ...state.touched,
  ...Object.fromEntries(fields.map((field) => [field, Math.max(state.touched[field], position)])),
})

const untouched = Object.fromEntries(Object.keys(defaultSettings).map((field) => [field, 0])) as Record<
  keyof Settings,
  number
>

const definedOf = (given: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
