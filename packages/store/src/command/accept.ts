import type { CommandContext, DocumentSummary } from '@beatbook/contract'
import {
  type acceptDraft as acceptDraftCommand,
  applyDecisions,
  type DecideContext,
  type Decision,
  type Draft,
  decideAcceptDraft,
  err,
  ok,
  type Refusal,
  type Result,
  refuse,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type * as z from 'zod'
import { digestOfText } from '../document/digest.ts'
import { discardDraft, draftRow } from '../draft/writes.ts'
import { partiesByName } from '../party/parties.ts'
import { planContent } from '../revision/content.ts'
import type { Schema } from '../schema.ts'
import { planStates } from '../stream/plan-states.ts'
import type { CommandWrites } from './writes.ts'

/**
 * Decides to accept one of the actor's drafts and deletes the draft. Refused with `draft-not-found` when the
 * draft belongs to somebody else or has expired, otherwise as the domain refuses.
 */
export const acceptDraft = async (
  db: Kysely<Schema>,
  { draftId, as, again }: z.output<typeof acceptDraftCommand.input>,
  context: CommandContext & DecideContext,
): Promise<Result<CommandWrites, Refusal>> => {
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
  const states = await planStates(db)
  const codes = new Set(states.map((plan) => plan.code))
  const same = again ? null : await planOfText(db, digestOfText(draft), states)
  const accepted = decideAcceptDraft(
    { draft, decisions, documentId, file, as, parties: await partiesByName(db), codes, plans, same },
    context,
  )
  if (!accepted.ok) return accepted

  await discardDraft(db, draftId, context.actor)
  const { events, unchanged } = accepted.value
  const original = file === null ? null : { ...file, format: draft.source.format }
  const changed = accepted.value.plans.filter((plan) => plan.events > 0).map((plan) => plan.id)
  return ok({
    events,
    unchanged,
    plans: accepted.value.plans.map(({ id, code }) => ({ id, code })),
    document: unchanged
      ? null
      : { id: documentId, name: stored.name, draft, decisions, plans: changed, original },
  })
}

/**
 * The code of the plan that a document with the same text was accepted into last; `null` where there was none
 * or the plan no longer exists.
 */
const planOfText = async (
  db: Kysely<Schema>,
  digest: string | null,
  states: readonly { id: string; code: string }[],
): Promise<string | null> => {
  if (digest === null) return null
  const documents = await db
    .selectFrom('document')
    .select('summary')
    .where('digest', '=', digest)
    .orderBy('accepted_at', 'desc')
    .execute()
  const plans = documents.flatMap(
    ({ summary }) => (JSON.parse(summary) as Pick<DocumentSummary, 'plans'>).plans,
  )
  return plans.flatMap((plan) => states.find((state) => state.id === plan.id)?.code ?? [])[0] ?? null
}
