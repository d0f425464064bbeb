import type { ActionState } from '../action/action.ts'
import type { ActionEvent } from '../action/events.ts'
import type { ReadField } from '../action/fields.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import type { PlanEvent } from '../plan/events.ts'
import type { PlanState, Section } from '../plan/plan.ts'
import type { Pending } from '../stream/event.ts'
import type { StageCode } from '../workflow/schemas.ts'
import type { Draft, DraftAction } from './draft.ts'
import { foldWritten } from './fold.ts'
import { removeFutureEntryDates } from './future-dates.ts'
import { type ActionPlace, entriesOf, type ReadEntry, writeAction } from './write-action.ts'
import { writePlan } from './write-plan.ts'
import { actionsOf, dateOfDocument, documentAccepted, type WriteContext } from './writing.ts'

/**
 * A plan of a draft as the state that results from accepting it as a new plan. Code that compares a draft
 * with the record reads this instead of the draft's fields.
 */
export interface ReadPlan {
  readonly key: string
  /** Its sections have the draft's keys as ids. */
  readonly plan: PlanState
  /** The date from which the document is valid. */
  readonly on: IsoDate
  /** In the document's order. */
  readonly rows: readonly ReadRow[]
  /** The event that records the document in a plan. */
  readonly accepted: (planId: Id, writing: WriteContext) => Pending<PlanEvent>
}

/**
 * An action of a draft as a state, with the parts of the document that are not in the state and that a
 * revision writes.
 */
export interface ReadRow {
  readonly key: string
  /** Its id is the draft's key; an owner's id is their name as written. */
  readonly state: ActionState
  readonly section: Section
  /**
   * The stage the document states at its own date, `null` where it states none. The stage of the state can
   * differ: it may be from a later day.
   */
  readonly stated: StageCode | null
  /** Its entries, changes of stage before updates, each in the document's order. */
  readonly entries: readonly ReadEntry[]
  /** The pieces of the source that each field was read from. */
  readonly pieces: Readonly<Record<ReadField, readonly number[]>>
  /** The events that add the row as a new action, from a document dated `on`. */
  readonly begin: (place: ActionPlace, on: IsoDate, writing: WriteContext) => Pending<ActionEvent>[]
}

/**
 * The plan with the key `key` in a draft, as accepting it as a new plan on the day `today` would create it;
 * `null` where the draft has none. Entries dated later than `today` become undated. Pure; errors: none.
 */
export const readPlan = (draft: Draft, key: string, today: IsoDate): ReadPlan | null => {
  const found = draft.plans.find((plan) => plan.key === key)
  if (found === undefined) return null
  const drafted = removeFutureEntryDates(found, today)
  const written = writePlan(drafted, {}, previewContext(draft, today))
  const streams = foldWritten(written.events)
  const plan = streams.plan(written.id)
  if (plan === null) return null
  const sections = new Map(plan.sections.map((section) => [section.id, section]))
  return {
    key,
    plan,
    on: dateOfDocument(drafted, today),
    rows: actionsOf(drafted).flatMap((action) => {
      const state = streams.action(action.key)
      const section = sections.get(state?.sectionId ?? '')
      return state === null || section === undefined ? [] : [readRow(action, state, section)]
    }),
    accepted: (planId, writing) => documentAccepted(drafted, planId, writing),
  }
}

const readRow = (action: DraftAction, state: ActionState, section: Section): ReadRow => {
  const { stage, level, progress = [], timescale } = action.from
  return {
    key: action.key,
    state,
    section,
    stated: action.stage,
    entries: entriesOf(action),
    pieces: { stage, level, progress, timescale },
    begin: (place, on, writing) => writeAction(action, place, on, writing),
  }
}

/** A context for writing a draft that is only read: its ids are temporary. */
const previewContext = (draft: Draft, today: IsoDate): WriteContext => {
  let made = 0
  return {
    today,
    actor: 'draft',
    newId: () => `draft-${++made}`,
    draft,
    decisions: [],
    documentId: 'draft',
    file: null,
    idOf: (key) => key,
    owners: (said) => said.map(({ name, duty }) => ({ partyId: name, duty })),
    codes: new Set(),
  }
}
