import type * as z from 'zod'
import type { ActionState } from '../action/action.ts'
import type { ActionEvent } from '../action/events.ts'
import { takeSlug } from '../action/slug.ts'
import { earliestOf, type IsoDate } from '../calendar/date.ts'
import type { ReadPlan } from '../draft/read-plan.ts'
import { type WrittenPlan, writeSection } from '../draft/write-plan.ts'
import type { WriteContext } from '../draft/writing.ts'
import type { Id } from '../id.ts'
import type { rowChoice } from '../plan/commands.ts'
import type { PlanEvent } from '../plan/events.ts'
import type { PlanState, Section } from '../plan/plan.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { Pending } from '../stream/event.ts'
import { foldWords } from '../words/fold.ts'
import { pinOf } from '../workflow/pin.ts'
import { type ComparedRow, compareRows, differencesAbout } from './compare.ts'
import type { PlanContent } from './content.ts'
import { reviseAction } from './write-row.ts'

type Choice = z.infer<typeof rowChoice>['choice']

/**
 * Writes a draft's plan as a revision: exactly the rows taken, added or withdrawn. No event when the document
 * states the same as before and nobody chose otherwise. Refused with `unknown-choice` and `rows-unconfirmed`.
 */
export const writeRevision = (
  draft: ReadPlan,
  content: PlanContent,
  choices: readonly z.infer<typeof rowChoice>[],
  names: (party: Id) => string,
  writing: WriteContext,
): Result<WrittenPlan, Refusal> => {
  const { plan, actions } = content
  const rows = compareRows(draft, content, names)
  const about = differencesAbout(draft, content)
  const chosen = new Map(choices.map(({ row, choice }) => [row, choice]))
  const refusal = refusalOfChoices(rows, chosen)
  if (refusal !== null) return err(refusal)

  const on = latestOf(
    draft.on,
    plan.documents.map((document) => document.documentDate),
  )
  const sections = sectionRegistry(content, writing)
  const decided = rows.map((row) => ({
    row,
    choice: chosen.get(row.difference.row) ?? row.difference.proposed,
  }))
  const renamed = new Set(
    decided.flatMap(({ row, choice }) =>
      choice === 'take' && row.difference.fields.some((f) => f.field === 'ref') ? row.state : null,
    ),
  )
  const slugs = new Set(actions.filter((state) => !renamed.has(state)).map((state) => state.slug))
  let order = actions.reduce((last, state) => Math.max(last, state.order), -1)

  const written = decided.flatMap(({ row, choice }): Pending<ActionEvent>[] => {
    if (choice === 'withdraw' && row.state !== null) return [withdraw(row.state, on, writing)]
    if (row.draft === null || choice === 'leave') return []
    const { key, state: read, section, begin } = row.draft
    if (choice === 'take' && row.state !== null)
      return reviseAction(
        row,
        row.state,
        { on, section: () => sections.idOf(section), slug: () => takeSlug(read.ref, slugs) },
        writing,
      )
    const place = {
      id: writing.idOf(key),
      planId: plan.id,
      sectionId: sections.idOf(section),
      slug: takeSlug(read.ref, slugs),
      order: ++order,
    }
    return begin({ ...place, ...pinOf(plan) }, on, writing)
  })
  const revised = about.length === 0 ? [] : [revise(draft.plan, about, plan.id, on, writing)]
  if (written.length === 0 && revised.length === 0 && !rows.some((row) => row.moved))
    return ok({ key: draft.key, id: plan.id, code: plan.code, events: [] })

  const since = earliestOf(
    on,
    written.map((event) => event.effectiveOn),
  )
  const events = [
    ...begunBy(content, since, writing),
    ...sections.added(since),
    ...revised,
    ...written,
    draft.accepted(plan.id, writing),
  ]
  return ok({ key: draft.key, id: plan.id, code: plan.code, events })
}

