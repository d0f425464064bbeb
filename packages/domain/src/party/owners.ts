import { type Noted, noted } from '../note/note.ts'
import { plainWords } from '../words/fold.ts'
import type { Duty } from './party.ts'
import { proposeSplit } from './split.ts'

/**
 * What is doubtful about an owner: who it is, or whether it is one. `split` has the names that an ambiguous
 * owner may stand for.
 */
export type OwnerNote = Noted<'owner-to-be-confirmed' | 'ambiguous-owner'> & { readonly split: string[] }

/**
 * Reads an owner cell. Line breaks, list items (`items`, where the source has them) and ";" separate owners;
 * other possible separators leave one owner with a note that proposes the split. "TBC" is not a party. A duty
 * comes from the words ("Lead: …"), else it is `responsible`.
 *
 * @example
 * ```ts
 * import { readOwners } from '@beatbook/domain'
 *
 * const { owners, notes } = readOwners('Lead: Head of Estates; Custody / Contact Centre')
 * for (const { name, duty } of owners) console.log(name, duty)
 * // Head of Estates accountable
 * // Custody / Contact Centre responsible
 * console.log(notes[0]?.code, notes[0]?.split.join(' + ')) // ambiguous-owner Custody + Contact Centre
 * ```
 */
export const readOwners = (
  said: string,
  items?: string[],
): { owners: { name: string; duty: Duty }[]; notes: OwnerNote[] } => {
  const parts = (items && items.length > 0 ? items : [said]).flatMap((item) =>
    item.split(/\r\n|[\n\r;\u2028\u2029\v]/),
  )
  const read = parts.flatMap((part) => readPart(tidy(part)))
  const owners = new Map<string, { name: string; duty: Duty }>()
  for (const { name, duty } of read) if (name) owners.set(`${name} ${duty}`, { name, duty })
  return { owners: [...owners.values()], notes: read.flatMap(({ note }) => (note ? [note] : [])) }
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
    const note = { ...noted('owner-to-be-confirmed', { said: part }), split: [] }
    return [{ name: nameable.test(known) ? known : null, duty, note }]
  }
  const split = proposeSplit(name)
  return [
    {
      name,
      duty,
      note:
        split.length > 1 ? { ...noted('ambiguous-owner', { said: name, count: split.length }), split } : null,
    },
  ]
}

/** The text with single spaces, and without a bullet or separator at either end. */
const tidy = (text: string): string =>
  text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:[•·▪‣◦●*,|/–-] ?){1,9}/u, '')
    .replace(/(?: ?[,|/–-]){1,9}$/u, '')
    .trim()

/** Text without a name: letters and numbers of any script make a name. */
const nobody = /^(?:[^\p{L}\p{N}]*|n\s?\/?\s?a|none|nil|not applicable)$/iu

/**
 * The rest of a text with "TBC" is a name if it has two letters, or one of a script that writes words with
 * fewer.
 */
const nameable = /\p{L}[\p{L}\p{M}]|(?!\p{Script=Latin})\p{L}/u

const toBeConfirmed =
  /[([]?\b(?:owner |lead |name |post |person )?(?:t\.?b\.?[cad]\b\.?|(?:is |still |yet )?to be (?:confirmed|agreed|advised|determined|decided|appointed|identified|allocated|assigned)|not (?:yet )?(?:confirmed|agreed|allocated|assigned)|unknown|unassigned|unallocated|vacant)\b\.?[)\]]?/giu

const withDuty = (part: string): { name: string; duty: Duty } => {
  for (const { duty, leading, trailing } of duties) {
    const name = tidy(part.replace(leading, '').replace(trailing, ''))
    if (name !== part && name !== '') return { name, duty }
  }
  return { name: part, duty: 'responsible' }
}

/** The words that state a duty, before a name ("Lead: …") or after it ("… (lead)"). */
const duties = (
  [
    [
      'accountable',
      'accountable(?: (?:officer|owner|person|lead))?|(?:overall |strategic |senior |exec(?:utive)? |gold )?lead(?: officer)?|sro|senior responsible (?:owner|officer)',
    ],
    [
      'responsible',
      'responsible(?: (?:officer|owner|person|lead))?|(?:action )?owners?|delivery(?: lead)?|supporting|support(?:ed by)?',
    ],
    ['consulted', 'consult(?:ed|ing|ees?)?'],
    ['informed', 'inform(?:ed)?'],
  ] as const
).map(([duty, words]) => ({
  duty,
  leading: new RegExp(`^(?:${words})(?: ?: ?| [-–—] )(?=\\S)`, 'iu'),
  trailing: new RegExp(` ?(?:[([](?:${words})[)\\]]| [-–—] (?:${words}))$`, 'iu'),
}))
