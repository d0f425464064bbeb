import type * as z from 'zod'
import { refuse } from '../refusal.ts'
import { err, ok } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { plainText } from '../words/control.ts'
import { newestPin } from '../workflow/workflow.ts'
import { proposePlanCode } from './code.ts'
import type { addPlan, addSection, editPlan, removeSection, renameSection } from './commands.ts'
import type { PlanEvent } from './events.ts'
import type { PlanKind } from './kind.ts'
import type { SectionUse } from './needs.ts'
import { decidePlanEvent, type PlanDecision, type PlanHistory, planThen } from './one-event.ts'
import { readPeriod } from './period.ts'
import { newestRagRulesPin, type PlanState } from './plan.ts'

/**
 * Decides to add a plan without a document. `codes` are those that plans have or ever had. Refused with
 * `id-reused`, `effective-in-future`, `code-taken`, `period-not-understood`.
 */
export const decideAddPlan = (
  history: PlanHistory,
  command: z.output<typeof addPlan.input>,
  codes: ReadonlySet<string>,
  context: DecideContext,
): PlanDecision => {
  const { planId, title, kind, sponsor = null } = command
  const { today, newId } = context
  const on = command.on ?? today
  if (history.length > 0) return err(refuse('id-reused', { id: planId }))
  if (on > today) return err(refuse('effective-in-future', { on, today }))
  if (command.code !== undefined && codes.has(command.code))
    return err(refuse('code-taken', { code: command.code }))
  const period = command.period === undefined ? null : readPeriod(command.period)
  if (command.period !== undefined && period === null)
    return err(refuse('period-not-understood', { said: command.period }))
  const code = command.code ?? proposePlanCode(title, codes)
  const place = { stream: { kind: 'plan' as const, id: planId }, effectiveOn: on }
  const added: Pending<PlanEvent> = {
    type: 'plan-added',
    v: 1,
    id: newId(),
    ...place,
    facts: { code, kind, ...newestPin(command.workflow ?? workflowOfKind(kind)), period },
    words: { title, sponsor, dated: null },
  }
  const pinned: Pending<PlanEvent> = {
    type: 'rag-rules-pinned',
    v: 1,
    id: newId(),
    ...place,
    facts: newestRagRulesPin(kind),
    words: {},
  }
  const { description, updatePeriod } = command
  if (!description && updatePeriod === undefined) return ok([added, pinned])
  const described: Pending<PlanEvent> = {
    type: 'plan-revised',
    v: 1,
    id: newId(),
    ...place,
    facts: updatePeriod === undefined ? {} : { updatePeriod },
    words: { ...(description ? { description } : {}), reason: null },
  }
  return ok([added, pinned, described])
}

/** The workflow that imports choose for a kind of plan. */
const workflowOfKind = (kind: PlanKind): string => (kind === 'recommendations' ? 'inspectorate' : 'simple')

/** The fields of a plan that a person edits. */
const editedFields = ['title', 'sponsor', 'period', 'kind', 'code', 'description', 'updatePeriod'] as const
type EditedField = (typeof editedFields)[number]

/** Those of them that are facts; the others are words. */
const factFields: ReadonlySet<EditedField> = new Set(['period', 'kind', 'code', 'updatePeriod'])

/**
 * Decides to change what describes a plan. `codes` are those that plans have or ever had; the plan's own are free to
 * it. Fields that already have their value on that day are left out; no event where none changes. Refused with
 * `nothing-said` (no field at all), `not-found`, `effective-in-future`, `before-it-exists`, `code-taken`,
 * `period-not-understood`, `stale`.
 */
export const decideEditPlan = (
  history: PlanHistory,
  command: z.output<typeof editPlan.input>,
  codes: ReadonlySet<string>,
  context: DecideContext,
): PlanDecision => {
  const { planId, seen, code } = command
  const on = command.on ?? context.today
  const given: Readonly<Partial<Record<EditedField, string | null | undefined>>> = command
  if (editedFields.every((field) => given[field] === undefined)) return err(refuse('nothing-said'))
  const found = planThen(history, planId, on, context)
  if (!found.ok) return found
  const { now, then } = found.value
  const period = command.period == null ? null : readPeriod(command.period)
  if (command.period != null && period === null)
    return err(refuse('period-not-understood', { said: command.period }))
  if (code !== undefined && codes.has(code) && !codesOf(history).has(code))
    return err(refuse('code-taken', { code }))
  const before = valuesOf(then)
  const fields = editedFields.filter(
    (field) => given[field] !== undefined && (given[field] || null) !== before[field],
  )
  if (fields.length === 0) return ok([])
  const current = valuesOf(now)
  const stale = fields.filter((field) => seen[field] !== undefined && seen[field] !== asGiven(current[field]))
  if (stale.length > 0) return err(refuse('stale', { fields: stale }))
  const values = (isFact: boolean) =>
    Object.fromEntries(
      fields
        .filter((field) => factFields.has(field) === isFact)
        .map((field) => [field, field === 'period' ? period : given[field] || null]),
    )
  return decidePlanEvent(
    history,
    planId,
    on,
    {
      type: 'plan-revised',
      v: 1,
      facts: values(true),
      words: { ...values(false), reason: command.reason || null },
    },
    context,
  )
}

