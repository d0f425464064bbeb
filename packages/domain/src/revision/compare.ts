import type { ActionState } from '../action/action.ts'
import type { IsoDate } from '../calendar/date.ts'
import { aboutFields, aboutSaid } from '../compare/about.ts'
import { changeOf } from '../compare/change.ts'
import { type ActionAt, actionAtOf } from '../compare/plan-at.ts'
import { sameValue } from '../compare/same-value.ts'
import type { ReadPlan, ReadRow } from '../draft/read-plan.ts'
import type { ReadEntry } from '../draft/write-action.ts'
import type { Id } from '../id.ts'
import type { PlanState } from '../plan/plan.ts'
import { foldWords } from '../words/fold.ts'
import type { MovedAction, PlanContent } from './content.ts'
import type { PlanDifference, RowDifference } from './difference.ts'
import {
  type DifferingField,
  type FieldValues,
  fieldDifferences,
  statedState,
  valuesOfRow,
  valuesOfState,
} from './fields.ts'
import { type MatchRow, matchRows, type RowMatch } from './match.ts'

/** A row of the difference with its inputs. `entries` are the dated entries that are new in the document. */
export interface ComparedRow {
  readonly difference: Omit<RowDifference, 'fields'> & { readonly fields: readonly DifferingField[] }
  readonly draft: ReadRow | null
  readonly state: ActionState | null
  readonly entries: readonly ReadEntry[]
  /** The document states something here that it did not state before. */
  readonly moved: boolean
}

/**
 * The three-way difference between a draft's plan, the last draft of the document that was accepted into the
 * plan (`plan.base`), and the plan today. `names` returns a party's name. Pure; ten thousand rows take a
 * second or two.
 */
export const differencePlan = (
  draft: ReadPlan,
  plan: PlanContent,
  names: (party: Id) => string,
): PlanDifference => {
  const rows = compareRows(draft, plan, names)
  const about = differencesAbout(draft, plan)
  return {
    plan: draft.key,
    of: plan.plan.id,
    code: plan.plan.code,
    title: plan.plan.title,
    unchanged: about.length === 0 && !rows.some((row) => row.moved),
    about,
    rows: rows.map((row) => withChanges(row, plan, names)),
  }
}

/** A row of the difference, each field with its change in the form of a comparison. */
const withChanges = (
  { difference, draft, state }: ComparedRow,
  { plan }: PlanContent,
  names: (party: Id) => string,
): RowDifference => {
  if (draft === null || state === null || difference.fields.length === 0) return { ...difference, fields: [] }
  const before = actionAtOf(state, names, null)
  const after = inPlan(draft, plan, before)
  const written = sameValue(before.owners, after.owners)
  return {
    ...difference,
    fields: difference.fields.map((field) => {
      const named = field.field === 'owners' && written ? 'ownerSaid' : field.field
      return { ...field, change: changeOf(named, before, after) }
    }),
  }
}

/** A document's row as the corresponding action of the plan, with the plan's section and owners. */
const inPlan = (row: ReadRow, plan: PlanState, before: ActionAt): ActionAt => {
  const known = new Map(before.owners.map(({ name }) => [foldWords(name), name]))
  const said = actionAtOf(statedState(row), (name) => known.get(foldWords(name)) ?? name, null)
  const title = foldWords(row.section.title)
  const section = plan.sections.find((candidate) => foldWords(candidate.title) === title) ?? row.section
  return { ...said, section: section.id, originalTimescale: before.originalTimescale }
}

