import { readTimescale } from '@beatbook/domain'

/** An action's text, separated from other content of its cell. */
export interface Words {
  readonly text: string
  readonly ref: string | null
  /** The time after the dash, if there is no column for it. */
  readonly timescale: string | null
  /** "Completed:" as written before the text. */
  readonly complete: string | null
}

/** "Action 3", "Recommendation No. 4a": the kind and its number. */
export const numbered =
  /^((?:\p{L}+ )?(?:action|recommendation|rec|commitment|task|milestone))\.?\s+(?:no\.?\s*)?([A-Z]{0,3}\d{1,4}(?:\.\d+)*[a-z]?)$/iu

/** Separates a number before an action's text and a time after it, each only if there is no column for it. */
export function splitText(text: string, hasTimescale: boolean, hasRef: boolean): Words {
  const [ref, unnumbered] = hasRef ? [null, text] : numberBefore(text)
  if (hasTimescale) return { text: unnumbered, ref, timescale: null, complete: null }
  const [done, complete] = /^(completed?|done)\s*[:–—-]\s*/i.exec(unnumbered) ?? []
  const rest = unnumbered.slice(done?.length ?? 0)
  const [, words = rest, when = ''] = /^(.+?)\s*(?:-{2,9}|–|—|\s-\s)\s*([^–—]{3,60})$/.exec(rest) ?? []
  return isTime(when)
    ? { text: words, ref, timescale: when, complete: complete ?? null }
    : { text: rest, ref, timescale: null, complete: complete ?? null }
}

function numberBefore(text: string): [string | null, string] {
  const [whole = '', ref = ''] = number.exec(text.slice(0, 200)) ?? []
  return /\d/.test(ref) && whole.length < text.length ? [ref, text.slice(whole.length)] : [null, text]
}

const number =
  /^((?:(?:action|recommendation|rec|ref|no)\.?\s*)?(?=[A-Z0-9./-]*\d)[A-Z]{0,8}(?:[-./][A-Z0-9]+)*\d*(?:\.\d+)*[a-z]?)\s*(?:[:–—]|\s-\s|[.)](?=\s))\s*(?=\S)/i

const isTime = (words: string): boolean =>
  words !== '' &&
  (!['unknown', 'none'].includes(readTimescale(words).timescale.kind) ||
    /^(?:dates? )?(?:to be confirmed|tbc|tba)$/i.test(words.trim()))
