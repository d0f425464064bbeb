import {
  type Accepted,
  type DraftPlan,
  decideAcceptDraft,
  decideRecordUpdate,
  decideWithdrawAction,
  differencePlan,
  foldAction,
  foldWords,
  type Pending,
  type PlanContent,
  partyAdded,
} from '@beatbook/domain'
import { aContext } from './clock.ts'
import { aDraft, aReadPlan } from './drafts.ts'
import { countedIds } from './ids.ts'
import { aRecord } from './record.ts'

/** A plan in a record of its own, accepted from `base`, with what people and later documents do to it. */
export const kept = (base: DraftPlan) => {
  const record = aRecord()
  const context = aContext({ newId: countedIds(3) })
  const parties = () =>
    new Map(
      record.events.flatMap((e) =>
        e.type === 'party-added' ? [[foldWords(partyAdded.parse(e).words.name), e.stream.id] as const] : [],
      ),
    )
  const accept = (
    plan: DraftPlan,
    plans = new Map<string, PlanContent>(),
    as: Parameters<typeof decideAcceptDraft>[0]['as'] = [],
  ) =>
    decideAcceptDraft(
      {
        draft: aDraft({ plans: [plan] }),
        decisions: [],
        documentId: context.newId(),
        as,
        parties: parties(),
        codes: new Set(),
        plans,
      },
      context,
    )
  const write = (accepted: ReturnType<typeof accept>): Accepted => {
    if (!accepted.ok) throw new Error(`${accepted.error.code} ${JSON.stringify(accepted.error.args)}`)
    record.append(accepted.value.events)
    return accepted.value
  }
  const of = write(accept(base)).plans[0]?.id ?? ''
  let last = base
  let moved: PlanContent['moved'] = []
  const content = (): PlanContent => {
    const plan = record.plan(of)
    if (plan === null) throw new Error('no plan')
    const elsewhere = new Set(moved.map(({ state }) => state.id))
    const actions = record.actions(of).filter(({ id }) => !elsewhere.has(id))
    return { plan, actions, moved, base: aReadPlan(last) }
  }
  const idOf = (ref: string) => record.actions(of).find((action) => action.ref === ref)?.id ?? ''
  const person = (decided: ReturnType<typeof decideRecordUpdate>) => {
    if (!decided.ok) throw new Error(decided.error.code)
    record.append(decided.value as Pending[])
  }
  const commandId = context.newId()
  type Rows = Record<string, 'take' | 'leave' | 'withdraw' | 'add'>
  const revision = (draft: DraftPlan, rows: Rows = {}) =>
    accept(draft, new Map([[of, content()]]), [
      {
        plan: draft.key,
        as: 'revision',
        of,
        rows: Object.entries(rows).map(([row, choice]) => ({ row, choice })),
      },
    ])
  return {
    record,
    of,
    content,
    idOf,
    update: (
      ref: string,
      given: { text?: string; level?: 'green' | 'red'; progress?: number; on?: string },
    ) =>
      person(
        decideRecordUpdate(
          record.history(idOf(ref)),
          { commandId, actionId: idOf(ref), updateId: context.newId(), text: '', seen: {}, ...given },
          context,
        ),
      ),
    /** Makes an action one that was moved to the plan with the code `to`. */
    move: (ref: string, to: string) => {
      const state = record.actions(of).find((action) => action.ref === ref)
      if (state === undefined) throw new Error(`no action ${ref}`)
      moved = [...moved, { state, code: to }]
    },
    withdraw: (ref: string) =>
      person(
        decideWithdrawAction(
          record.history(idOf(ref)),
          { commandId, actionId: idOf(ref), reason: 'Merged', seen: {} },
          context,
        ),
      ),
    difference: (draft: DraftPlan) =>
      differencePlan(
        aReadPlan(draft),
        content(),
        (id) => [...parties()].find(([, party]) => party === id)?.[0] ?? id,
      ),
    revision,
    revise: (draft: DraftPlan, rows: Rows = {}) => {
      const accepted = write(revision(draft, rows))
      last = draft
      return accepted
    },
    action: (ref: string, asAt?: string) => foldAction(record.history(idOf(ref)), asAt),
  }
}
