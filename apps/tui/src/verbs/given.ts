import type { Instant, IsoDate } from '@beatbook/domain'
import { Stop } from '../output/exit.ts'

/** A day as a person writes it; stops with exit 2 where it is none. */
export const dayGiven = async (said: string | undefined, option: string): Promise<IsoDate | undefined> => {
  if (said === undefined) return undefined
  const { readDay } = await import('@beatbook/domain')
  const day = readDay(said)
  if (day === null)
    throw new Stop(
      'usage',
      `“${said}” after ${option} is not a day.`,
      'Write it as 2026-03-31, 31/03/26 or "31 March 2026", between 1900 and 2199.',
    )
  return day
}

/** The two times a question is asked with, as options give them. */
export interface TimesSaid {
  readonly asAt?: string
  readonly knownAt?: string
}
/** The same as the server takes them: absent where they were not given. */
export interface Times {
  readonly asAt?: IsoDate
  readonly knownAt?: Instant
}

/**
 * Reads `--as-at` and `--known-at`; stops with exit 2 where either is none. What was known on a day was
 * recorded by its end in London.
 */
export const timesGiven = async ({ asAt, knownAt }: TimesSaid): Promise<Times> => {
  const day = await dayGiven(asAt, '--as-at')
  const instant = knownAt === undefined ? undefined : await instantGiven(knownAt)
  return {
    ...(day === undefined ? {} : { asAt: day }),
    ...(instant === undefined ? {} : { knownAt: instant }),
  }
}

/** The two times as every `--json` carries them. */
export const timesJson = ({ asAt, knownAt }: Times): { asAt: IsoDate | null; knownAt: Instant | null } => ({
  asAt: asAt ?? null,
  knownAt: knownAt ?? null,
})

/** Gathers an option that may be repeated. */
export const collect = (value: string, all: readonly string[]): string[] => [...all, value]

/** A whole number from 1 up; stops with exit 2 on anything else. */
export const wholeNumber = (said: string, option: string): number => {
  const number = Number(said)
  if (!Number.isInteger(number) || number < 1)
    throw new Stop('usage', `“${said}” after ${option} is not a whole number from 1 up.`)
  return number
}

/** A share in whole per cent, 0 to 100, with or without the sign; stops with exit 2 on anything else. */
export const shareGiven = (said: string, option: string): number => {
  const share = Number(said.replace(/\s*%$/, ''))
  if (said.trim() === '' || !Number.isInteger(share) || share < 0 || share > 100)
    throw new Stop('usage', `“${said}” after ${option} is not a whole number from 0 to 100.`)
  return share
}

const instantGiven = async (said: string): Promise<Instant> => {
  const at = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(said) ? Date.parse(said) : Number.NaN
  if (!Number.isNaN(at)) {
    const { isGivenDay } = await import('@beatbook/domain')
    const instant = new Date(at).toISOString()
    if (/^\d{4}-/.test(instant) && isGivenDay(instant.slice(0, 10))) return instant
    throw new Stop('usage', `“${said}” after --known-at is not an instant between 1900 and 2199.`)
  }
  const { endOfLondonDay } = await import('../session/today.ts')
  return endOfLondonDay((await dayGiven(said, '--known-at')) ?? '')
}
