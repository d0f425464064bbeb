import * as z from 'zod'
import { type Id, id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import { givenLine } from '../words/control.ts'
import { foldWords } from '../words/fold.ts'
import { readOwners } from './owners.ts'
import { duties, type Owner, ownersOnce, type Party } from './party.ts'
import { partyRegistry } from './registry.ts'

const duty = z.enum(duties).optional()

/** An owner as a command states it: a party by its id, or a name. Without a duty it is `responsible`. */
export const givenOwner = z.union([
  z.object({ partyId: id, duty }),
  z.object({ name: givenLine(200).min(1), duty }),
])
export type GivenOwner = z.output<typeof givenOwner>

/** The most owners that a command states for an action. */
export const MOST_OWNERS = 30

/** Existing parties: by the folded form of their names (`foldWords`), and the ids that exist. */
export interface KnownParties {
  /** The party that each name means: of a merged party the one it was merged into. */
  readonly byName: ReadonlyMap<string, Id>
  readonly ids: ReadonlySet<Id>
  /** For each of the ids that was merged, the party it is now; absent where none was. */
  readonly merged?: ReadonlyMap<Id, Id>
}

/** The folded names under which the parties of `given` may exist, and the ids in it. */
export const partiesAsked = (given: readonly GivenOwner[]): { names: string[]; ids: Id[] } => ({
  names: [
    ...new Set(
      given.flatMap((owner) =>
        'name' in owner
          ? [owner.name, ...readOwners(owner.name).owners.map(({ name }) => name)].map(foldWords)
          : [],
      ),
    ),
  ],
  ids: [...new Set(given.flatMap((owner) => ('partyId' in owner ? [owner.partyId] : [])))],
})

/** Owners with their parties, as an event has them. */
export interface ResolvedOwners {
  readonly owners: Owner[]
  /** The names as given where one of them stands for nobody yet ("TBC"); otherwise `null`. */
  readonly said: string | null
  /** The parties that do not exist yet. */
  readonly added: readonly Party[]
}

/**
 * Resolves owners to parties. A name is an existing party where its folded form is equal; other names are
 * read as imports read an owner's words (`readOwners`): "Lead: …" states a duty, ";" separates owners, "TBC"
 * is no party. What is left is a new party. Refused with `not-found` for an id without a party.
 */
export const resolveOwners = (
  given: readonly GivenOwner[],
  known: KnownParties,
  newId: () => Id,
): Result<ResolvedOwners, Refusal> => {
  const registry = partyRegistry(known.byName, newId)
  let isOpen = false
  const owners: Owner[] = []
  for (const owner of given) {
    const { duty } = owner
    if ('partyId' in owner) {
      const { partyId } = owner
      if (!known.ids.has(partyId)) return err(refuse('not-found', { what: 'party', id: partyId }))
      owners.push({ partyId: known.merged?.get(partyId) ?? partyId, duty: duty ?? 'responsible' })
      continue
    }
    const existing = known.byName.get(foldWords(owner.name))
    if (existing !== undefined) {
      owners.push({ partyId: existing, duty: duty ?? 'responsible' })
      continue
    }
    const read = readOwners(owner.name)
    isOpen ||= read.notes.some(({ code }) => code === 'owner-to-be-confirmed')
    const named = read.owners.map((each) => ({ ...each, duty: duty ?? each.duty }))
    for (const each of registry.owners(named)) owners.push(each)
  }
  const names = given.flatMap((owner) => ('name' in owner ? [owner.name] : []))
  return ok({
    owners: ownersOnce(owners),
    said: isOpen ? names.join('; ') : null,
    added: registry.added,
  })
}
