import { probeDuring } from '../probe.ts'
import type { Row } from '../row.ts'
import { rerated } from '../work/operations.ts'
import type { Size, Worlds } from '../world.ts'
import { probedOf, worstOf } from './waiting.ts'

/** The answer time of one action while all actions of the large record are rated anew. */
export const othersWhileRating = async (worlds: Worlds, size: Size): Promise<Row[]> => {
  const [world, bare] = [await worlds.of(size.large), await worlds.bareOf(size.small)]
  const { run } = await rerated(worlds, size)
  const name = `while ${size.large.toLocaleString('en-GB')} actions are rated anew`
  return [worstOf(name, await probeDuring(probedOf(world, bare), () => run(0)))]
}
