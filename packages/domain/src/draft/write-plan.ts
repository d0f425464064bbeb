import type { ActionEvent } from '../action/events.ts'
import { takeSlug } from '../action/slug.ts'
import { earliestOf, type IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import { proposePlanCode } from '../plan/code.ts'
import type { PlanEvent } from '../plan/events.ts'
import { newestRagRulesPin, type Section } from '../plan/plan.ts'
import type { Pending } from '../stream/event.ts'
import { newestPin } from '../workflow/workflow.ts'
import type { DraftPlan } from './draft.ts'
import { removeFutureEntryDates } from './future-dates.ts'
import { writeAction } from './write-action.ts'
import { dateOfDocument, documentAccepted, type WriteContext } from './writing.ts'

/** A plan as accepted: its id, its code and its events, in the order of recording. */
export interface WrittenPlan {
  readonly key: string
  readonly id: Id
  readonly code: string
  readonly events: Pending<PlanEvent | ActionEvent>[]
}

/**
 * Writes a draft's plan as a new plan, from the earliest date in it. Entries dated later than today become
 * undated.
 */
export const writePlan = (
  drafted: DraftPlan,
  chosen: { code?: string; title?: string },
  writing: WriteContext,
): WrittenPlan => {
  const plan = removeFutureEntryDates(drafted, writing.today)
  const title = chosen.title ?? plan.title
  const code = chosen.code ?? proposePlanCode(title, writing.codes)
  writing.codes.add(code)
  const planId = writing.idOf(plan.key)
  const on = dateOfDocument(plan, writing.today)
  const pin = newestPin(plan.workflow)

  const taken = new Set<string>()
  let order = 0
  const sections = plan.sections.map((section, place) => {
    const sectionId = writing.idOf(section.key)
    const actions = section.actions.flatMap((action) =>
      writeAction(
        action,
        {
          id: writing.idOf(action.key),
          planId,
          sectionId,
          slug: takeSlug(action.ref, taken),
          order: order++,
          ...pin,
        },
        on,
        writing,
      ),
    )
    return {
      actions,
      added: (since: IsoDate) => writeSection(section, { sectionId, order: place }, planId, since, writing),
    }
  })
  const actions = sections.flatMap((section) => section.actions)
  const since = earliestOf(
    on,
    actions.map((event) => event.effectiveOn),
  )

  const added: Pending<PlanEvent> = {
    type: 'plan-added',
    v: 1,
    id: writing.newId(),
    stream: { kind: 'plan', id: planId },
    effectiveOn: since,
    facts: { code, kind: plan.kind, ...pin, period: plan.period },
    words: { title, sponsor: plan.sponsor, dated: plan.dated },
  }
  const pinned: Pending<PlanEvent> = {
    type: 'rag-rules-pinned',
    v: 1,
    id: writing.newId(),
    stream: { kind: 'plan', id: planId },
    effectiveOn: since,
    facts: newestRagRulesPin(plan.kind),
    words: {},
  }
  return {
    key: plan.key,
    id: planId,
    code,
    events: [
      added,
      pinned,
      ...sections.map((s) => s.added(since)),
      ...actions,
      documentAccepted(plan, planId, writing),
    ],
  }
}

/** The event that adds a section to a plan. */
export const writeSection = (
  { ref, title }: Pick<Section, 'ref' | 'title'>,
  { sectionId, order }: { sectionId: Id; order: number },
  planId: Id,
  since: IsoDate,
  writing: WriteContext,
): Pending<PlanEvent> => ({
  type: 'section-added',
  v: 1,
  id: writing.newId(),
  stream: { kind: 'plan', id: planId },
  effectiveOn: since,
  facts: { sectionId, ref, order },
  words: { title },
})
