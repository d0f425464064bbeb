import type { Computed } from '@beatbook/contract'
import {
  type ActionState,
  disagrees,
  type IsoDate,
  type RagInterval,
  type RagRules,
  type Rating,
} from '@beatbook/domain'
import { canonical } from '../stream/canonical.ts'
import { END } from '../tables/version.ts'

/**
 * An interval of a stored rating (JSON in `content`): a level with its mark, its rank among those of its rules,
 * worst first, and whether the declared level disagrees. `to` is exclusive, an open end is `END`.
 */
export interface StoredInterval {
  readonly from: IsoDate
  readonly to: IsoDate
  readonly level: string
  readonly key: number
  readonly letter: string
  readonly word: string
  readonly shape: string
  readonly rule: string | null
  readonly because: RagInterval['because']
  readonly overridden: boolean
  readonly disagrees: boolean
}

/** The intervals of a rating, in order, the last one to the open end. */
export type Timeline = readonly StoredInterval[]

/** What is left out of the JSON of an interval. */
const usual = { because: [], disagrees: false, overridden: false, rule: null } as const

/** A timeline as canonical JSON, without what is usual. */
export const writtenTimeline = (timeline: Timeline): string =>
  canonical(
    timeline.map((interval) => ({
      ...interval,
      because: interval.because.length === 0 ? undefined : interval.because,
      disagrees: interval.disagrees || undefined,
      overridden: interval.overridden || undefined,
      rule: interval.rule ?? undefined,
    })),
  )

/** Reads the JSON of a timeline. */
export const readTimeline = (body: string): Timeline =>
  (JSON.parse(body) as Omit<StoredInterval, keyof typeof usual>[]).map((interval) => ({
    ...usual,
    ...interval,
  }))

/** The rank of what is not rated: after every level. */
export const UNRATED = 99

/**
 * The stored timeline of a rating. `state` is the action's state while the rating is valid, `ragRulesOf` finds
 * the rules of an interval.
 */
export const timelineOf = (
  { intervals }: Rating,
  state: ActionState,
  ragRulesOf: (interval: RagInterval) => RagRules | null,
): Timeline =>
  intervals.map((interval) => {
    const levels = ragRulesOf(interval)?.levels ?? []
    const place = levels.findIndex((level) => level.code === interval.level)
    const level = levels[place]
    return {
      from: interval.from,
      to: interval.to ?? END,
      level: interval.level,
      key: place === -1 ? levels.length : place,
      letter: level?.letter ?? '?',
      word: level?.word ?? interval.level,
      shape: level?.shape ?? '?',
      rule: interval.rule,
      because: interval.because,
      overridden: interval.override !== null,
      disagrees: disagrees(state.level, interval.level, state.stage),
    }
  })

/** The interval that contains a day; `undefined` where nothing is rated. */
export const intervalOn = (timeline: Timeline, day: IsoDate): StoredInterval | undefined =>
  timeline.find((interval) => interval.from <= day && day < interval.to)

/** The level on a day, since when and until when; `null` where nothing is rated. */
export const computedOn = (timeline: Timeline, day: IsoDate): Computed | null => {
  const at = timeline.findIndex((interval) => interval.from <= day && day < interval.to)
  const interval = timeline[at]
  if (interval === undefined) return null
  const { level, letter, word, shape, rule, overridden } = interval
  let first = at
  while (
    first > 0 &&
    timeline[first - 1]?.level === level &&
    timeline[first - 1]?.to === timeline[first]?.from
  )
    first--
  const next = timeline.slice(at + 1).find((later) => later.level !== level)
  return {
    level,
    letter,
    word,
    shape,
    rule,
    since: (timeline[first] as StoredInterval).from,
    turns: next === undefined ? null : { on: next.from, level: next.level },
    overridden,
  }
}

/** What is stored beside a rating to filter, sort and count by. */
export interface Standing {
  /** The level; empty where nothing is rated. */
  readonly level: string
  readonly key: number
  readonly disagrees: 0 | 1
  /** The day from which it is different; `END` where it stays. */
  readonly turnsOn: IsoDate
}

/** How a rating stands on a day, and until when. No timeline: nothing is rated. */
export const standingOn = (timeline: Timeline | null, day: IsoDate): Standing => {
  if (timeline === null) return { level: '', key: UNRATED, disagrees: 0, turnsOn: END }
  const at = standing(intervalOn(timeline, day))
  const days = timeline.flatMap(({ from, to }) => [from, to]).filter((each) => each > day && each < END)
  const turnsOn = days.sort().find((each) => !alike(standing(intervalOn(timeline, each)), at)) ?? END
  return { ...at, turnsOn }
}

const standing = (interval: StoredInterval | undefined): Omit<Standing, 'turnsOn'> =>
  interval === undefined
    ? { level: '', key: UNRATED, disagrees: 0 }
    : { level: interval.level, key: interval.key, disagrees: interval.disagrees ? 1 : 0 }

const alike = (one: Omit<Standing, 'turnsOn'>, other: Omit<Standing, 'turnsOn'>): boolean =>
  one.level === other.level && one.key === other.key && one.disagrees === other.disagrees

/**
 * The levels of a timeline with their days, without the reasons, as they stand beside a rating to be read by
 * thousands: `from level rank disagrees` for each change, in order, joined by semicolons; an empty level where
 * nothing is rated.
 */
export const writtenLevels = (timeline: Timeline): string => {
  const written: string[] = []
  let last: Omit<Standing, 'turnsOn'> | undefined
  let end: IsoDate | undefined
  const write = (from: IsoDate, at: Omit<Standing, 'turnsOn'>) => {
    if (last === undefined || !alike(last, at)) written.push(`${from} ${at.level} ${at.key} ${at.disagrees}`)
    last = at
  }
  for (const interval of timeline) {
    if (end !== undefined && end < interval.from) write(end, standing(undefined))
    write(interval.from, standing(interval))
    end = interval.to
  }
  if (end !== undefined && end < END) write(end, standing(undefined))
  return written.join(';')
}

/** The level that written levels have on a day; empty where nothing is rated. */
export const levelOn = (levels: string, day: IsoDate): Omit<Standing, 'turnsOn'> => {
  for (let end = levels.length; end > 0; ) {
    const start = levels.lastIndexOf(';', end - 1) + 1
    if (levels.slice(start, start + 10) <= day) {
      const [, level = '', key, disagrees] = levels.slice(start, end).split(' ')
      return { level, key: Number(key), disagrees: disagrees === '1' ? 1 : 0 }
    }
    end = start - 1
  }
  return standing(undefined)
}

/** Whether written levels change on a day after `after`, up to and including `until`. */
export const changesBetween = (levels: string, after: IsoDate, until: IsoDate): boolean =>
  levels.split(';').some((each) => each.slice(0, 10) > after && each.slice(0, 10) <= until)
