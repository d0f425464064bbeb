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

/** What accepting a draft would make of it. */
export interface Preview {
  readonly plans: readonly PreviewedPlan[]
  /** The owners' names by the ids they have here. */
  readonly names: ReadonlyMap<Id, string>
}

/**
 * A draft's plans as new plans on the day `today`: what accepting writes, folded, with ids that mean nothing
 * elsewhere. Plans, sections, actions and updates have the draft's keys as ids. A draft that may not be
 * accepted yet has a preview all the same. Pure; errors: none.
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
 * A plan as it would be if one plan of a draft (`key`) were its word: every row of the draft is taken,
 * whoever changed it since, and a standing action that the draft does not have is there no more. A withdrawn
 * action stays as it is. `names` gives the names of the owners there are. New sections, actions and updates
 * have the draft's keys as ids. `null` where the draft has no such plan. Pure; errors: none.
 */
export const previewRevision = (
  draft: Draft,
  key: string,
  { plan, actions }: Omit<PlanContent, 'base'>,
  names: ReadonlyMap<Id, string>,
  today: IsoDate,
): (PreviewedPlan & Pick<Preview, 'names'>) | null => {
  const read = readPlan(draft, key, today)
  if (read === null) return null
  const content = { plan, actions, base: null }
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
  const { made, names: met } = written(
    {
      draft: { ...draft, plans: draft.plans.filter((plan) => plan.key === key) },
      as: [{ plan: key, as: 'revision', of: plan.id, rows: choices }],
      plans: new Map([[plan.id, content]]),
      parties: new Map([...names].map(([id, name]) => [foldWords(name), id])),
    },
    today,
  )
  const gone = new Set(
    rows.filter(({ difference }) => difference.kind === 'gone').map(({ state }) => state?.id),
  )
  const kept = actions
    .filter(({ id }) => !gone.has(id))
    .map((state) => withoutWordlessEntries(state, after(state, made.eventsOfAction(state.id))))
  const added = rows
    .filter(({ state }) => state === null)
    .flatMap(({ draft: row }) => made.action(row?.key ?? '') ?? [])
  const all = [...kept, ...added]
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
    names: new Map([...names, ...met]),
  }
}

/**
 * A standing action after further events of its stream. One that begins it anew, earlier, moves the day from
 * which it exists, and from which it is described unless it was revised.
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

/**
 * An action after, without the entries that came and have no words: the fields have what they say, and nobody
 * wrote them as updates.
 */
const withoutWordlessEntries = (before: ActionState, after: ActionState): ActionState => {
  const known = new Set(before.updates.map(({ id }) => id))
  return { ...after, updates: after.updates.filter(({ id, text }) => text !== null || known.has(id)) }
}

/** What a document states of the plan itself. */
const aboutOf = (
  { title, sponsor, dated, period }: PlanState,
  plan: PlanState,
): Pick<PlanState, 'title' | 'sponsor' | 'dated' | 'period'> => ({
  title,
  sponsor: sponsor ?? plan.sponsor,
  dated: dated ?? plan.dated,
  period: period ?? plan.period,
})

/** What the events of an accept make, and the names of the parties that it adds. */
const written = (given: Pick<AcceptInput, 'draft' | 'as' | 'plans' | 'parties'>, today: IsoDate) => {
  let made = 0
  const newId = () => `preview-${++made}`
  const input = { ...given, decisions: [], documentId: 'preview', codes: new Set<string>() }
  const accepted = writeDraft(input, { today, actor: 'preview', newId }, (key) => key)
  // Only a revision is refused while it is written: over a row that has no choice, or one that there is not.
  if (!accepted.ok) throw new Error(`a preview was refused: ${accepted.error.code}`)
  const { events } = accepted.value
  return {
    made: foldWritten(events),
    names: new Map(
      events.flatMap((event) => (event.type === 'party-added' ? [[event.stream.id, event.words.name]] : [])),
    ),
  }
}
