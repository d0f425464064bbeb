import { type ActionState, foldAction } from '../action/action.ts'
import type { ActionEvent } from '../action/events.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { Draft } from '../draft/draft.ts'
import type { Id } from '../id.ts'
import type { PlanEvent } from '../plan/events.ts'
import { foldPlan, type PlanState } from '../plan/plan.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { writeDraft } from './accept.ts'

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
 * A draft's plans as new plans on the day `today`: what accepting writes, folded, with ids that mean nothing elsewhere. Plans, sections,
 * actions and updates have the draft's keys as ids. A draft that may not be accepted yet has a preview all the same. Pure; errors: none.
 */
export const previewDraft = (draft: Draft, today: IsoDate): Preview => {
  let made = 0
  const newId = () => `preview-${++made}`
  const input = { draft, decisions: [], documentId: 'preview', as: [], parties: new Map(), codes: new Set<string>(), plans: new Map() }
  const written = writeDraft(input, { today, actor: 'preview', newId }, (key) => key)
  // Only a revision is refused while it is written.
  const events = written.ok ? written.value.events.map(asRecorded) : []
  const streams = Map.groupBy(events, ({ stream }) => `${stream.kind} ${stream.id}`)
  const plans = draft.plans.flatMap(({ key, sections }): PreviewedPlan[] => {
    const plan = foldPlan((streams.get(`plan ${key}`) ?? []) as Recorded<PlanEvent>[])
    const actions = sections
      .flatMap((section) => section.actions)
      .flatMap((action) => foldAction((streams.get(`action ${action.key}`) ?? []) as Recorded<ActionEvent>[]) ?? [])
    return plan === null ? [] : [{ plan, actions }]
  })
  const names = new Map(events.flatMap((event) => (event.type === 'party-added' ? [[event.stream.id, event.words.name]] : [])))
  return { plans, names }
}

const asRecorded = <E extends Pending>(event: E, position: number) => ({
  ...event,
  position,
  recordedAt: '1970-01-01T00:00:00.000Z',
  actor: 'preview',
  commandId: 'preview',
})
