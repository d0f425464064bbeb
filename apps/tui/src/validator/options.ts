import {
  addDays,
  type IsoDate,
  nearestGivenDay,
  readDayFrom,
  type SeveritiesByCode,
  severitiesByCode,
  validatorCodes,
} from '@beatbook/domain'
import { Stop } from '../output/exit.ts'
import { londonToday } from '../session/today.ts'

/**
 * Parses repeated `--severity CODE=error|warning|info|off`. Stops with exit 2 on an unknown check or
 * severity.
 */
export const severitiesGiven = (given: readonly string[]): SeveritiesByCode => {
  const read = Object.fromEntries(
    given.map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
  )
  const parsed = severitiesByCode.safeParse(read)
  if (parsed.success) return parsed.data
  throw new Stop(
    'usage',
    `“${given.join(' ')}” after --severity names no check with its severity.`,
    `Write CODE=error, warning, info or off. The checks: ${validatorCodes.join(', ')}.`,
  )
}

/**
 * Parses `--period FROM..TO`, both days included, into a period with an exclusive `to`. Stops with exit 2 on
 * anything else.
 */
export const periodGiven = (value: string | undefined): { from: IsoDate; to: IsoDate } | undefined => {
  if (value === undefined) return undefined
  const [first = '', last = ''] = value.split('..')
  const today = londonToday()
  const from = readDayFrom(first.trim(), today)
  const to = readDayFrom(last.trim(), today)
  if (from === null || to === null || to < from)
    throw new Stop(
      'usage',
      `“${value}” after --period is not a period.`,
      'Write it as 2026-04-01..2026-06-30, or "start of last month..last month end".',
    )
  return { from, to: nearestGivenDay(addDays(to, 1)) }
}
