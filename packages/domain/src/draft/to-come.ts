import type { IsoDate } from '../calendar/date.ts'
import type { AboutFinding, Choice, Finding } from '../finding/finding.ts'
import { noted } from '../note/note.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Draft, DraftAction, DraftPlan } from './draft.ts'
import { actionsOf } from './writing.ts'

/** An entry that a draft dates later than today. */
interface Later {
  readonly action: DraftAction
  readonly on: IsoDate
  readonly pieces: readonly number[]
  /** The key of the update that it is; `null` where it is a change of stage. */
  readonly update: string | null
}

/** Notes that something is dated on a day that has not come. */
type Note = (
  on: IsoDate,
  about: Pick<AboutFinding, 'pieces' | 'choices' | 'plan'> & Partial<AboutFinding>,
) => void

/**
 * The draft as it can be accepted on the day `today`: what it dates later than that is held undated, with a
 * finding for each (`entry-in-future`) in which a person may give another day. Nothing is ever true from a
 * day that has not come.
 */
export const holdWhatIsToCome = (draft: Draft, today: IsoDate): Draft => {
  const found: Finding[] = []
  const note: Note = (on, about) =>
    void found.push({
      ...noted('entry-in-future', { on }),
      key: `to-come-${found.length + 1}`,
      severity: 'decide',
      place: draft.source.pieces[about.pieces[0] ?? -1]?.place ?? null,
      ...about,
    })
  const plans = draft.plans.map((plan): DraftPlan => {
    const { on } = plan.documentDate
    const dated = on !== null && on > today
    if (dated)
      note(on, {
        pieces: plan.from.slice(0, 1),
        plan: plan.key,
        field: 'documentDate',
        choices: dateOfPlan(plan.key, today),
      })
    const held = holdEntries(plan, today, ({ action: { key: action }, on, pieces, update }) =>
      note(on, {
        pieces: [...pieces],
        plan: plan.key,
        action,
        ...(update === null
          ? { severity: 'warning', field: 'stage', choices: [] }
          : { update, field: 'update', choices: dateOfUpdate(action, update) }),
      }),
    )
    return dated ? { ...held, documentDate: { ...plan.documentDate, on: null, because: 'today' } } : held
  })
  if (found.length === 0) return draft
  const redated = new Set(
    found.filter((finding) => finding.field === 'documentDate').map((finding) => finding.plan),
  )
  const standing = draft.findings.filter(
    (finding) => finding.code !== 'document-date' || !redated.has(finding.plan),
  )
  return { ...draft, plans, findings: [...standing, ...found] }
}

/**
 * The plan with every entry undated that it dates later than `today`; the plan itself where there is none.
 * `tell` is told of each, in the document's order.
 */
export const holdEntries = (
  plan: DraftPlan,
  today: IsoDate,
  tell: (later: Later) => void = () => undefined,
): DraftPlan => {
  const isLater = (entry: { readonly on: IsoDate | null }): entry is { on: IsoDate } =>
    entry.on !== null && entry.on > today
  if (!actionsOf(plan).some(({ stages, updates }) => stages.some(isLater) || updates.some(isLater)))
    return plan
  const held = (action: DraftAction): DraftAction => ({
    ...action,
    stages: action.stages.map((stage) => {
      if (!isLater(stage)) return stage
      tell({ action, on: stage.on, pieces: stage.from, update: null })
      return { ...stage, on: null }
    }),
    updates: action.updates.map((update) => {
      if (!isLater(update)) return update
      tell({ action, on: update.on, pieces: update.from, update: update.key })
      return { ...update, on: null, said: update.said ?? update.on }
    }),
  })
  return {
    ...plan,
    sections: plan.sections.map((section) => ({ ...section, actions: section.actions.map(held) })),
  }
}

/**
 * The refusal of a draft that dates its document (`effective-in-future`) or an entry (`entry-in-future`)
 * later than `today`: nothing is moved in silence, so the person dates it anew, or the document waits. `null`
 * where it dates nothing later.
 */
export const refusalOfWhatIsToCome = (draft: Draft, today: IsoDate): Refusal | null => {
  for (const plan of draft.plans) {
    const { on } = plan.documentDate
    if (on !== null && on > today) return refuse('effective-in-future', { on, today, plan: plan.title })
    const later: Later[] = []
    holdEntries(plan, today, (entry) => void later.push(entry))
    const [first] = later
    if (first === undefined) continue
    const place = draft.source.pieces[first.pieces[0] ?? -1]?.place
    return refuse('entry-in-future', { on: first.on, today, ref: first.action.ref, ...place })
  }
  return null
}

const dateOfUpdate = (action: string, update: string): Choice[] => [
  {
    code: 'another-date',
    args: {},
    asks: 'date',
    cautious: false,
    does: { change: 'date-update', action, update, on: null },
  },
  { code: 'leave-undated', args: {}, cautious: true, does: { change: 'keep' } },
]

const dateOfPlan = (plan: string, today: IsoDate): Choice[] => [
  {
    code: 'use-date',
    args: { on: today },
    cautious: true,
    does: { change: 'date-document', plan, on: today },
  },
  {
    code: 'another-date',
    args: {},
    asks: 'date',
    cautious: false,
    does: { change: 'date-document', plan, on: today },
  },
]
