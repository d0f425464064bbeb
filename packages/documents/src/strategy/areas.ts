import type { Passage } from '../passage.ts'

/**
 * The areas listed in a document, one per item ("Millvale Local Policing Area" is Millvale): the first list
 * in which all items end with the same kind of area.
 */
export function areaList(passages: readonly Passage[]): { names: string[]; pieces: Set<number> } {
  for (let i = 0; i < passages.length; i += 1) {
    const run = []
    while (passages[i]?.kind === 'item') run.push(passages[i++] as Passage)
    const read = run.map((p) => kindOfArea.exec(p.text.trim()))
    const kinds = new Set(read.map((found) => found?.[2]?.toLowerCase()))
    if (run.length >= 2 && kinds.size === 1 && !kinds.has(undefined)) {
      return {
        names: [...new Set(read.map((found) => (found?.[1] ?? '').trim()))],
        pieces: new Set(run.flatMap((p) => p.pieces)),
      }
    }
  }
  return { names: [], pieces: new Set() }
}

const kindOfArea =
  /^(\p{Lu}.{1,60}?)\s*[-–(]?\s*\b((?:local|neighbourhood|county|community|borough|city|basic)?\s*(?:policing|command)\s+(?:area|unit|team|district)|area command|lpas?|npus?|lpus?|bcus?|cpas?|division|district|borough|sector|hundred)\)?[.;,]?$/iu
