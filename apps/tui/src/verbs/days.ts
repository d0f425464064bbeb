import type { IsoDate } from '@beatbook/domain'
import { Stop } from '../output/exit.ts'

/** A day as a person writes it; stops with exit 2 where it is none. */
export const dayGiven = async (said: string | undefined, option: string): Promise<IsoDate | undefined> => {
  if (said === undefined) return undefined
  const { readDay } = await import('@beatbook/domain')
  const day = readDay(said)
  if (day === null) throw new Stop('usage', `“${said}” after ${option} is not a day.`, 'Write it as 2026-03-31, 31/03/26 or "31 March 2026".')
  return day
}

/** Gathers an option that may be repeated. */
export const collect = (value: string, all: readonly string[]): string[] => [...all, value]
