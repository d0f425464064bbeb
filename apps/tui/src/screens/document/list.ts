import type { DocumentSummary } from '@beatbook/contract'
import { counted, instantWords } from '@beatbook/domain/english'
import type { Answer } from '../data.ts'
import type { List } from '../list-view.tsx'

/** The documents that were brought, with the plans they became. */
export const documentsList = (answer: Answer<DocumentSummary[]>): List => ({
  columns: [
    { heading: 'DOCUMENT', width: 12, flexible: true },
    { heading: 'PLANS', width: 24 },
    { heading: 'ACCEPTED', width: 28, needs: 80 },
    { heading: 'BY', width: 20, needs: 100 },
    { heading: 'FINDINGS', width: 14, needs: 120 },
  ],
  lines:
    answer.data?.map((document, at) => ({
      at,
      cells: [
        document.undone ? `${document.name} (undone)` : document.name,
        document.plans.map(({ code }) => code).join(', ') || '–',
        instantWords(document.acceptedAt),
        document.by,
        counted(document.findings, 'finding'),
      ],
    })) ?? null,
  error: answer.error,
  waiting: 'Reading the documents…',
  empty: ['No document was brought yet.', 'Leave with q and bring one with “beatbook import FILE”.'],
})
