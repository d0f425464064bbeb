import * as z from 'zod'
import { givenDay, type IsoDate } from '../calendar/date.ts'
import type { Choice, DraftChange, Finding } from '../finding/finding.ts'
import type { FindingCode } from '../note/note.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { givenText } from '../words/control.ts'
import type { Draft, DraftAction, DraftPlan } from './draft.ts'

/** A decision about one of a draft's findings: the choice, and the answer for a choice that asks. */
export const decision = z.object({
  finding: givenText(200),
  choice: givenText(200),
  given: givenText(2_000).optional(),
})
export type Decision = z.infer<typeof decision>

/** A decision that matches its finding: the choice, and its change with the answer filled in. */
export interface MatchedDecision {
  readonly finding: Finding
  readonly choice: Choice
  readonly does: DraftChange
}

/**
 * Applies `decisions` to the draft; the last one about a finding counts. Decisions that match nothing change
 * nothing (`checkDecisions` names them).
 */
export const applyDecisions = (draft: Draft, decisions: readonly Decision[]): Draft => {
  const changes = matchDecisions(draft, decisions).map((match) => match.does)
  if (changes.every((change) => change.change === 'keep')) return draft
  const toAction = new Map<string, DraftChange[]>()
  for (const change of changes)
    if ('action' in change) toAction.set(change.action, [...(toAction.get(change.action) ?? []), change])
  return {
    ...draft,
    plans: draft.plans.map((plan) =>
      changes.reduce(changePlan, {
        ...plan,
        sections: plan.sections.map((section) => ({
          ...section,
          actions: section.actions.map((action) =>
            (toAction.get(action.key) ?? []).reduce(changeAction, action),
          ),
        })),
      }),
    ),
  }
}

/** The keys of the findings that need a decision and have none yet, in the draft's order. */
export const openFindings = (draft: Draft, decisions: readonly Decision[]): string[] => {
  const decided = new Set(matchDecisions(draft, decisions).map((match) => match.finding.key))
  return draft.findings
    .filter((finding) => finding.severity === 'decide' && !decided.has(finding.key))
    .map((finding) => finding.key)
}

/**
 * The same choice for every finding of a code that offers it: "split all six" is one click. Where the choice
 * asks, `given` is the answer for all.
 */
export const decideAll = (draft: Draft, code: FindingCode, choice: string, given?: string): Decision[] =>
  draft.findings
    .filter((finding) => finding.code === code && finding.choices.some((c) => c.code === choice))
    .map((finding) => ({ finding: finding.key, choice, ...(given === undefined ? {} : { given }) }))

/**
 * The first decision that matches no finding of the draft (`unknown-choice`), or has no calendar day where
 * one is asked for (`bad-date`); `null` when all match.
 */
export const checkDecisions = (draft: Draft, decisions: readonly Decision[]): Refusal | null => {
  const findings = new Map(draft.findings.map((finding) => [finding.key, finding]))
  for (const { finding, choice: code, given } of decisions) {
    if (code === '' && findings.has(finding)) continue
    const choice = findings.get(finding)?.choices.find((c) => c.code === code)
    if (choice === undefined) return refuse('unknown-choice', { finding, choice: code })
    if (choice.asks === 'date' && !givenDay.safeParse(given).success)
      return refuse('bad-date', { finding, given: given ?? '' })
  }
  return null
}

/** The decisions that match, in order; an empty choice cancels an earlier one about the same finding. */
export const matchDecisions = (draft: Draft, decisions: readonly Decision[]): MatchedDecision[] => {
  const findings = new Map(draft.findings.map((finding) => [finding.key, finding]))
  const last = new Map(decisions.map((decision) => [decision.finding, decision]))
  return [...last.values()].flatMap(({ finding: key, choice: code, given }) => {
    const finding = findings.get(key)
    const choice = finding?.choices.find((c) => c.code === code)
    if (finding === undefined || choice === undefined) return []
    const does = answered(choice, given)
    return does === null ? [] : [{ finding, choice, does }]
  })
}

const answered = ({ asks, does }: Choice, given: string | undefined): DraftChange | null => {
  if (asks === undefined) return does
  const day = givenDay.safeParse(given)
  if (!day.success) return null
  if (does.change === 'date-update' || does.change === 'date-document') return { ...does, on: day.data }
  return does.change === 'set-timescale' ? { ...does, timescale: onDay(does.timescale, day.data) } : does
}

const onDay = (timescale: Timescale, day: IsoDate): Timescale => ({
  ...timescale,
  earliest: day,
  latest: day,
  precision: 'day',
})

const changePlan = (plan: DraftPlan, change: DraftChange): DraftPlan => {
  if (change.change !== 'date-document' || change.plan !== plan.key || change.on === plan.documentDate.on)
    return plan
  return { ...plan, documentDate: { ...plan.documentDate, on: change.on, because: 'chosen' } }
}

const changeAction = (action: DraftAction, change: DraftChange): DraftAction => {
  switch (change.change) {
    case 'keep':
    case 'date-document':
      return action
    case 'date-update':
      return {
        ...action,
        updates: action.updates.map((update) =>
          update.key === change.update ? { ...update, on: change.on } : update,
        ),
      }
    case 'set-timescale':
      return { ...action, timescale: change.timescale }
    case 'set-owners': {
      const duties = new Set(action.owners.map((owner) => owner.duty))
      const [duty = 'responsible'] = duties.size === 1 ? duties : []
      return { ...action, owners: change.names.map((name) => ({ name, duty })) }
    }
    case 'set-ref':
      return {
        ...action,
        ref: change.ref,
        refOrigin: action.refOrigin === 'generated' ? 'restored' : action.refOrigin,
      }
    case 'set-level':
      return { ...action, level: change.level }
    case 'set-stage':
      return { ...action, stage: change.stage }
  }
}
