import type { DraftPlan, Ignored } from '@beatbook/domain'
import { counted, levelMark, levelMarks } from '@beatbook/domain/english'
import { planKindWords } from '../plan/words.ts'

/** What was read: "read as a delivery plan: 36 actions in 6 sections, 11 red, 24 amber, 1 not set". */
export const draftPlanSentence = (plan: DraftPlan): string => {
  const actions = plan.sections.flatMap((section) => section.actions)
  const marks = levelMarks
    .map((mark) => ({
      mark,
      count: actions.filter((action) => levelMark(action.level, action.stage).code === mark.code).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ mark, count }) => `${count} ${mark.word.toLowerCase()}`)
  const kind = planKindWords(plan.kind).toLowerCase()
  return `read as ${plan.kind === 'recommendations' ? kind : `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`}: ${counted(actions.length, 'action')} in ${counted(plan.sections.length, 'section')}, ${marks.join(', ')}`
}

/** Why text is left out. */
export const ignoredReasonWords = (reason: Ignored['reason']): string => reasons[reason]

const reasons: Record<Ignored['reason'], string> = {
  'page-furniture': 'page numbers, running heads and other furniture of the page',
  contents: 'the table of contents',
  introduction: 'introduction',
  prose: 'prose around the plan',
  template: 'rows of the template that nobody filled in',
  guidance: 'guidance on how to fill the form in',
  markup: 'mark-up, not words',
  'list-of-values': 'a list of allowed values',
  'repeated-header': 'a table heading that is repeated',
  'empty-structure': 'structure without words',
  hidden: 'hidden in the document',
  deleted: 'deleted in the document',
  'not-a-plan': 'no part of the plan',
}

/** The fields of a draft action by their names in the draft. */
export const draftFieldWords = {
  ref: 'ref',
  text: 'action',
  owner: 'owner',
  timescale: 'timescale',
  level: 'level',
  stage: 'stage',
  update: 'update',
} as const
