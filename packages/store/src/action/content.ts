import { hash } from 'node:crypto'
import type { ActionRow } from '@beatbook/contract'
import {
  type ActionState,
  type ColumnValue,
  deadline,
  evidenceIn,
  foldWords,
  lastUpdate,
  levelCodes,
  type PlanState,
  type SaidField,
  saidIn,
  stageCodes,
  type Timescale,
  touchable,
} from '@beatbook/domain'
import { ownersShown, type PartyShown } from '../party/parties.ts'
import { canonical } from '../stream/canonical.ts'
import type { ActionKeys } from '../tables/action-version.ts'

/**
 * The stored state of an action (JSON in `content`): the state, with the number of its updates that have words
 * and the newest of them in place of all, and without the event that added it.
 */
export interface ActionContent extends Omit<ActionState, 'updates' | 'beginning'> {
  readonly updates: number
  readonly lastUpdate: { readonly on: string; readonly text: string } | null
}

/** An action's state as it is stored. */
export const contentOf = ({ updates, beginning: _, ...state }: ActionState): ActionContent => {
  const last = lastUpdate({ ...state, updates } as ActionState)
  return {
    ...state,
    updates: updates.filter((update) => update.text !== null).length,
    lastUpdate: last === null ? null : { on: last.on, text: last.text ?? '' },
  }
}

/** Fields that most actions have no value in; they are left out of the JSON where they are empty. */
const empty = {
  areaId: null,
  attachments: [],
  columns: {},
  columnsTouched: {},
  details: [],
  lastUpdate: null,
  level: null,
  links: [],
  overrides: [],
  priority: null,
  progress: null,
  redated: 0,
  stage: null,
  success: null,
  tags: [],
  updates: 0,
  withdrawn: false,
} as const satisfies Partial<ActionContent>
const emptyFields = Object.entries(empty).map(([field, value]) => [field, JSON.stringify(value)] as const)

/**
 * The JSON of a content: empty fields are left out, timescales equal to the current one, and the version that
 * most fields have is written once.
 */
type Written = Omit<
  ActionContent,
  'originalTimescale' | 'agreedTimescale' | 'touched' | keyof typeof empty
> & {
  readonly originalTimescale?: Timescale
  readonly agreedTimescale?: Timescale
  /** The version of most fields under an empty name, and those of the others. */
  readonly touched: Readonly<Record<string, number>>
}

/** A content as canonical JSON. */
const writtenContent = (content: ActionContent): string => {
  const { originalTimescale, agreedTimescale, touched, ...rest } = content
  const current = canonical(rest.timescale)
  const other = (timescale: Timescale) =>
    timescale === rest.timescale || canonical(timescale) === current ? undefined : timescale
  const versions = Map.groupBy(Object.values(touched), (version) => version)
  const [most = 0] = [...versions.keys()].sort(
    (one, two) => (versions.get(two)?.length ?? 0) - (versions.get(one)?.length ?? 0) || one - two,
  )
  const fields: Record<string, unknown> = { ...rest }
  for (const [field, value] of emptyFields)
    if (JSON.stringify(fields[field]) === value) fields[field] = undefined
  return canonical({
    ...fields,
    originalTimescale: other(originalTimescale),
    agreedTimescale: other(agreedTimescale),
    touched: Object.fromEntries([
      ['', most],
      ...Object.entries(touched).filter(([, version]) => version !== most),
    ]),
  })
}

/** Reads the JSON of a content. */
export const readContent = (body: string): ActionContent => {
  const { touched, ...rest } = JSON.parse(body) as Written
  return {
    ...empty,
    ...rest,
    originalTimescale: rest.originalTimescale ?? rest.timescale,
    agreedTimescale: rest.agreedTimescale ?? rest.timescale,
    touched: Object.fromEntries(
      touchable.map((field) => [field, touched[field] ?? touched[''] ?? 0]),
    ) as ActionContent['touched'],
  }
}

/** A version of an action as it is stored, without its periods. `body` is its content as canonical JSON. */
export interface StoredAction {
  readonly keys: ActionKeys
  /** A short digest of its folded text. */
  readonly textKey: string
  readonly body: string
  readonly haystack: string
}

