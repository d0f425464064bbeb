import type { ActionEvent } from '../action/events.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { StoredFile } from '../document/original.ts'
import type { Id } from '../id.ts'
import type { PartyAdded } from '../party/events.ts'
import type { PartyRegistry } from '../party/registry.ts'
import type { PlanEvent } from '../plan/events.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { type Decision, matchDecisions } from './decisions.ts'
import type { Draft, DraftAction, DraftPlan } from './draft.ts'

/** The context of one accept: the draft, its document, and the parties found so far. */
export interface WriteContext extends DecideContext {
  readonly draft: Draft
  readonly decisions: readonly Decision[]
  readonly documentId: Id
  /** The original document; `null` where its file is not stored. */
  readonly file: StoredFile | null
  /** The id for a key of the draft (a plan, section, action or update) that this accept adds. */
  readonly idOf: (key: string) => Id
  readonly owners: PartyRegistry['owners']
  /** The codes in use: a new plan's code gets `-2` and so on where it is among them, and is added. */
  readonly codes: Set<string>
}

export type AnyEvent = PartyAdded | PlanEvent | ActionEvent

/** The date from which a plan of the draft is valid: its document's date, or the day it is accepted. */
export const dateOfDocument = (plan: DraftPlan, today: IsoDate): IsoDate => plan.documentDate.on ?? today

/** The event that records a document, with the decisions about this plan or the document as a whole. */
export const documentAccepted = (plan: DraftPlan, planId: Id, writing: WriteContext): Pending<PlanEvent> => {
  const keys = new Set(actionsOf(plan).map((action) => action.key))
  const decisions = matchDecisions(writing.draft, writing.decisions).filter(
    ({ finding }) =>
      (finding.action === undefined || keys.has(finding.action)) &&
      (finding.plan === undefined || finding.plan === plan.key),
  )
  const on = dateOfDocument(plan, writing.today)
  return {
    type: 'document-accepted',
    v: 1,
    id: writing.newId(),
    stream: { kind: 'plan', id: planId },
    effectiveOn: on,
    facts: {
      documentId: writing.documentId,
      planKey: plan.key,
      documentDate: on,
      because: plan.documentDate.because,
      decisions: decisions.map(({ finding, choice, does }) => ({
        finding: finding.key,
        code: finding.code,
        choice: choice.code,
        does,
      })),
      actions: keys.size,
      ...(writing.file === null ? {} : { file: { ...writing.file, format: writing.draft.source.format } }),
    },
    words: { name: writing.draft.source.name },
  }
}

export const actionsOf = (plan: DraftPlan): DraftAction[] =>
  plan.sections.flatMap((section) => section.actions)
