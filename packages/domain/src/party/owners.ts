import { plainWords } from '../words/fold.ts'
import type { Duty } from './party.ts'
import { proposeSplit } from './split.ts'

export interface OwnerNote {
  readonly code: 'owner-to-be-confirmed' | 'ambiguous-owner'
  readonly args: Record<string, string | number>
  /** The names that the words may be meant as, for an ambiguous owner. */
  readonly split: string[]
}

/**
 * Reads an owner cell. Line breaks, list items (`items`, where the source has them) and ";" part owners; what else may part them
 * stays one owner with a note that proposes the split. "TBC" is no party. A duty is what the words say it is, else `responsible`.
 */
export const readOwners = (said: string, items?: string[]): { owners: { name: string; duty: Duty }[]; notes: OwnerNote[] } => {
  const parts = (items && items.length > 0 ? items : [said]).flatMap((item) => item.split(/\r\n|[\n\r;\u2028\u2029\v]/)).map(tidy)
  const read = parts.flatMap(readPart)
  const seen = new Set<string>()
  return {
    owners: read.flatMap(({ name, duty }) => (name && !seen.has(`${name} ${duty}`) && seen.add(`${name} ${duty}`) ? [{ name, duty }] : [])),
    notes: read.flatMap(({ note }) => (note ? [note] : [])),
  }
}

interface ReadPart {
  readonly name: string | null
  readonly duty: Duty
  readonly note: OwnerNote | null
}

const readPart = (part: string): ReadPart[] => {
  if (nobody.test(plainWords(part))) return []
  const { name, duty } = withDuty(part)
  const known = tidy(name.replace(toBeConfirmed, ' '))
  if (known !== name) {
    const note: OwnerNote = { code: 'owner-to-be-confirmed', args: { said: part }, split: [] }
    return [{ name: /\p{L}{2}/u.test(known) ? known : null, duty, note }]
  }
  if (name === '') return []
  const split = proposeSplit(name)
  return [{ name, duty, note: split.length > 1 ? { code: 'ambiguous-owner', args: { said: name, count: split.length }, split } : null }]
}

const tidy = (text: string): string => text.replace(/^[\s•·▪‣◦●*,|/–-]+|[\s,|/–-]+$/gu, '').replace(/\s+/gu, ' ')

const nobody = /^(?:[\W_]*|n\s?\/?\s?a|none|nil|not applicable)$/iu

const toBeConfirmed =
  /[([]?\b(?:owner |lead |name |post |person )?(?:t\.?b\.?[cad]\b\.?|(?:is |still |yet )?to be (?:confirmed|agreed|advised|determined|decided|appointed|identified|allocated|assigned)|not (?:yet )?(?:confirmed|agreed|allocated|assigned)|unknown|unassigned|unallocated|vacant)\b\.?[)\]]?/giu

const withDuty = (part: string): { name: string; duty: Duty } => {
  for (const [duty, words] of duties) {
    const leading = new RegExp(`^(?:${words})\\s*(?::|\\s[-–—]\\s)\\s*(?=\\S)`, 'iu')
    const trailing = new RegExp(`\\s*(?:[([](?:${words})[)\\]]|\\s[-–—]\\s(?:${words}))$`, 'iu')
    const name = part.replace(leading, '').replace(trailing, '')
    if (name !== part && name.trim() !== '') return { name: tidy(name), duty }
  }
  return { name: part, duty: 'responsible' }
}

const duties: readonly (readonly [Duty, string])[] = [
  [
    'accountable',
    'accountable(?: (?:officer|owner|person|lead))?|(?:overall |strategic |senior |exec(?:utive)? |gold )?lead(?: officer)?|sro|senior responsible (?:owner|officer)|a',
  ],
  ['responsible', 'responsible(?: (?:officer|owner|person|lead))?|(?:action )?owners?|delivery(?: lead)?|supporting|support(?:ed by)?|r'],
  ['consulted', 'consult(?:ed|ing|ees?)?|c'],
  ['informed', 'inform(?:ed)?|i'],
]