/** The beginning of the places of a section's actions: the plan's code and the order of the section. */
export const placeBegins = (
  { code, sections, removedSections = [] }: PlanState,
  sectionId: string,
): string => {
  // A version from before its section was removed keeps its place.
  const section = [...sections, ...removedSections].find((each) => each.id === sectionId)
  return `${code} ${padded(section?.order ?? 0)}`
}

/** What is stored of a state. `nameOf` returns the name of an owner, for the search. */
export const storedAction = (
  state: ActionState,
  plan: PlanState,
  nameOf: (partyId: string) => string,
): StoredAction => {
  const content = contentOf(state)
  return {
    keys: {
      plan_id: state.planId,
      section_id: state.sectionId,
      area_id: state.areaId,
      slug: state.slug,
      level: state.level ?? 'none',
      stage: state.stage ?? 'none',
      withdrawn: state.withdrawn ? 1 : 0,
      due: state.stage === 'complete' ? null : deadline(state.timescale),
      place_key: `${placeBegins(plan, state.sectionId)} ${padded(state.order)}`,
      ref_key: naturalKey(state.ref),
      timescale_key: state.timescale.latest ?? state.timescale.earliest ?? '9999-12-31',
      level_key: levelKey(state.level ?? 'none'),
      stage_key: rankIn(stageCodes, state.stage),
      update_key: content.lastUpdate?.on ?? '',
    },
    textKey: textKey(state.text),
    body: writtenContent(content),
    haystack: foldWords(
      [
        state.ref,
        state.text,
        ...state.owners.map((owner) => nameOf(owner.partyId)),
        state.ownerSaid,
        state.success,
        ...state.tags,
        content.lastUpdate?.text,
        ...Object.values(state.columns).map(wordsIn),
      ].join('\n'),
    ),
  }
}

/** The row of a list, without its rating; each owner is the party of `parties` that stands for it. */
export const rowOf = (
  content: ActionContent,
  plan: PlanState | null,
  parties: ReadonlyMap<string, PartyShown>,
): Omit<ActionRow, 'computed' | 'disagrees'> => ({
  id: content.id,
  address: `${plan?.code ?? ''}/${content.slug}`,
  planId: content.planId,
  planCode: plan?.code ?? '',
  sectionId: content.sectionId,
  section: plan?.sections.find((section) => section.id === content.sectionId)?.title ?? '',
  ref: content.ref,
  refOrigin: content.refOrigin,
  text: content.text,
  ownerSaid: content.ownerSaid,
  owners: ownersShown(content.owners, parties).map(({ partyId, duty }) => ({
    partyId,
    name: parties.get(partyId)?.name ?? '',
    duty,
  })),
  success: content.success,
  tags: [...content.tags],
  ...(saidIn(content) as Pick<ActionRow, SaidField>),
  columns: content.columns,
  redated: content.redated,
  withdrawn: content.withdrawn,
  updates: content.updates,
  lastUpdate: content.lastUpdate,
  attached: {
    count: content.attachments.length,
    evidence: evidenceIn(content.attachments).length,
  },
})

/** A short digest of a text without regard to case and spaces: equal for equal words. */
export const textKey = (text: string): string => hash('sha256', foldWords(text)).slice(0, 16)

/** The searchable text of a column's value. */
const wordsIn = (of: ColumnValue): string => (of.kind === 'text' || of.kind === 'choice' ? of.value : '')

/** The rank of a declared level; the last rank where there is none. */
const levelKey = (level: string): number => rankIn(levelCodes, level)

/** The rank of a code in an order; the last rank for no code, or for one that this release does not know. */
const rankIn = (codes: readonly string[], code: string | null): number => {
  const at = code === null ? -1 : codes.indexOf(code)
  return at < 0 ? codes.length : at
}

/** A number as text that sorts as numbers do: eight digits, and those of a fraction where there is one. */
const padded = (number: number): string => {
  const [whole = '', ...fraction] = String(number).split('.')
  return [whole.padStart(8, '0'), ...fraction].join('.')
}

/** A ref as a sort key whose text order is natural order: "2" before "10", "1.9" before "1.10". */
const naturalKey = (ref: string): string =>
  ref.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(10, '0'))
