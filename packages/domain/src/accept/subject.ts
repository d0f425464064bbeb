import type { IsoDate } from '../calendar/date.ts'
import type { Draft, DraftTable } from '../draft/draft.ts'
import { draftExtras } from '../draft/extras.ts'
import { type Subject, type SubjectAction, type SubjectTable, subjectOfPlan } from '../validator/subject.ts'
import { previewDraft } from './preview.ts'

/**
 * A draft as validators see it: its preview and its tables. Undated entries get the document's date, or
 * `today` where it has none; in that case the day a timescale was set is not known. Words next to a level
 * explain it.
 */
export const subjectOfDraft = (draft: Draft, today: IsoDate): Subject => {
  const { plans, names } = previewDraft(draft, today)
  const extras = draftExtras(draft, today)
  const withDraft = (subject: SubjectAction): SubjectAction => {
    const { dated = true, levelSaid = null } = extras.get(subject.id) ?? {}
    return {
      ...subject,
      timescaleSetOn: dated ? subject.timescaleSetOn : null,
      levelExplained: subject.levelExplained || (levelSaid?.match(/\p{L}{2,}/gu)?.length ?? 0) > 3,
    }
  }
  return {
    plans: plans.flatMap(({ plan, actions }) =>
      subjectOfPlan(plan, actions, (party) => names.get(party) ?? party).plans.map((subject) => ({
        ...subject,
        actions: subject.actions.map(withDraft),
      })),
    ),
    tables: draft.tables.map((table) => ({ ...table, id: table.key, claims: claimsAbout(table, draft) })),
  }
}

/** The percentages in the words that the reader linked to a table. */
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
