import type { RagRulesSummary } from '@beatbook/contract'
import type { Answer } from '../data.ts'
import type { List } from '../list-view.tsx'
import { signOf } from '../mark.tsx'

/** All RAG rules, and the plans they rate. */
export const rulesList = (answer: Answer<RagRulesSummary[]>): List => ({
  columns: [
    { heading: 'CODE', width: 24 },
    { heading: 'TITLE', width: 12, flexible: true },
    { heading: 'V.', width: 4 },
    { heading: 'LEVELS', width: 26, needs: 90 },
    { heading: 'RATES', width: 26, needs: 70 },
  ],
  lines:
    answer.data?.map((ragRules, at) => ({
      at,
      cells: [
        ragRules.code,
        ragRules.title,
        String(ragRules.version),
        ragRules.levels.map(signOf).join(' '),
        ragRules.plans.join(', ') || '–',
      ],
    })) ?? null,
  error: answer.error,
  waiting: 'Reading the rules…',
  empty: ['There are no rules.'],
})
