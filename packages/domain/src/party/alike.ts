import type { Id } from '../id.ts'
import { foldWords } from '../words/fold.ts'

/** Why two parties may be the same: how their names differ, and how much alike they are. */
export const likenesses = ['punctuation', 'abbreviation', 'initials'] as const
export type Likeness = (typeof likenesses)[number]

/** Two parties that may be the same. Nothing is merged for that: a person decides. */
export interface AlikeParties {
  readonly one: Id
  readonly other: Id
  readonly because: Likeness
}

/**
 * The parties that may be the same, by every name that means them: names that differ in spaces and
 * punctuation, in an abbreviation ("Supt", "Superintendent"), or of which one has the initials of the other.
 * Each pair once, the strongest reason first.
 *
 * @example
 * ```ts
 * import { alikeParties } from '@beatbook/domain'
 *
 * const parties = [
 *   { id: 'a', names: ['Area Supt'] },
 *   { id: 'b', names: ['Area Superintendent'] },
 * ]
 * console.log(alikeParties(parties)[0]?.because) // abbreviation
 * ```
 */
export const alikeParties = (
  parties: readonly { readonly id: Id; readonly names: readonly string[] }[],
): AlikeParties[] => {
  const found = new Map<string, AlikeParties>()
  for (const because of likenesses) {
    const byKey = new Map<string, Id[]>()
    for (const { id, names } of parties)
      for (const key of new Set(names.flatMap((name) => keys[because](name)))) {
        const others = byKey.get(key)
        if (others === undefined) byKey.set(key, [id])
        else if (!others.includes(id)) others.push(id)
      }
    for (const [first, ...others] of byKey.values())
      for (const other of others) {
        if (first === undefined) continue
        const pair = `${first} ${other}`
        if (!found.has(pair) && !found.has(`${other} ${first}`))
          found.set(pair, { one: first, other, because })
      }
  }
  return [...found.values()]
}

const keys: Readonly<Record<Likeness, (name: string) => string[]>> = {
  punctuation: (name) => [wordsOf(name).join('')],
  abbreviation: (name) => [wordsOf(name).flatMap(written).join('')],
  initials: (name) => {
    const words = wordsOf(name)
    if (words.length === 1 && /^\p{Lu}{3,}$/u.test(name.replace(/[^\p{L}]/gu, ''))) return [words.join('')]
    const all = words.map(initial)
    const long = words.filter((word) => !small.has(word)).map(initial)
    return [all, long].filter((letters) => letters.length >= 3).map((letters) => letters.join(''))
  },
}

const initial = (word: string): string => word.slice(0, 1)

/** The folded words of a name without punctuation; "&" is "and". */
const wordsOf = (name: string): string[] =>
  foldWords(name)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’']/g, '')
    .replaceAll('&', ' and ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

const small: ReadonlySet<string> = new Set(['and', 'of', 'for', 'the', 'to', 'in'])

/** A word as it is written in full; "the" is nothing. */
const written = (word: string): readonly string[] => (word === 'the' ? [] : (inFull.get(word) ?? [word]))

/** Abbreviations in the names of police ranks, posts and teams. */
const inFull: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    supt: 'superintendent',
    superintendents: 'superintendent',
    supts: 'superintendent',
    csupt: 'chief superintendent',
    chsupt: 'chief superintendent',
    insp: 'inspector',
    insps: 'inspector',
    inspectors: 'inspector',
    ci: 'chief inspector',
    chinsp: 'chief inspector',
    cinsp: 'chief inspector',
    ch: 'chief',
    dci: 'detective chief inspector',
    di: 'detective inspector',
    det: 'detective',
    dsupt: 'detective superintendent',
    sgt: 'sergeant',
    sgts: 'sergeant',
    sergeants: 'sergeant',
    ps: 'sergeant',
    pc: 'police constable',
    acc: 'assistant chief constable',
    dcc: 'deputy chief constable',
    cc: 'chief constable',
    asst: 'assistant',
    temp: 'temporary',
    mgr: 'manager',
    dir: 'director',
    coord: 'coordinator',
    dept: 'department',
    div: 'division',
    hq: 'headquarters',
    npt: 'neighbourhood policing team',
    npts: 'neighbourhood policing team',
    nw: 'neighbourhood watch',
    comms: 'communications',
    ops: 'operations',
    intel: 'intelligence',
    gov: 'governance',
    mgmt: 'management',
    eng: 'engagement',
    dev: 'development',
    hr: 'human resources',
    it: 'information technology',
  }).map(([short, long]) => [short, long.split(' ')]),
)
