import { eachAction } from '../each-action.ts'
import type { SubjectAction } from '../subject.ts'
import type { Check } from '../violation.ts'

/**
 * A declared level that requires a reason and has none: no words were recorded with it or since, and no
 * column has any. The RAG rules define which levels require one; without rules red and amber/red do.
 */
export const check: Check<'level-without-reason'> = (subject, { levels }) => {
  const due = levels?.flatMap(({ code, reasonDue }) => (reasonDue ? [code] : [])) ?? dueUnlessSaid
  return eachAction(subject, (action) =>
    action.level !== null && due.includes(action.level) && action.stage !== 'complete' && !explained(action)
      ? [{ args: { level: action.level } }]
      : [],
  )
}

const dueUnlessSaid: readonly string[] = ['red', 'amber-red']

const explained = ({ levelExplained, details }: SubjectAction): boolean =>
  levelExplained ||
  details.some(
    ({ heading, text }) =>
      /\b(?:reason|rationale|risks?|issues?|narrative|justification)\b/i.test(heading) && text.trim() !== '',
  )
