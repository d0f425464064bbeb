import { type Draft, type DraftAction, type Finding, severities } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { groupFindings } from '../finding/group.ts'
import { findingPlace, findingSentence, findingTitle, severityWords } from '../finding/sentence.ts'
import { draftPlanSentence, ignoredReasonWords } from './words.ts'

/**
 * A draft as lines for a terminal: its plans, its tables, its findings (most serious first), and what is left
 * out.
 */
export const draftReport = (draft: Draft): string[] => [
  draft.source.name,
  ...draft.plans.flatMap((plan) => [
    `  ${plan.title}: ${draftPlanSentence(plan)}`,
    ...plan.sections.map(
      (section) =>
        `    ${section.ref ? `${section.ref} ` : ''}${section.title}: ${counted(section.actions.length, 'action')}`,
    ),
  ]),
  ...draft.tables.map(
    (table) =>
      `  Table of figures “${table.title}”: ${counted(table.rows.length, 'row')}, ${table.columns.map((column) => column.heading).join(', ')}`,
  ),
  ...severities.flatMap((severity) => {
    const groups = groupFindings(draft.findings.filter((finding) => finding.severity === severity))
    return groups.length === 0
      ? []
      : [
          '',
          `  ${severityWords(severity)}`,
          ...groups.flatMap((group) => [
            `    ${findingTitle(group.code)} (${group.findings.length})`,
            ...group.findings.map((finding) => `      ${findingLine(draft, finding)}`),
          ]),
        ]
  }),
  ...(draft.ignored.length === 0 ? [] : ['', `  Left out: ${leftOut(draft)}`]),
]

/** One finding on one line, preceded by its place: "action 32, line 57: …". */
export const findingLine = (draft: Draft, finding: Finding): string => {
  const place = findingPlace(finding, finding.action ? refOf(draft, finding.action) : null)
  return `${place ? `${place}: ` : ''}${findingSentence(finding)}`
}

/** The ref of the action with a key in a draft; `null` where there is none. */
export const refOf = (draft: Draft, key: string): string | null =>
  draftActions(draft).find((action) => action.key === key)?.ref ?? null

const draftActions = (draft: Draft): DraftAction[] =>
  draft.plans.flatMap((plan) => plan.sections.flatMap((section) => section.actions))

const leftOut = (draft: Draft): string => {
  const byReason = new Map<string, number>()
  for (const { reason, count } of draft.ignored)
    byReason.set(ignoredReasonWords(reason), (byReason.get(ignoredReasonWords(reason)) ?? 0) + count)
  return [...byReason].map(([words, count]) => `${words} (${counted(count, 'piece')})`).join('; ')
}