const possible: Record<ComparedRow['difference']['kind'], readonly Choice[]> = {
  same: ['take', 'leave', 'add'],
  changed: ['take', 'leave', 'add'],
  new: ['take', 'leave', 'add'],
  gone: ['leave', 'withdraw'],
  moved: ['leave', 'add'],
}

const refusalOfChoices = (
  rows: readonly ComparedRow[],
  chosen: ReadonlyMap<string, Choice>,
): Refusal | null => {
  const kinds = new Map(rows.map((row) => [row.difference.row, row.difference.kind]))
  for (const [row, choice] of chosen) {
    const kind = kinds.get(row)
    if (kind === undefined || !possible[kind].includes(choice))
      return refuse('unknown-choice', { finding: row, choice })
  }
  const open = rows
    .filter(({ difference }) => difference.needsConfirming && !chosen.has(difference.row))
    .map(({ difference }) => difference.row)
  return open.length === 0 ? null : refuse('rows-unconfirmed', { rows: open })
}

/** The plan's sections by title, and those that are added to it. */
const sectionRegistry = ({ plan }: PlanContent, writing: WriteContext) => {
  const ids = new Map(plan.sections.map((section) => [foldWords(section.title), section.id]))
  const joined: { section: Section; sectionId: Id; order: number }[] = []
  let order = plan.sections.reduce((last, section) => Math.max(last, section.order), -1)
  const idOf = (section: Section): Id => {
    const title = foldWords(section.title)
    const known = ids.get(title)
    if (known !== undefined) return known
    const sectionId = writing.idOf(section.id)
    ids.set(title, sectionId)
    joined.push({ section, sectionId, order: ++order })
    return sectionId
  }
  return {
    idOf,
    added: (since: IsoDate) =>
      joined.map(({ section, ...place }) => writeSection(section, place, plan.id, since, writing)),
  }
}

/**
 * The events that add the plan again on an earlier day, where an entry is earlier than its first day; later
 * events are unchanged.
 */
const begunBy = ({ plan }: PlanContent, since: IsoDate, writing: WriteContext): Pending<PlanEvent>[] => {
  if (since >= plan.since) return []
  const { code, kind, period, title, sponsor, dated } = plan
  const added: Pending<PlanEvent> = {
    type: 'plan-added',
    v: 1,
    id: writing.newId(),
    stream: { kind: 'plan', id: plan.id },
    effectiveOn: since,
    facts: { code, kind, ...pinOf(plan), period },
    words: { title, sponsor, dated },
  }
  return [
    added,
    ...plan.sections.map((section) =>
      writeSection(section, { sectionId: section.id, order: section.order }, plan.id, since, writing),
    ),
  ]
}

const revise = (
  draft: PlanState,
  about: ReturnType<typeof differencesAbout>,
  planId: Id,
  on: IsoDate,
  writing: WriteContext,
): Pending<PlanEvent> => {
  const differs = (field: (typeof about)[number]['field']) =>
    about.some((difference) => difference.field === field)
  return {
    type: 'plan-revised',
    v: 1,
    id: writing.newId(),
    stream: { kind: 'plan', id: planId },
    effectiveOn: on,
    facts: differs('period') ? { period: draft.period } : {},
    words: {
      ...(differs('title') ? { title: draft.title } : {}),
      ...(differs('sponsor') ? { sponsor: draft.sponsor } : {}),
      ...(differs('dated') ? { dated: draft.dated } : {}),
    },
  }
}

const withdraw = (state: ActionState, on: IsoDate, writing: WriteContext): Pending<ActionEvent> => ({
  type: 'action-withdrawn',
  v: 1,
  id: writing.newId(),
  stream: { kind: 'action', id: state.id },
  effectiveOn: latestOf(
    on,
    state.updates.map((update) => update.on),
  ),
  facts: {},
  words: { reason: null },
})

const latestOf = (first: IsoDate, others: readonly IsoDate[]): IsoDate => {
  let latest = first
  for (const day of others) if (day > latest) latest = day
  return latest
}
