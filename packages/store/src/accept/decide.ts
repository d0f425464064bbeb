import type { CommandContext, DocumentSummary } from '@beatbook/contract'
import {
  type acceptDraft,
  applyDecisions,
  type DecideContext,
  type Decision,
  type Draft,
  decideAcceptDraft,
  err,
  foldPlan,
  foldWords,
  type Id,
  ok,
  type Pending,
  type PlanEvent,
  type PlanState,
  type Refusal,
  type Result,
  refuse,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type * as z from 'zod'
import { digestOfText } from '../document/digest.ts'
import type { AcceptedDocument } from '../document/save.ts'
import { draftRow } from '../draft/writes.ts'
import { partiesByName } from '../party/parties.ts'
import { planContent } from '../revision/content.ts'
import type { Schema } from '../schema.ts'
import { lastPosition } from '../stream/events.ts'
import { codesTaken, planStates } from '../stream/plan-states.ts'
import { MOST_AT_ONCE, type Parts, partsOf } from './parts.ts'

export type AcceptInput = z.output<typeof acceptDraft.input>

/** What a decision to accept rests on; it is looked at again before it is written. */
export interface Basis {
  readonly draftId: Id
  readonly author: Id
  /** The decisions with the draft, as stored. */
  readonly decisions: string
  /** The position of the newest entry that was there. */
  readonly position: number
  /** The codes and the folded names that nothing had, and the parties that were there. */
  readonly newCodes: readonly string[]
  readonly newNames: readonly string[]
  readonly parties: readonly Id[]
  /** The plans and actions that are revised. */
  readonly revised: readonly Id[]
  /** The digest of the text that no plan was made from; null where that does not matter. */
  readonly newText: string | null
}

/** A decision to accept a draft. */
export interface DecidedAccept {
  readonly parts: Parts
  readonly basis: Basis
  /** Nothing is new: no event. */
  readonly unchanged: boolean
  readonly plans: readonly { readonly id: Id; readonly code: string }[]
  readonly document: AcceptedDocument
  /** The new plans as they will be, and the new parties. */
  readonly newPlans: readonly PlanState[]
  readonly newParties: readonly { readonly id: Id; readonly name: string }[]
}

/**
 * Decides to accept one of the actor's drafts. Refused with `draft-not-found` when the draft belongs to somebody
 * else or has expired, otherwise as the domain refuses. Nothing is written, so that it can be decided beside the
 * writer. `most` is how many actions are recorded at once, without being parted.
 */
export const decideAccept = async (
  db: Kysely<Schema>,
  { draftId, as, again }: AcceptInput,
  context: CommandContext & DecideContext,
  most: number = MOST_AT_ONCE,
): Promise<Result<DecidedAccept, Refusal>> => {
  const position = await lastPosition(db)
  const stored = await draftRow(db, draftId, context.actor, context.now)
  if (stored === undefined) return err(refuse('draft-not-found', { id: draftId }))
  const decisions = JSON.parse(stored.decisions) as Decision[]
  const draft = applyDecisions(JSON.parse(stored.draft) as Draft, decisions)
  const documentId = context.newId()
  const file =
    stored.file_sha256 === null ? null : { sha256: stored.file_sha256, bytes: stored.file_bytes ?? 0 }
  const plans = new Map()
  for (const choice of as) {
    const content = choice.as === 'revision' ? await planContent(db, choice.of, context.today) : null
    if (content !== null) plans.set(content.plan.id, content)
  }
  const codes = await codesTaken(db)
  const parties = await partiesByName(db)
  const digest = digestOfText(draft)
  const same = again ? null : await planOfText(db, digest)
  const accepted = decideAcceptDraft(
    { draft, decisions, documentId, file, as, parties, codes, plans, same },
    context,
  )
  if (!accepted.ok) return accepted
  const { events, unchanged } = accepted.value
  const changed = accepted.value.plans.filter((plan) => plan.events > 0)
  const isNew = (id: Id) => changed.some((plan) => plan.id === id) && !plans.has(id)
  const newPlans = changed.filter(({ id }) => isNew(id)).map(({ id }) => planOf(id, events))
  const newParties = events.flatMap((event) =>
    event.type === 'party-added' ? [{ id: event.stream.id, name: event.words.name }] : [],
  )
  return ok({
    parts: partsOf(events, draft.source.pieces, isNew, most),
    basis: {
      draftId,
      author: context.actor,
      decisions: stored.decisions,
      position,
      newCodes: newPlans.map((plan) => plan.code),
      newNames: newParties.map(({ name }) => foldWords(name)),
      parties: knownOwners(events, new Set(newParties.map(({ id }) => id))),
      revised: revisedBy(events),
      newText: again || newPlans.length === 0 ? null : digest,
    },
    unchanged,
    plans: accepted.value.plans.map(({ id, code }) => ({ id, code })),
    document: {
      id: documentId,
      name: stored.name,
      draft: JSON.stringify(draft),
      decisions: JSON.stringify(decisions),
      digest,
      tables: draft.tables.length,
      findings: draft.findings.length,
      original: file === null ? null : { ...file, format: draft.source.format },
      plans: changed.map((plan) => plan.id),
    },
    newPlans,
    newParties,
  })
}

/** A plan made of its events, none of which is recorded yet. */
const planOf = (id: Id, events: readonly Pending[]): PlanState => {
  const own = events.filter(({ stream }) => stream.kind === 'plan' && stream.id === id)
  const state = foldPlan(
    own.map((event, at) => ({
      ...(event as Pending<PlanEvent>),
      position: at + 1,
      recordedAt: '',
      actor: '',
      commandId: '',
    })),
  )
  if (state === null) throw new Error(`Plan ${id} is not added by its events`)
  return state
}

/** The plans and actions that events revise: those that no event of theirs adds. */
const revisedBy = (events: readonly Pending[]): Id[] => {
  const added = new Set(events.flatMap(({ type, stream }) => (creations.has(type) ? stream.id : [])))
  return [...new Set(events.map(({ stream }) => stream.id))].filter((id) => !added.has(id))
}

const creations: ReadonlySet<string> = new Set(['plan-added', 'action-added', 'party-added'])

/** The owners of actions that `events` name and that are not added with them. */
const knownOwners = (events: readonly Pending[], added: ReadonlySet<Id>): Id[] => {
  const owners = events.flatMap(({ facts }) => (facts.owners as { partyId: Id }[] | undefined) ?? [])
  return [...new Set(owners.map((owner) => owner.partyId))].filter((id) => !added.has(id))
}

/**
 * The code of the plan that a document with the same text was accepted into last; `null` where there was none
 * or the plan no longer exists.
 */
export const planOfText = async (db: Kysely<Schema>, digest: string | null): Promise<string | null> => {
  if (digest === null) return null
  const documents = await db
    .selectFrom('document')
    .select('summary')
    .where('digest', '=', digest)
    .where('accepted_at', '!=', '')
    .orderBy('accepted_at', 'desc')
    .execute()
  const plans = documents.flatMap(
    ({ summary }) => (JSON.parse(summary) as Pick<DocumentSummary, 'plans'>).plans,
  )
  const states = await planStates(db, {}, { only: plans.map((plan) => plan.id) })
  return plans.flatMap((plan) => states.find((state) => state.id === plan.id)?.code ?? [])[0] ?? null
}
