import { type AgainstLanded, againstLanded, isWorse, type Landed } from './landed.ts'
import { inTurns } from './turns.ts'
import type { Prepare, Work } from './work/work.ts'
import type { Size, Worlds } from './world.ts'

/** The ratio of a work to what it is compared with in the short form, by processor time. */
const ratioOf = async (work: Work, quick: Prepare, worlds: Worlds, size: Size): Promise<number> =>
  (await inTurns([await work.of(worlds, size), await quick(worlds, size)], size)).ratio.cpu

/**
 * Measures the works of the short form and compares each with what landed. One that is much worse is measured
 * again at once, and the better of the two counts.
 */
export const measureQuickly = async (
  works: readonly Work[],
  worlds: Worlds,
  size: Size,
  landed: Landed,
  tell: (row: AgainstLanded) => void,
): Promise<AgainstLanded[]> => {
  const rows: AgainstLanded[] = []
  for (const work of works) {
    const { name, quick } = work
    if (quick === undefined) continue
    const measured = async () => againstLanded(landed, name, await ratioOf(work, quick, worlds, size))
    const once = await measured()
    const row = isWorse(once) ? better(once, await measured()) : once
    tell(row)
    rows.push(row)
  }
  return rows
}

const better = (one: AgainstLanded, other: AgainstLanded): AgainstLanded =>
  one.now < other.now ? one : other
