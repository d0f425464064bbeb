import type { ActionState } from '../action/action.ts'
import type { ReadRow } from '../draft/read-plan.ts'
import type { Id } from '../id.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { writeTimescale } from '../timescale/write.ts'
import { foldWords } from '../words/fold.ts'
import { type FieldDifference, type Revisable, revisable } from './difference.ts'

/**
 * The value of a field on one side: as text to display, and folded for comparison. Where the text can be read
 * in several ways `meaning` is the reading, and `firm` is true when it is more than the cautious one.
 */
interface FieldValue {
  readonly shown: string
  readonly key: string
  readonly meaning?: string
  readonly firm?: boolean
}

/** The values of an action on one side; `null` is *not stated*, which changes nothing. */
export type FieldValues = Readonly<Record<Revisable, FieldValue | null>>

/** A document's values of an action. */
export const valuesOfRow = (row: ReadRow): FieldValues =>
  valuesOfState(statedState(row), row.section.title, (name) => name)

/** The state of a document's row on the document's own date. */
export const statedState = ({ state, stated }: ReadRow): ActionState => ({
  ...state,
  stage: stated ?? state.stage,
})

/** The values of an action's state. `names` returns a party's name. */
export const valuesOfState = (
  state: ActionState,
  section: string | null,
  names: (party: Id) => string,
): FieldValues => ({
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

/** A field in which a document and the plan differ, and who changed it. */
export type DifferingField = Omit<FieldDifference, 'change'>

/**
 * The fields in which a document and the plan differ, and who changed them since the document's last accepted
 * draft (`base`, null when it had no such row: then both count as having changed). What a document does not
 * state changes nothing.
 */
export const fieldDifferences = (
  base: FieldValues | null,
  draft: FieldValues,
  plan: FieldValues,
): DifferingField[] =>
  revisable.flatMap((field) => {
    const [b, d, p] = [base?.[field] ?? null, draft[field] ?? null, plan[field] ?? null]
    if (d === null || (p !== null && !differs(p, d))) return []
    const byDocument = b === null || differs(b, d)
    const byPeople = b === null ? p !== null : p === null || differs(b, p)
    if (!byDocument && !byPeople) return []
    const changedBy = byDocument && byPeople ? 'both' : byDocument ? 'document' : 'people'
    return [{ field, base: b?.shown ?? null, draft: d.shown, plan: p?.shown ?? null, changedBy }]
  })

/** Different text differs; equal text differs only where it is now read more firmly than before. */
const differs = (before: FieldValue, after: FieldValue): boolean =>
  before.key !== after.key ||
  (before.meaning !== after.meaning && after.firm === true && before.firm === false)

const words = (said: string | null | undefined): FieldValue | null =>
  said == null || said === '' ? null : { shown: said, key: foldWords(said) }

const owners = (said: string | null, read: readonly { name: string; duty: string }[]): FieldValue | null => {
  if (said === null && read.length === 0) return null
  const names = read.map((owner) => owner.name)
  const full = said ?? names.join('; ')
  const firm = read.length > 1 || (read[0] !== undefined && foldWords(read[0].name) !== foldWords(full))
  const meaning = read.map(({ name, duty }) => `${foldWords(name)} ${duty}`).sort()
  return { shown: firm ? names.join('; ') : full, key: foldWords(full), meaning: meaning.join('\n'), firm }
}

const timescale = (said: Timescale): FieldValue | null => {
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

const details = (said: readonly { heading: string; text: string }[]): FieldValue | null =>
  words(said.map(({ heading, text }) => `${heading}: ${text}`).join('\n'))