/** The rows of the difference: the draft's in its order, then the actions that are missing from it. */
export const compareRows = (
  draft: ReadPlan,
  { plan, actions, moved, base }: PlanContent,
  names: (party: Id) => string,
): ComparedRow[] => {
  const drafted = draft.rows
  const based = base === null ? [] : base.rows
  const found = matchThrough(drafted, based, actions)
  const titles = new Map(plan.sections.map((section) => [section.id, section.title]))
  const valuesOf = (state: ActionState) => valuesOfState(state, titles.get(state.sectionId) ?? null, names)

  const rows = drafted.map((row, at): ComparedRow => {
    const { match, base: before } = found.rows[at] ?? { match: nothing, base: null }
    const state = match.right === null ? null : (actions[match.right] ?? null)
    return state === null
      ? newRow(row, before !== null)
      : matchedRow(row, before, state, valuesOf(state), match, plan.code)
  })
  const seen = new Set(rows.flatMap((row) => row.state ?? []))
  const missing = actions
    .filter((state) => !seen.has(state) && !state.withdrawn)
    .map((state) => missingRow(state, found.inBase.has(state), plan.code))
  return [...withMoved(rows, moved), ...missing]
}

/** The rows without an action that are of one which was moved to another plan are said to be so, and left. */
const withMoved = (rows: readonly ComparedRow[], moved: readonly MovedAction[]): ComparedRow[] => {
  if (moved.length === 0) return [...rows]
  const open = rows.filter((row) => row.state === null)
  const matches = matchRows(
    open.flatMap(({ draft }) => draft ?? []).map(asMatchRow),
    moved.map(({ state }) => state),
  )
  const found = new Map(open.map((row, at) => [row, matches[at] ?? nothing]))
  return rows.map((row): ComparedRow => {
    const { right, matched, similarity } = found.get(row) ?? nothing
    const there = right === null ? undefined : moved[right]
    if (there === undefined) return row
    const action = actionRef(there.state, there.code)
    return {
      ...row,
      difference: { ...row.difference, kind: 'moved', matched, similarity, action, proposed: 'leave' },
    }
  })
}

/** What the document newly states about the plan itself. */
export const differencesAbout = (draft: ReadPlan, { plan, base }: PlanContent): PlanDifference['about'] => {
  const [before, now, today] = [base?.plan, draft.plan, plan].map((side) => side && aboutSaid(side))
  return aboutFields.flatMap((field) => {
    const said = now?.[field] ?? null
    const old = today?.[field] ?? null
    const moved =
      said !== null &&
      before !== undefined &&
      foldWords(before[field] ?? '') !== foldWords(said) &&
      foldWords(old ?? '') !== foldWords(said)
    return moved ? [{ field, plan: old, draft: said }] : []
  })
}

const nothing: RowMatch = { right: null, matched: 'none', similarity: 0 }

/**
 * A row that is word for word in the document's last draft has the action of that row; the others are matched
 * with the remaining actions of the plan.
 */
const matchThrough = (
  drafted: readonly ReadRow[],
  based: readonly ReadRow[],
  actions: readonly ActionState[],
) => {
  const ofPlan = matchRows(based.map(asMatchRow), actions)
  const before = matchRows(drafted.map(asMatchRow), based.map(asMatchRow)).map((match) =>
    match.matched === 'exact' ? match.right : null,
  )
  const baseOf = new Map(
    ofPlan.flatMap((match, at) => (match.right === null ? [] : [[match.right, at] as const])),
  )

  const knownActions = before.map((at) => (at === null ? null : (ofPlan[at]?.right ?? null)))
  const taken = new Set(knownActions)
  const openRows = drafted.flatMap((_, at) => (before[at] === null ? [at] : []))
  const openActions = actions.flatMap((_, at) => (taken.has(at) ? [] : [at]))
  const rest = matchRows(
    openRows.flatMap((at) => drafted[at] ?? []).map(asMatchRow),
    openActions.flatMap((at) => actions[at] ?? []),
  )
  const matches = new Map(openRows.map((at, n) => [at, rest[n] ?? nothing]))

  const rows = drafted.map((_, at) => {
    const open = matches.get(at)
    const action =
      open === undefined
        ? (knownActions[at] ?? null)
        : open.right === null
          ? null
          : (openActions[open.right] ?? null)
    const match: RowMatch =
      open !== undefined
        ? { ...open, right: action }
        : action === null
          ? nothing
          : { right: action, matched: 'exact', similarity: 1 }
    const baseAt = before[at] ?? (action === null ? undefined : baseOf.get(action))
    return { match, base: baseAt == null ? null : (based[baseAt] ?? null) }
  })
  return { rows, inBase: new Set([...baseOf.keys()].flatMap((at) => actions[at] ?? [])) }
}

