import type { Turning } from '@beatbook/contract'
import type { IsoDate } from '@beatbook/domain'
import { dayShort, dayWords } from '@beatbook/domain/english'
import { turningReason } from '../../rating/turning-lines.ts'
import type { Answer } from '../data.ts'
import type { List } from '../list-view.tsx'
import { shortOf } from '../mark.tsx'

/** The changes of level until a day, soonest first. */
export const turningList = (answer: Answer<Turning[]>, until: IsoDate): List => ({
  columns: [
    { heading: 'ON', width: 12 },
    { heading: 'ADDRESS', width: 18, needs: 70 },
    { heading: 'TURNS', width: 14 },
    { heading: 'ACTION', width: 12, flexible: true },
    { heading: 'BECAUSE', width: 48, needs: 110 },
  ],
  lines:
    answer.data?.map((turning, at) => ({
      at,
      cells: [
        dayShort(turning.on),
        turning.address,
        `${shortOf(turning.was)} → ${shortOf(turning.becomes)}`,
        turning.text,
        turningReason(turning),
      ],
    })) ?? null,
  error: answer.error,
  waiting: 'Reckoning what turns…',
  empty: [`Nothing turns by ${dayWords(until)}, if nobody writes.`],
})
