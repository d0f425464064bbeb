import {
  addDays,
  type IsoDate,
  nearestGivenDay,
  readDay,
  type SeveritiesByCode,
  severitiesByCode,
  validatorCodes,
} from '@beatbook/domain'
import { Stop } from '../output/exit.ts'

/**
 * `--severity CODE=error|warning|info|off`, as often as it is given. Stops with exit 2 on a check or a
 * severity there is not.
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
 * `--period FROM..TO`, both days included, as a period whose `to` is exclusive. Stops with exit 2 on anything
 * else.
 */
export const periodGiven = (said: string | undefined): { from: IsoDate; to: IsoDate } | undefined => {
  if (said === undefined) return undefined
  const [first = '', last = ''] = said.split('..')
  const from = readDay(first.trim())
  const to = readDay(last.trim())
  if (from === null || to === null || to < from)
    throw new Stop(
      'usage',
      `“${said}” after --period is not a period.`,
      'Write it as 2026-04-01..2026-06-30.',
    )
  return { from, to: nearestGivenDay(addDays(to, 1)) }
}
