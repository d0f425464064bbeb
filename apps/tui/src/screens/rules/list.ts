import type { SchemeSummary } from '@beatbook/domain'
import type { Answer } from '../data.ts'
import type { List } from '../list-view.tsx'
import { signOf } from '../mark.tsx'

/** The RAG schemes there are, and what they colour. */
export const rulesList = (answer: Answer<SchemeSummary[]>): List => ({
  columns: [
    { heading: 'CODE', width: 24 },
    { heading: 'TITLE', width: 12, flexible: true },
    { heading: 'V.', width: 4 },
    { heading: 'LEVELS', width: 26, needs: 90 },
    { heading: 'COLOURS', width: 26, needs: 70 },
  ],
  lines:
    answer.data?.map((scheme, at) => ({
      at,
      cells: [scheme.code, scheme.title, String(scheme.version), scheme.levels.map(signOf).join(' '), scheme.plans.join(', ') || '–'],
    })) ?? null,
  error: answer.error,
  waiting: 'Reading the rules…',
  empty: ['There are no rules.'],
})
