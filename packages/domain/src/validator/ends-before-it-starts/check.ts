import { findDates } from '../../calendar/find-dates.ts'
import { plainWords } from '../../words/fold.ts'
import { eachAction } from '../each-action.ts'
import type { Check } from '../violation.ts'

/** A plan's period, or an action's timescale, that ends before it starts. */
export const check: Check<'ends-before-it-starts'> = (subject) => [
  ...subject.plans.flatMap(({ id, period }) =>
    period?.start != null && period.end !== null && period.end < period.start
      ? [{ args: { from: period.start, to: period.end }, where: { plan: id }, quote: period.said || null }]
      : [],
  ),
  ...eachAction(subject, ({ timescale }) => {
    const backwards = runsBackwards(timescale.earliest, timescale.latest) ?? runBackwardsIn(timescale.said)
    return backwards === null ? [] : [{ args: backwards, quote: timescale.said || null }]
  }),
]

const runsBackwards = (from: string | null, to: string | null) =>
  from !== null && to !== null && to < from ? { from, to } : null

/** "Dec 2022 to Mar 2022": the reader does not read it as a range, so the words are checked. */
const runBackwardsIn = (said: string) => {
  const words = plainWords(said)
  const dates = findDates(words)
  for (const [at, from] of dates.entries()) {
    const to = dates[at + 1]
    if (
      !from.period ||
      !to?.period ||
      !/^\s*(?:-|to|until|till?|through)\s*$/i.test(words.slice(from.end, to.start))
    )
      continue
    if (to.period.latest < from.period.earliest) return { from: from.period.earliest, to: to.period.latest }
  }
  return null
}
