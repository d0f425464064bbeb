import type { Turning } from '@beatbook/contract'
import { becauseWords, dayShort } from '@beatbook/domain/english'

/** A change of level as a row: the day, the action, the levels before and after, and why. */
export const turningRow = (turning: Turning): string[] => [
  dayShort(turning.on),
  turning.address,
  `${turning.was.shape} ${turning.was.letter} → ${turning.becomes.shape} ${turning.becomes.letter}`,
  turning.text,
  turningReason(turning),
]

/** The columns of those rows. */
export const turningColumns = [
  { heading: 'ON' },
  { heading: 'ADDRESS' },
  { heading: 'TURNS' },
  { heading: 'ACTION', flexible: true },
  { heading: 'BECAUSE', flexible: true, drop: 1 },
]

/** Why it will change, as of that day. */
export const turningReason = ({ because, on, rule }: Turning): string => {
  const met = because.filter((test) => test.met)
  return rule === null
    ? 'no rule for another level is met then'
    : met.length === 0
      ? `rule “${rule}”`
      : becauseWords(met, on)
}