const matchedRow = (
  row: ReadRow,
  before: ReadRow | null,
  state: ActionState,
  plan: FieldValues,
  match: RowMatch,
  code: string,
): ComparedRow => {
  const fields = fieldDifferences(before && valuesOfRow(before), valuesOfRow(row), plan)
  const entries = newEntries(row, before, state)
  const newUpdates = entries.length
  const contested = fields.some((field) => field.changedBy === 'both')
  const moved = newUpdates > 0 || fields.some((field) => field.changedBy !== 'people')
  const returns = state.withdrawn && before === null
  return {
    draft: row,
    state,
    entries,
    moved: moved || returns,
    difference: {
      ...describe(row, match, state, code),
      kind: fields.length > 0 || newUpdates > 0 ? 'changed' : 'same',
      fields,
      newUpdates,
      proposed: moved && !contested && !state.withdrawn ? 'take' : 'leave',
      needsConfirming: (moved && (contested || match.matched !== 'exact')) || returns,
    },
  }
}

/** A row without an action: new, unless the document had it before and somebody left it out then. */
const newRow = (row: ReadRow, hadBefore: boolean): ComparedRow => ({
  draft: row,
  state: null,
  entries: [],
  moved: !hadBefore,
  difference: {
    ...describe(row, nothing, null, ''),
    kind: 'new',
    fields: [],
    newUpdates: 0,
    proposed: hadBefore ? 'leave' : 'add',
    needsConfirming: false,
  },
})

const missingRow = (state: ActionState, inBase: boolean, code: string): ComparedRow => ({
  draft: null,
  state,
  entries: [],
  moved: inBase,
  difference: {
    row: `gone:${state.id}`,
    kind: 'gone',
    matched: 'none',
    similarity: 0,
    draftAction: null,
    action: actionRef(state, code),
    ref: state.ref,
    text: state.text,
    fields: [],
    newUpdates: 0,
    proposed: 'leave',
    needsConfirming: false,
  },
})

const describe = (
  { key, state: read }: ReadRow,
  { matched, similarity }: RowMatch,
  state: ActionState | null,
  code: string,
) => ({
  row: key,
  matched,
  similarity,
  draftAction: key,
  action: state && actionRef(state, code),
  ref: read.ref,
  text: read.text,
})

const actionRef = ({ id, slug, ref, text }: ActionState, code: string) => ({
  id,
  address: `${code}/${slug}`,
  ref,
  text,
})

/**
 * The dated entries that neither the document's last draft nor the plan has: those with other words, or
 * another stage, or on another day where both have one.
 */
const newEntries = (row: ReadRow, before: ReadRow | null, state: ActionState): ReadEntry[] => {
  const known = [
    ...(before?.entries ?? []).flatMap(({ on, ...entry }) => saidBy(entry).map((said) => ({ said, on }))),
    ...state.updates.flatMap(({ text, stage, on, dated }) =>
      saidBy({ text, stage }).map((said) => ({ said, on: dated ? on : null })),
    ),
  ]
  const among = new Map<string, (IsoDate | null)[]>()
  for (const { said, on } of known) among.set(said, [...(among.get(said) ?? []), on])
  return row.entries.filter(
    ({ on, ...entry }) =>
      !saidBy(entry)
        .flatMap((said) => among.get(said) ?? [])
        .some((day) => on === null || day === null || day === on),
  )
}

/** The folded content of an entry: its words in each way they can be read, or a stage. */
const saidBy = ({
  text,
  bare = null,
  stage,
}: Pick<ReadEntry, 'text' | 'stage'> & { readonly bare?: string | null }): string[] => [
  ...(stage === undefined ? [] : [`stage ${stage}`]),
  ...new Set([text, bare].flatMap((words) => (words === null ? [] : [`words ${foldWords(words)}`]))),
]

const asMatchRow = ({ state: { ref, refOrigin, text } }: ReadRow): MatchRow => ({
  ref: refOrigin === 'generated' ? null : ref,
  text,
})
