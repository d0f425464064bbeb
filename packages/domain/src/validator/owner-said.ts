import { ownersInProse } from '../party/owner-in-prose.ts'
import { readOwners } from '../party/owners.ts'
import { sentencesOf } from './sentences.ts'
import type { SubjectAction } from './subject.ts'

/**
 * The last words about the owner of an action that has no owner: a name, that it is to be confirmed, or none
 * (`null`).
 */
export const ownerSaid = (action: SubjectAction): OwnerMention | null => {
  if (action.owners.length > 0) return null
  const cell = readOwners(action.ownerSaid ?? '').notes.find((note) => note.code === 'owner-to-be-confirmed')
  const said: OwnerMention[] = cell === undefined ? [] : [{ name: null, quote: cell.args.said }]
  const last = action.updates.flatMap((update) =>
    inProse(update.text ?? '').map((found) => ({ ...found, update: update.id })),
  )
  return [...said, ...inProse(action.text), ...last].at(-1) ?? null
}

interface OwnerMention {
  readonly name: string | null
  readonly quote: string
  readonly update?: string
}

const inProse = (text: string): OwnerMention[] =>
  sentencesOf(text).flatMap((sentence) =>
    ownersInProse(sentence).map(({ name }) => ({ name, quote: sentence })),
  )
