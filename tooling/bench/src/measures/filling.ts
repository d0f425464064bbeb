import { allOf, atMost, GROWTH, type Row, sizeOf, timeOf } from '../row.ts'
import type { Size, Worlds } from '../world.ts'

/** What filling the large record and the small one cost: uploading, accepting, and the bytes of an action. */
export const filling = async (worlds: Worlds, { small, large }: Size): Promise<Row[]> => {
  const costOf = async (actions: number) => {
    const { database, filled } = await worlds.of(actions)
    const bytes = database.bytes()
    return {
      bytes: bytes / actions,
      cpu: filled.cpu / actions,
      words: `${timeOf(filled.wall)}, ${Math.round(bytes / 1e6)} MB, ${sizeOf(bytes / actions)} an action`,
    }
  }
  const [few, many] = [await costOf(small), await costOf(large)]
  const counts = [large, small].map((actions) => actions.toLocaleString('en-GB'))
  return [
    {
      name: `a record filled with ${counts[0]} actions, CPU an action, beside ${counts[1]}`,
      product: many.words,
      bare: few.words,
      cpu: { product: timeOf(many.cpu), bare: timeOf(few.cpu) },
      ratio: many.cpu / few.cpu,
      aim: allOf([
        { ...atMost(many.cpu / few.cpu, GROWTH), words: `≤ ${GROWTH} CPU` },
        { ...atMost(many.bytes / few.bytes, GROWTH), words: `≤ ${GROWTH} disk` },
      ]),
    },
  ]
}
