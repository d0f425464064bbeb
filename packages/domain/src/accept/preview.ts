import { type ActionState, evolveAction } from '../action/action.ts'
import type { ActionEvent } from '../action/events.ts'
import { earliestOf, type IsoDate } from '../calendar/date.ts'
import type { Draft } from '../draft/draft.ts'
import { foldWritten } from '../draft/fold.ts'
import { readPlan } from '../draft/read-plan.ts'
import { actionsOf } from '../draft/writing.ts'
import type { Id } from '../id.ts'
import { evolvePlan, type PlanState } from '../plan/plan.ts'
import { compareRows } from '../revision/compare.ts'
import type { PlanContent } from '../revision/content.ts'
import { byEffect, type Recorded } from '../stream/event.ts'
import { foldWords } from '../words/fold.ts'
import { type AcceptInput, writeDraft } from './accept.ts'

/** A plan of a draft as it would be once accepted, with its actions in the draft's order. */
export interface PreviewedPlan {
  readonly plan: PlanState
  readonly actions: readonly ActionState[]
}

/** The result of accepting a draft. */
export interface Preview {
  readonly plans: readonly PreviewedPlan[]
  /** The owners' names by their ids in this preview. */
  readonly names: ReadonlyMap<Id, string>
}

/**
 * A draft's plans as new plans on the day `today`: the fold of what accepting writes, with temporary ids.
 * Plans, sections, actions and updates have the draft's keys as ids. A draft that cannot be accepted yet also
 * has a preview. Pure; errors: none.
 */
export const previewDraft = (draft: Draft, today: IsoDate): Preview => {
  const { made, names } = written({ draft, as: [], plans: new Map(), parties: new Map() }, today)
  const plans = draft.plans.flatMap((drafted): PreviewedPlan[] => {
    const plan = made.plan(drafted.key)
    const actions = actionsOf(drafted).flatMap(({ key }) => made.action(key) ?? [])
    return plan === null ? [] : [{ plan, actions }]
  })
  return { plans, names }
}

/**
 * A plan after taking every row of one plan of a draft (`key`), even where people changed the row since; an
 * action that is missing from the draft is removed unless it is withdrawn. `names` returns the names of
 * existing owners. New sections, actions and updates have the draft's keys as ids. `null` where the draft has
 * no such plan. Pure; errors: none.
 */
export const previewRevision = (
  draft: Draft,
  key: string,
  { plan, actions }: Pick<PlanContent, 'plan' | 'actions'>,
  names: ReadonlyMap<Id, string>,
  today: IsoDate,
): (PreviewedPlan & Pick<Preview, 'names'>) | null => {
  const read = readPlan(draft, key, today)
  if (read === null) return null
  const content = { plan, actions, moved: [], base: null }
  const rows = compareRows(read, content, (party) => names.get(party) ?? party)
  const choices = rows.map(({ difference, state }) => {
    const choice =
      state === null
        ? ('add' as const)
        : difference.kind === 'gone' || state.withdrawn
          ? ('leave' as const)
          : ('take' as const)
    return { row: difference.row, choice }
  })
  const { made, names: newNames } = written(
    {
      draft: { ...draft, plans: draft.plans.filter((plan) => plan.key === key) },
      as: [{ plan: key, as: 'revision', of: plan.id, rows: choices }],
      plans: new Map([[plan.id, content]]),
      parties: new Map([...names].map(([id, name]) => [foldWords(name), id])),
    },
    today,
  )
  const missing = new Set(
    rows.filter(({ difference }) => difference.kind === 'gone').map(({ state }) => state?.id),
  )
  const remaining = actions
    .filter(({ id }) => !missing.has(id))
    .map((state) => withoutWordlessEntries(state, after(state, made.eventsOfAction(state.id))))
  const added = rows
    .filter(({ state }) => state === null)
    .flatMap(({ draft: row }) => made.action(row?.key ?? '') ?? [])
  const all = [...remaining, ...added]
  const revised =
    made
      .eventsOfPlan(plan.id)
      .toSorted(byEffect)
      .reduce(evolvePlan, plan as PlanState | null) ?? plan
  const titles = new Set(read.plan.sections.map(({ title }) => foldWords(title)))
  const sections = revised.sections.filter(
    ({ id, title }) => titles.has(foldWords(title)) || all.some((action) => action.sectionId === id),
  )
  return {
    plan: { ...revised, ...aboutOf(read.plan, revised), sections },
    actions: all,
    names: new Map([...names, ...newNames]),
  }
}

/**
 * An existing action after further events of its stream. An event that adds it again on an earlier day moves
 * the day from which it exists, and the day of its description unless it was revised.
 */
const after = (state: ActionState, events: readonly Recorded<ActionEvent>[]): ActionState => {
  const since = earliestOf(
    state.since,
    events.flatMap(({ type, effectiveOn }) => (type === 'action-added' ? [effectiveOn] : [])),
  )
  const describedOn = state.describedOn === state.since ? since : state.describedOn
  const begun = { ...state, since, describedOn }
  return events.toSorted(byEffect).reduce(evolveAction, begun as ActionState | null) ?? begun
}

/** An action without the new entries that have no words: their values remain, but they are not updates. */
const withoutWordlessEntries = (before: ActionState, after: ActionState): ActionState => {
  const known = new Set(before.updates.map(({ id }) => id))
  return { ...after, updates: after.updates.filter(({ id, text }) => text !== null || known.has(id)) }
}

/** What a document states about the plan itself. */
const aboutOf = (
  { title, sponsor, dated, period }: PlanState,
  plan: PlanState,
): Pick<PlanState, 'title' | 'sponsor' | 'dated' | 'period'> => ({
  title,
  sponsor: sponsor ?? plan.sponsor,
  dated: dated ?? plan.dated,
  period: period ?? plan.period,
})

/** The result of an accept's events, and the names of the parties that it adds. */
const written = (given: Pick<AcceptInput, 'draft' | 'as' | 'plans' | 'parties'>, today: IsoDate) => {
  let made = 0
  const newId = () => `preview-${++made}`
  const input = { ...given, decisions: [], documentId: 'preview', codes: new Set<string>() }
  const accepted = writeDraft(input, { today, actor: 'preview', newId }, (key) => key)
  // WriteContext fails only for a revision: for a row without a choice, or with an unknown one.
  if (!accepted.ok) throw new Error(`a preview was refused: ${accepted.error.code}`)
  const { events } = accepted.value
  return {
    made: foldWritten(events),
    names: new Map(
      events.flatMap((event) => (event.type === 'party-added' ? [[event.stream.id, event.words.name]] : [])),
    ),
  }
}
