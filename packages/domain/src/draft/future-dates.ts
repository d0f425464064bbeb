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
  /** The key of the update; `null` where it is a change of stage. */
  readonly update: string | null
}

/** Adds a finding for a date in the future. */
type Note = (
  on: IsoDate,
  about: Pick<AboutFinding, 'pieces' | 'choices' | 'plan'> & Partial<AboutFinding>,
) => void

/**
 * The draft as it can be accepted on the day `today`: entries and documents dated later become undated, each
 * with a finding (`entry-in-future`) in which a person can choose another day. No event is effective in the
 * future.
 */
export const removeFutureDates = (draft: Draft, today: IsoDate): Draft => {
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
    const undated = removeFutureEntryDates(plan, today, ({ action: { key: action }, on, pieces, update }) =>
      note(on, {
        pieces: [...pieces],
        plan: plan.key,
        action,
        ...(update === null
          ? { severity: 'warning', field: 'stage', choices: [] }
          : { update, field: 'update', choices: dateOfUpdate(action, update) }),
      }),
    )
    return dated
      ? { ...undated, documentDate: { ...plan.documentDate, on: null, because: 'today' } }
      : undated
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
 * The plan with every entry dated later than `today` made undated; the same object where there is none.
 * `onRemoved` is called for each, in the document's order.
 */
export const removeFutureEntryDates = (
  plan: DraftPlan,
  today: IsoDate,
  onRemoved: (later: Later) => void = () => undefined,
): DraftPlan => {
  const isLater = (entry: { readonly on: IsoDate | null }): entry is { on: IsoDate } =>
    entry.on !== null && entry.on > today
  if (!actionsOf(plan).some(({ stages, updates }) => stages.some(isLater) || updates.some(isLater)))
    return plan
  const undated = (action: DraftAction): DraftAction => ({
    ...action,
    stages: action.stages.map((stage) => {
      if (!isLater(stage)) return stage
      onRemoved({ action, on: stage.on, pieces: stage.from, update: null })
      return { ...stage, on: null }
    }),
    updates: action.updates.map((update) => {
      if (!isLater(update)) return update
      onRemoved({ action, on: update.on, pieces: update.from, update: update.key })
      return { ...update, on: null, said: update.said ?? update.on }
    }),
  })
  return {
    ...plan,
    sections: plan.sections.map((section) => ({ ...section, actions: section.actions.map(undated) })),
  }
}

/**
 * The refusal of a draft that dates its document (`effective-in-future`) or an entry (`entry-in-future`)
 * later than `today`; `null` where there is no such date. No date is changed without a person: they choose
 * another one, or wait.
 */
export const refusalOfFutureDates = (draft: Draft, today: IsoDate): Refusal | null => {
  for (const plan of draft.plans) {
    const { on } = plan.documentDate
    if (on !== null && on > today) return refuse('effective-in-future', { on, today, plan: plan.title })
    const later: Later[] = []
    removeFutureEntryDates(plan, today, (entry) => void later.push(entry))
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
