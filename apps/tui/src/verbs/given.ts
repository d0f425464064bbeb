import type { Instant, IsoDate, Towards } from '@beatbook/domain'
import { Stop } from '../output/exit.ts'
import { wantsAll } from '../output/format.ts'

/**
 * Parses a day as a person writes it, also in words ("7d", "last month end"), which lie `towards` the past
 * unless they say otherwise; stops with exit 2 where it is invalid.
 */
export const dayGiven = async (
  value: string | undefined,
  option: string,
  towards: Towards = 'past',
): Promise<IsoDate | undefined> => {
  if (value === undefined) return undefined
  const { readDayFrom } = await import('@beatbook/domain')
  const { londonToday } = await import('../session/today.ts')
  const day = readDayFrom(value, londonToday(), towards)
  if (day === null)
    throw new Stop(
      'usage',
      `“${value}” after ${option} is not a day.`,
      `Write it as 2026-03-31, 31/03/26, "31 March 2026", yesterday, ${towards === 'past' ? '7d, "last friday"' : '7d, friday'} or "last month end", between 1900 and 2199.`,
    )
  return day
}

/** The options with the two times of a query. */
export interface TimeOptions {
  readonly asAt?: string
  readonly knownAt?: string
}
/** The two times as the server expects them; absent where not given. */
export interface Times {
  readonly asAt?: IsoDate
  readonly knownAt?: Instant
}

/**
 * Parses `--as-at` and `--known-at`; stops with exit 2 where either is invalid. What was known on a day was
 * recorded by its end in London.
 */
export const timesGiven = async ({ asAt, knownAt }: TimeOptions): Promise<Times> => {
  const day = await dayGiven(asAt, '--as-at')
  const instant = knownAt === undefined ? undefined : await instantGiven(knownAt)
  return {
    ...(day === undefined ? {} : { asAt: day }),
    ...(instant === undefined ? {} : { knownAt: instant }),
  }
}

/** Whether what is written for a value takes it away: “none” or “null”, in capitals too. */
export const takesAway = (written: string): boolean => /^(none|null)$/i.test(written.trim())

/** Collects the values of an option that may be repeated. */
export const collect = (value: string, all: readonly string[] = []): string[] => [...all, value]

/** A whole number from 1 up; stops with exit 2 on anything else. */
export const wholeNumber = (value: string, option: string): number => {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1)
    throw new Stop('usage', `“${value}” after ${option} is not a whole number from 1 up.`)
  return number
}

/**
 * How many rows of a list are wanted: `--limit`; without it all of them with `--all` or where nobody reads the
 * output on a terminal, else `most`.
 */
export const mostRows = (
  { limit, all }: { readonly limit?: string | undefined; readonly all?: boolean | undefined },
  most: number,
): number => {
  if (limit !== undefined) return wholeNumber(limit, '--limit')
  return wantsAll(all) ? Number.POSITIVE_INFINITY : most
}

/** A share in whole per cent, 0 to 100, with or without the sign; stops with exit 2 on anything else. */
export const shareGiven = (value: string, option: string): number => {
  const share = Number(value.replace(/\s*%$/, ''))
  if (value.trim() === '' || !Number.isInteger(share) || share < 0 || share > 100)
    throw new Stop('usage', `“${value}” after ${option} is not a whole number from 0 to 100.`)
  return share
}

const instantGiven = async (value: string): Promise<Instant> => {
  const at = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(at)) {
    const { isGivenDay } = await import('@beatbook/domain')
    const instant = new Date(at).toISOString()
    if (/^\d{4}-/.test(instant) && isGivenDay(instant.slice(0, 10))) return instant
    throw new Stop('usage', `“${value}” after --known-at is not an instant between 1900 and 2199.`)
  }
  const { endOfLondonDay } = await import('../session/today.ts')
  return endOfLondonDay((await dayGiven(value, '--known-at')) ?? '')
}
