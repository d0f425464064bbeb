import type { PlanView, SavedView } from '@beatbook/contract'
import type { Column } from '@beatbook/domain'
import { viewWords } from '../../view/words.ts'
import type { Answer } from '../data.ts'
import type { List } from '../list-view.tsx'

/** The saved views: their names, what they show, and whose they are. */
export const viewsList = (
  answer: Answer<SavedView[]>,
  plan: PlanView | null,
  own: readonly Column[],
): List => ({
  columns: [
    { heading: 'VIEW', width: 26 },
    { heading: 'PLAN', width: 18, needs: 70 },
    { heading: 'SHOWS', width: 12, flexible: true },
    { heading: 'WHOSE', width: 24, needs: 90 },
  ],
  lines:
    answer.data?.map((view, at) => ({
      at,
      cells: [
        view.name,
        view.planCode ?? 'all plans',
        viewWords(view, view.planId === plan?.id ? plan : null, own),
        view.own ? (view.shared ? 'yours, shared' : 'yours') : `shared by ${view.by}`,
      ],
    })) ?? null,
  error: answer.error,
  waiting: 'Reading the views…',
  empty: [
    'No view is saved yet.',
    'In a list, save what it shows with “:view save NAME” (or “:view share NAME”).',
  ],
})
