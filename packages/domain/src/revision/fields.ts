import type { ActionState } from '../action/action.ts'
import type { ReadRow } from '../draft/read-plan.ts'
import type { Id } from '../id.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { writeTimescale } from '../timescale/write.ts'
import { foldWords } from '../words/fold.ts'
import { type FieldDifference, type Revisable, revisable } from './difference.ts'

/**
 * What one side says of a field: the words to show, and the same words folded to compare. Where the words can
 * be read in several ways `meaning` is the reading, `firm` when it is more than the cautious one.
 */
interface Saying {
  readonly shown: string
  readonly key: string
  readonly meaning?: string
  readonly firm?: boolean
}

/** What one side says of an action; `null` is *not stated*, which changes nothing. */
export type Sayings = Readonly<Record<Revisable, Saying | null>>

/** What a document says of an action. */
export const sayingsOfRow = (row: ReadRow): Sayings =>
  sayingsOfState(stateSaid(row), row.section.title, (name) => name)

/** The state of a document's row on the document's own date. */
export const stateSaid = ({ state, stated }: ReadRow): ActionState => ({
  ...state,
  stage: stated ?? state.stage,
})

/** What an action's state says of it. `names` gives a party's name. */
export const sayingsOfState = (
  state: ActionState,
  section: string | null,
  names: (party: Id) => string,
): Sayings => ({
  text: words(state.text),
  owners: owners(
    state.ownerSaid,
    state.owners.map(({ partyId, duty }) => ({ name: names(partyId), duty })),
  ),
  timescale: timescale(state.timescale),
  stage: words(state.stage),
  level: words(state.level),
  progress: words(state.progress?.toString()),
  section: words(section),
  ref: state.refOrigin === 'generated' ? null : words(state.ref),
  details: details(state.details),
})

/** A field in which a document and the plan differ, and who moved it. */
export type FieldMoved = Omit<FieldDifference, 'change'>

/**
 * The fields in which a document and the plan differ, and who moved since the document's last accepted draft
 * (`base`, null when it had no such row: then nobody can tell, and both count as having moved). What a
 * document does not state changes nothing.
 */
export const fieldDifferences = (base: Sayings | null, draft: Sayings, plan: Sayings): FieldMoved[] =>
  revisable.flatMap((field) => {
    const [b, d, p] = [base?.[field] ?? null, draft[field] ?? null, plan[field] ?? null]
    if (d === null || (p !== null && !moved(p, d))) return []
    const byDocument = b === null || moved(b, d)
    const byPeople = b === null ? p !== null : p === null || moved(b, p)
    if (!byDocument && !byPeople) return []
    const changedBy = byDocument && byPeople ? 'both' : byDocument ? 'document' : 'people'
    return [{ field, base: b?.shown ?? null, draft: d.shown, plan: p?.shown ?? null, changedBy }]
  })

/** Other words moved; the same words moved only where they are now read more firmly than before. */
const moved = (before: Saying, after: Saying): boolean =>
  before.key !== after.key ||
  (before.meaning !== after.meaning && after.firm === true && before.firm === false)

const words = (said: string | null | undefined): Saying | null =>
  said == null || said === '' ? null : { shown: said, key: foldWords(said) }

const owners = (said: string | null, read: readonly { name: string; duty: string }[]): Saying | null => {
  if (said === null && read.length === 0) return null
  const names = read.map((owner) => owner.name)
  const whole = said ?? names.join('; ')
  const firm = read.length > 1 || (read[0] !== undefined && foldWords(read[0].name) !== foldWords(whole))
  const meaning = read.map(({ name, duty }) => `${foldWords(name)} ${duty}`).sort()
  return { shown: firm ? names.join('; ') : whole, key: foldWords(whole), meaning: meaning.join('\n'), firm }
}

const timescale = (said: Timescale): Saying | null => {
  const { kind, earliest, latest } = said
  if (kind === 'none' && said.said === '') return null
  const written = writeTimescale(said)
  const firm = kind !== 'unknown' && kind !== 'none' && kind !== 'relative'
  return {
    shown: said.said || written,
    key: foldWords(said.said || written),
    meaning: `${kind} ${earliest} ${latest}`,
    firm,
  }
}

const details = (said: readonly { heading: string; text: string }[]): Saying | null =>
  words(said.map(({ heading, text }) => `${heading}: ${text}`).join('\n'))
