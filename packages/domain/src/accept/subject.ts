import type { IsoDate } from '../calendar/date.ts'
import type { Draft, DraftAction, DraftPlan, DraftTable } from '../draft/draft.ts'
import { actionsOf } from '../draft/writing.ts'
import { type Subject, type SubjectAction, type SubjectTable, subjectOfPlan } from '../validator/subject.ts'
import { previewDraft } from './preview.ts'

/**
 * A draft as validators see it: its preview, with its tables beside. What carries no date of its own takes
 * its document's, or `today` where that has none; then nothing says from which day the timescales are what
 * they are. Words beside a level explain it.
 */
export const subjectOfDraft = (draft: Draft, today: IsoDate): Subject => {
  const { plans, names } = previewDraft(draft, today)
  const drafted = new Map(draft.plans.map((plan) => [plan.key, plan]))
  return {
    plans: plans.flatMap(({ plan, actions }) =>
      subjectOfPlan(plan, actions, (party) => names.get(party) ?? party).plans.map((subject) => ({
        ...subject,
        actions: withWhatOnlyTheDraftHas(subject.actions, drafted.get(plan.id)),
      })),
    ),
    tables: draft.tables.map((table) => ({ ...table, id: table.key, claims: claimsAbout(table, draft) })),
  }
}

const withWhatOnlyTheDraftHas = (
  subjects: readonly SubjectAction[],
  plan: DraftPlan | undefined,
): SubjectAction[] => {
  const drafted = new Map((plan === undefined ? [] : actionsOf(plan)).map((action) => [action.key, action]))
  return subjects.map((subject) => {
    const action = drafted.get(subject.id)
    if (action === undefined) return subject
    return {
      ...subject,
      timescaleSetOn: plan?.documentDate.on !== null || hasDays(action) ? subject.timescaleSetOn : null,
      levelExplained: subject.levelExplained || (action.levelSaid?.match(/\p{L}{2,}/gu)?.length ?? 0) > 3,
    }
  })
}

const hasDays = (action: DraftAction): boolean =>
  [...action.stages, ...action.updates].some((entry) => entry.on !== null)

/** The percentages in the words that the reader tied to a table. */
const claimsAbout = (table: DraftTable, { findings, source }: Draft): SubjectTable['claims'] =>
  findings.flatMap(({ code, table: about, args, pieces }) =>
    code === 'percentage-text-mismatch' && about === table.key && typeof args.written === 'number'
      ? [
          {
            column: String(args.column ?? ''),
            written: args.written,
            quote: pieces
              .map((piece) => source.pieces[piece]?.text ?? '')
              .join(' ')
              .trim(),
          },
        ]
      : [],
  )
