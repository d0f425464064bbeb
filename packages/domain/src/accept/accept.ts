import { earliestOf, type IsoDate } from '../calendar/date.ts'
import type { StoredFile } from '../document/original.ts'
import type { Decision } from '../draft/decisions.ts'
import type { Draft } from '../draft/draft.ts'
import { refusalOfFutureDates } from '../draft/future-dates.ts'
import { readPlan } from '../draft/read-plan.ts'
import { type WrittenPlan, writePlan } from '../draft/write-plan.ts'
import { type AnyEvent, actionsOf, type WriteContext } from '../draft/writing.ts'
import type { Id } from '../id.ts'
import { addParty, partyRegistry } from '../party/registry.ts'
import type { AcceptDraft } from '../plan/commands.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { PlanContent } from '../revision/content.ts'
import { writeRevision } from '../revision/write.ts'
import type { DecideContext, Pending } from '../stream/event.ts'

export interface AcceptInput {
  /** The draft with its decisions applied. */
  readonly draft: Draft
  readonly decisions: readonly Decision[]
  readonly documentId: Id
  /** The original document, if its file is stored. */
  readonly file?: StoredFile | null
  readonly as: NonNullable<AcceptDraft['as']>
  /** The existing parties, by `foldWords` of their names. */
  readonly parties: ReadonlyMap<string, Id>
  /** The plan codes in use. */
  readonly codes: ReadonlySet<string>
  /** The plans that `as` revises. */
  readonly plans: ReadonlyMap<Id, PlanContent>
  /**
   * The code of the existing plan made from the same text, unless the person asked to accept the text again.
   */
  readonly same?: string | null
}

/**
 * What accepting writes: the events in the order of recording, and for each plan the number of events of the
 * plan and its actions.
 */
export interface Accepted {
  readonly events: Pending<AnyEvent>[]
  readonly plans: { readonly key: string; readonly id: Id; readonly code: string; readonly events: number }[]
  /** The record already has all of it: there are no events. */
  readonly unchanged: boolean
}

/**
 * Decides to accept a draft, all or nothing. Refused with `nothing-to-accept`, `same-document` (a new plan
 * from a text that is already a plan), `draft-has-errors`, `not-found` (an `as` that names no plan),
 * `code-taken`, `revised-twice`, `effective-in-future` (the document's date), `entry-in-future`,
 * `unknown-choice` (for a row), `rows-unconfirmed`. An import's transitions are never refused. A draft with
 * only tables writes no event. Source: DESIGN, "A document's date".
 *
 * @example
 * ```ts
 * import { composeDraft, decideAcceptDraft } from '@beatbook/domain'
 *
 * const newId = () => crypto.randomUUID()
 * const actions = [{ ref: '1', text: 'Fit a doorbell', owner: 'Estates', timescale: 'Oct 22', level: 'amber' } as const]
 * const draft = composeDraft('stations', [{ title: 'Stations', on: '2022-06-29', sections: [{ title: 'Access', actions }] }])
 * const input = { draft, decisions: [], documentId: newId(), as: [], parties: new Map(), codes: new Set<string>(), plans: new Map() }
 *
 * const accepted = decideAcceptDraft(input, { today: '2026-11-20', actor: newId(), newId })
 * if (accepted.ok) for (const { type } of accepted.value.events) console.log(type)
 * // party-added
 * // plan-added
 * // rag-rules-pinned
 * // section-added
 * // action-added
 * // update-recorded
 * // document-accepted
 *
 * const early = decideAcceptDraft(input, { today: '2022-06-28', actor: newId(), newId })
 * console.log(early.ok ? 'accepted' : early.error.code) // effective-in-future
 * ```
 */
export const decideAcceptDraft = (input: AcceptInput, context: DecideContext): Result<Accepted, Refusal> => {
  const refusal = refusalToAccept(input, context.today)
  return refusal === null ? writeDraft(input, context, () => context.newId()) : err(refusal)
}

/**
 * What accepting a draft writes, without checking whether it may be accepted. `idOf` returns the ids of newly
 * created objects, by the draft's keys.
 */
export const writeDraft = (
  input: AcceptInput,
  context: DecideContext,
  idOf: WriteContext['idOf'],
): Result<Accepted, Refusal> => {
  const { draft, decisions, documentId } = input
  const parties = partyRegistry(input.parties, context.newId)
  const writing: WriteContext = {
    ...context,
    draft,
    decisions,
    documentId,
    file: input.file ?? null,
    idOf,
    owners: parties.owners,
    codes: new Set(input.codes),
  }
  for (const choice of input.as)
    if (choice.as === 'new' && choice.code !== undefined) writing.codes.add(choice.code)

  const known = new Map([...input.parties].map(([name, id]) => [id, name]))
  const names = (party: Id) => known.get(party) ?? party
  const written: WrittenPlan[] = []
  for (const plan of draft.plans) {
    const as = input.as.find((choice) => choice.plan === plan.key)
    const content = as?.as === 'revision' ? input.plans.get(as.of) : undefined
    const read = content === undefined ? null : readPlan(draft, plan.key, context.today)
    if (as?.as !== 'revision' || content === undefined || read === null) {
      written.push(writePlan(plan, as?.as === 'new' ? as : {}, writing))
      continue
    }
    const revision = writeRevision(read, content, as.rows, names, writing)
    if (!revision.ok) return revision
    written.push(revision.value)
  }
  const events = written.flatMap((plan) => plan.events)
  const first = earliestOf(
    context.today,
    events.map((event) => event.effectiveOn),
  )
  return ok({
    events: [...parties.added.map((party) => addParty(party, first, context)), ...events],
    plans: written.map(({ key, id, code, events }) => ({ key, id, code, events: events.length })),
    unchanged: events.length === 0 && draft.plans.length > 0,
  })
}

const refusalToAccept = ({ draft, as, codes, plans, same }: AcceptInput, today: IsoDate): Refusal | null => {
  if (draft.plans.every((plan) => actionsOf(plan).length === 0) && draft.tables.length === 0)
    return refuse('nothing-to-accept')
  const isNew = ({ key }: { readonly key: string }) =>
    !as.some((choice) => choice.plan === key && choice.as === 'revision')
  if (same && draft.plans.some(isNew)) return refuse('same-document', { code: same })
  const errors = draft.findings.filter((finding) => finding.severity === 'error')
  if (errors.length > 0) return refuse('draft-has-errors', { errors: errors.length })
  const given = new Set<string>()
  for (const choice of as) {
    if (!draft.plans.some((plan) => plan.key === choice.plan))
      return refuse('not-found', { what: 'plan', id: choice.plan })
    if (choice.as === 'new' && choice.code !== undefined) {
      if (codes.has(choice.code) || given.has(choice.code)) return refuse('code-taken', { code: choice.code })
      given.add(choice.code)
    }
    if (choice.as === 'revision') {
      if (!plans.has(choice.of)) return refuse('not-found', { what: 'plan', id: choice.of })
      if (given.has(choice.of)) return refuse('revised-twice', { plan: choice.of })
      given.add(choice.of)
    }
  }
  return refusalOfFutureDates(draft, today)
}
