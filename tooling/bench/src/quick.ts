import { type AgainstLanded, againstLanded, isWorse, type Landed } from './landed.ts'
import { inTurns } from './turns.ts'
import type { Prepare, Work } from './work/work.ts'
import type { Size, Worlds } from './world.ts'

/** The ratio of a work to what it is compared with in the short form, by processor time. */
const ratioOf = async (work: Work, quick: Prepare, worlds: Worlds, size: Size): Promise<number> =>
  (await inTurns([await work.of(worlds, size), await quick(worlds, size)], size)).ratio.cpu

/** The processor time of a work here, over that of the same work at the commit that landed, in the same run. */
const besideLanded = async (work: Work, now: Worlds, then: Worlds, size: Size): Promise<number> =>
  (await inTurns([await work.of(now, size), await work.of(then, size)], size)).ratio.cpu

/**
 * Measures the works of the short form and compares each with what landed. One that is much worse is measured
 * again at once, and the better of the two counts: beside the commit that landed, on this machine, where
 * `landedWorlds` has it, since the ratios of one commit differ between machines; otherwise in the same way again.
 */
export const measureQuickly = async (
  works: readonly Work[],
  worlds: Worlds,
  size: Size,
  landed: Landed,
  landedWorlds: () => Worlds | null,
  tell: (row: AgainstLanded) => void,
): Promise<AgainstLanded[]> => {
  const rows: AgainstLanded[] = []
  for (const work of works) {
    const { name, quick } = work
    if (quick === undefined) continue
    const measured = async () => againstLanded(landed, name, await ratioOf(work, quick, worlds, size))
    const again = async (once: AgainstLanded): Promise<AgainstLanded> => {
      const then = landedWorlds()
      if (then === null) return better(once, await measured())
      return { ...once, worse: await besideLanded(work, worlds, then, size), isBeside: true }
    }
    const once = await measured()
    const row = isWorse(once) ? await again(once) : once
    tell(row)
    rows.push(row)
  }
  return rows
}

const better = (one: AgainstLanded, other: AgainstLanded): AgainstLanded =>
  one.now < other.now ? one : other
