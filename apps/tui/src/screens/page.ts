import { comparisonLines, sectionTitles } from '../compare/lines.ts'
import { lintedPlan } from '../lint/linted-plan.ts'
import { lintReport } from '../lint/report.ts'
import { hanging } from '../output/page.ts'
import { trendLines } from '../rag/trend-lines.ts'
import { whyLines } from '../rag/why-lines.ts'
import { actionLines } from './action/lines.ts'
import { entriesIn, type List } from './list-view.tsx'
import { ascii } from './mark.tsx'
import type { Page } from './page-view.tsx'
import type { Record } from './record.ts'
import { schemeLines } from './rules/lines.ts'
import { rulesList } from './rules/list.ts'
import type { Screen } from './state.ts'
import { turningList } from './turning/list.ts'
import { workList } from './work/list.ts'

/** The page of a screen that scrolls, in lines of at most `width` columns; `null` for the others. */
export const pageOf = (screen: Screen, record: Record, width: number): Page | null => {
  switch (screen.at) {
    case 'action': {
      const { action, history, ribbon } = record
      return {
        head: action.data?.address ?? '',
        lines:
          action.data === null || history.data === null
            ? null
            : actionLines(action.data, history.data, ribbon.data?.id === action.data.id ? ribbon.data : null, width, ascii),
        error: action.error ?? history.error,
        waiting: 'Reading the action…',
      }
    }
    case 'why':
      return {
        head: 'Why this level',
        lines: record.why.data?.address === screen.address ? whyLines(record.why.data, width) : null,
        error: record.why.error,
        waiting: 'Asking why…',
      }
    case 'compare': {
      const { comparison, plan } = record
      return {
        head: 'Compare',
        lines: comparison.data === null || plan.data === null ? null : comparisonLines(comparison.data, sectionTitles(plan.data, comparison.data), width),
        error: comparison.error ?? plan.error,
        waiting: 'Comparing…',
      }
    }
    case 'trends': {
      const { trends, on } = record
      return {
        head: `Trends${screen.by === 'declared' ? ', declared' : ''}`,
        lines: trends.data?.by === screen.by ? trendLines(trends.data, on, width, ascii) : null,
        error: trends.error,
        waiting: 'Counting…',
      }
    }
    case 'lint': {
      const { lint, plan } = record
      return {
        head: 'Held to the validators',
        lines:
          lint.data === null || plan.data === null
            ? null
            : lintReport(plan.data.title, ...lintedPlan(lint.data, plan.data)).flatMap((line) => hanging(line, width)),
        error: lint.error ?? plan.error,
        waiting: 'Checking…',
      }
    }
    case 'scheme': {
      const { scheme } = record
      return {
        head: 'Rules, read only',
        lines: scheme.data === null ? null : schemeLines(scheme.data.whole, scheme.data.tried, width),
        error: scheme.error,
        waiting: 'Reading the rules…',
      }
    }
    default:
      return null
  }
}

/** The list of a screen that is a list of its own kind; `null` for the others. */
export const listOf = (screen: Screen, record: Record): List | null => {
  switch (screen.at) {
    case 'turning':
      return turningList(record.turning, record.until)
    case 'mine':
      return workList(record.mine)
    case 'rules':
      return rulesList(record.schemes)
    default:
      return null
  }
}

/** How many entries a screen can select from, or lines it can scroll by in `height`. */
export const countOf = (screen: Screen, record: Record, width: number, height: number): number => {
  if (screen.at === 'plans') return record.plans.data?.length ?? 0
  if (screen.at === 'plan') return record.rows.data?.length ?? 0
  const list = listOf(screen, record)
  if (list !== null) return entriesIn(list)
  return Math.max(1, (pageOf(screen, record, width)?.lines?.length ?? 0) - (height - 2))
}