/** The codes that a plan has or ever had, also before they were corrected. */
const codesOf = (history: PlanHistory): ReadonlySet<string> =>
  new Set(
    history.flatMap((event) =>
      event.type === 'plan-added' || event.type === 'plan-revised' ? (event.facts.code ?? []) : [],
    ),
  )

/** A recorded text as it comes back in an input, which takes no control characters. */
const asGiven = (text: string | null): string | null => (text === null ? null : plainText(text).trim())

/** What a person reads of a plan: a period in its words. */
const valuesOf = ({
  title,
  sponsor,
  period,
  kind,
  code,
  description,
  updatePeriod,
}: PlanState): Readonly<Record<EditedField, string | null>> => ({
  title,
  sponsor,
  period: period?.said ?? null,
  kind,
  code,
  description,
  updatePeriod,
})

/**
 * Decides to add a section behind the others. Refused with `not-found`, `effective-in-future`,
 * `before-it-exists`, `id-reused`, `section-taken` (another section has the title), `contradicts-later`.
 */
export const decideAddSection = (
  history: PlanHistory,
  command: z.output<typeof addSection.input>,
  context: DecideContext,
): PlanDecision => {
  const { planId, sectionId, title, ref = null, reason } = command
  const on = command.on ?? context.today
  const found = planThen(history, planId, on, context)
  if (!found.ok) return found
  if (hadSection(history, sectionId)) return err(refuse('id-reused', { id: sectionId }))
  return decidePlanEvent(
    history,
    planId,
    on,
    {
      type: 'section-added',
      v: 1,
      facts: { sectionId, ref, order: nextSectionOrder(found.value.now) },
      words: { title, reason: reason || null },
    },
    context,
  )
}

const hadSection = (history: PlanHistory, sectionId: string): boolean =>
  history.some((event) => event.type === 'section-added' && event.facts.sectionId === sectionId)

/** The order of a new section: behind all that the plan has or had. */
export const nextSectionOrder = ({ sections, removedSections = [] }: PlanState): number =>
  [...sections, ...removedSections].reduce((last, { order }) => Math.max(last, order), -1) + 1

/**
 * Decides to rename a section. No event where it has the title already. Refused with `not-found` (plan or
 * section), `effective-in-future`, `before-it-exists`, `section-taken`, `stale`, `contradicts-later`.
 */
export const decideRenameSection = (
  history: PlanHistory,
  command: z.output<typeof renameSection.input>,
  context: DecideContext,
): PlanDecision => {
  const { planId, sectionId, title, reason, seen } = command
  const on = command.on ?? context.today
  const found = planThen(history, planId, on, context)
  if (!found.ok) return found
  const { now, then } = found.value
  const titleIn = (plan: PlanState) => plan.sections.find(({ id }) => id === sectionId)?.title
  if (titleIn(then) === title) return ok([])
  if (seen.title !== undefined && titleIn(now) !== undefined && seen.title !== asGiven(titleIn(now) ?? null))
    return err(refuse('stale', { fields: ['title'] }))
  return decidePlanEvent(
    history,
    planId,
    on,
    {
      type: 'section-renamed',
      v: 1,
      facts: { sectionId },
      words: { title, reason: reason || null },
    },
    context,
  )
}

/**
 * Decides to remove a section. Refused with `not-found` (plan or section), `effective-in-future`,
 * `before-it-exists`, `section-not-empty` (it has actions on that day, perhaps withdrawn ones),
 * `contradicts-later` (an action comes into it later, or it is renamed later).
 */
export const decideRemoveSection = (
  history: PlanHistory,
  command: z.output<typeof removeSection.input>,
  { actions, later }: SectionUse,
  context: DecideContext,
): PlanDecision => {
  const { planId, sectionId, reason } = command
  const on = command.on ?? context.today
  const found = planThen(history, planId, on, context)
  if (!found.ok) return found
  const section = found.value.then.sections.find(({ id }) => id === sectionId)
  if (section !== undefined && actions > 0)
    return err(refuse('section-not-empty', { title: section.title, actions }))
  if (section !== undefined && later !== null)
    return err(refuse('contradicts-later', { event: later.id, on: later.effectiveOn }))
  return decidePlanEvent(
    history,
    planId,
    on,
    { type: 'section-removed', v: 1, facts: { sectionId }, words: { reason: reason || null } },
    context,
  )
}
