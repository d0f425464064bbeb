import type { IsoDate } from '../calendar/date.ts'
import type { AboutFinding, Choice, Finding } from '../finding/finding.ts'
import { noted } from '../note/note.ts'
import type { Draft, DraftAction, DraftPlan } from './draft.ts'

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
    return {
      ...plan,
      documentDate: dated ? { ...plan.documentDate, on: null, because: 'today' } : plan.documentDate,
      sections: plan.sections.map((section) => ({
        ...section,
        actions: section.actions.map((action) => held(action, plan.key, today, note)),
      })),
    }
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

/** Notes that something is dated on a day that has not come. */
type Note = (
  on: IsoDate,
  about: Pick<AboutFinding, 'pieces' | 'choices' | 'plan'> & Partial<AboutFinding>,
) => void

const held = (action: DraftAction, plan: string, today: IsoDate, note: Note): DraftAction => ({
  ...action,
  stages: action.stages.map((stage) => {
    if (stage.on === null || stage.on <= today) return stage
    note(stage.on, {
      severity: 'warning',
      pieces: stage.from,
      plan,
      action: action.key,
      field: 'stage',
      choices: [],
    })
    return { ...stage, on: null }
  }),
  updates: action.updates.map((update) => {
    if (update.on === null || update.on <= today) return update
    note(update.on, {
      pieces: update.from,
      plan,
      action: action.key,
      update: update.key,
      field: 'update',
      choices: dateOfUpdate(action.key, update.key),
    })
    return { ...update, on: null, said: update.said ?? update.on }
  }),
})

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
