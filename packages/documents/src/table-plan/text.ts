import { readTimescale } from '@beatbook/domain'

/** An action's words, parted from what stands in the same cell. */
export interface Words {
  readonly text: string
  readonly ref: string | null
  /** The words after the dash that say when, where no column does. */
  readonly timescale: string | null
  /** "Completed:" as written before the words. */
  readonly complete: string | null
}

const number =
  /^((?:(?:action|recommendation|rec|ref|no)\.?\s*)?(?=[A-Z0-9./-]*\d)[A-Z]{0,8}(?:[-./][A-Z0-9]+)*\d*(?:\.\d+)*)\s*(?:[:–—]|\s-\s|[.)](?=\s))\s*(?=\S)/i
const done = /^(completed?|done)\s*[:–—-]\s*/i
const when = /^(.+?)\s*(?:-{2,}|–|—|\s-\s)\s*([^–—]{3,60})$/

/** Parts an action's words from a number before them and a time behind them, each only where no column gives it. */
export function splitText(text: string, hasTimescale: boolean, hasRef: boolean): Words {
  const numbered = hasRef ? null : number.exec(text)
  const ref = numbered && /\d/.test(numbered[1]!) && numbered[0].length < text.length ? numbered[1]!.trim() : null
  let rest = ref === null ? text : text.slice(numbered![0].length)
  const completed = hasTimescale ? null : done.exec(rest)
  if (completed) rest = rest.slice(completed[0].length)
  const timed = hasTimescale ? null : when.exec(rest)
  const tail = timed && !['none'].includes(readTimescale(timed[2]!).timescale.kind) && isTime(timed[2]!) ? timed[2]! : null
  return { text: tail === null ? rest : timed![1]!.trim(), ref, timescale: tail, complete: completed?.[1] ?? null }
}

const isTime = (words: string): boolean => readTimescale(words).timescale.kind !== 'unknown' || /^(?:dates? )?(?:to be confirmed|tbc|tba)$/i.test(words.trim())
