import type { ActionEvent } from '../action/events.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { StoredFile } from '../document/original.ts'
import type { Id } from '../id.ts'
import type { PartyAdded } from '../party/events.ts'
import type { Owner } from '../party/party.ts'
import type { PlanEvent } from '../plan/events.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { foldWords } from '../words/fold.ts'
import { type Decision, settle } from './decisions.ts'
import type { Draft, DraftAction, DraftOwner, DraftPlan } from './draft.ts'

/** What one accept knows while it writes: the draft, its document, and the parties met so far. */
export interface Writing extends DecideContext {
  readonly draft: Draft
  readonly decisions: readonly Decision[]
  readonly documentId: Id
  /** The document as it was brought; `null` where its file is not stored. */
  readonly file: StoredFile | null
  /**
   * The id of what the draft has under a key (a plan, section, action or update), where it begins with this
   * accept.
   */
  readonly idOf: (key: string) => Id
  readonly owners: (said: readonly DraftOwner[]) => Owner[]
  /** Adds `-2` and so on to a code that is taken, and takes it. */
  readonly codes: Set<string>
}

export type AnyEvent = PartyAdded | PlanEvent | ActionEvent

/**
 * Parties by their folded names: those known, and those met on the way, in order. The same words are the same
 * party.
 */
export const partyBook = (
  known: ReadonlyMap<string, Id>,
  newId: () => Id,
): { owners: Writing['owners']; met: { id: Id; name: string }[] } => {
  const ids = new Map(known)
  const met: { id: Id; name: string }[] = []
  const idOf = (name: string): Id => {
    const folded = foldWords(name)
    const found = ids.get(folded)
    if (found !== undefined) return found
    const id = newId()
    ids.set(folded, id)
    met.push({ id, name })
    return id
  }
  const owners = (said: readonly DraftOwner[]): Owner[] => {
    const once = new Map(
      said
        .map(({ name, duty }) => ({ partyId: idOf(name), duty }))
        .map((owner) => [`${owner.partyId} ${owner.duty}`, owner]),
    )
    return [...once.values()]
  }
  return { owners, met }
}

/** From when what a plan of the draft says is true: its document's date, or the day it is accepted. */
export const dateOfDocument = (plan: DraftPlan, today: IsoDate): IsoDate => plan.documentDate.on ?? today

/**
 * The event that records a document, with the decisions that concern this plan or the document as a whole.
 */
export const documentAccepted = (plan: DraftPlan, planId: Id, writing: Writing): Pending<PlanEvent> => {
  const keys = new Set(actionsOf(plan).map((action) => action.key))
  const decisions = settle(writing.draft, writing.decisions).filter(
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
