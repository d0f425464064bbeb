import { isDeepStrictEqual } from 'node:util'
import { codeAsWords } from '@beatbook/domain/english'
import { aggregateLines } from '../aggregate/page.ts'
import { comparisonLines, sectionTitles } from '../compare/lines.ts'
import { hanging } from '../output/page.ts'
import { trendLines } from '../rating/trend-lines.ts'
import { whyLines } from '../rating/why-lines.ts'
import { checkedPlan } from '../validator/checked-plan.ts'
import { checkReport } from '../validator/report.ts'
import { actionLines } from './action/lines.ts'
import { entriesIn, type List } from './list-view.tsx'
import { ascii } from './mark.tsx'
import type { Page } from './page-view.tsx'
import { ragRulesLines } from './rag-rules/lines.ts'
import { rulesList } from './rag-rules/list.ts'
import { turningList } from './rating/turning-list.ts'
import type { Record } from './record.ts'
import type { Screen } from './state.ts'
import { workList } from './work/list.ts'

/** The page of a scrolling screen, in lines of at most `width` columns; `null` for others. */
export const pageOf = (screen: Screen, record: Record, width: number): Page | null => {
  switch (screen.at) {
    case 'action': {
      const { action, history, ribbon } = record
      return {
        head: action.data?.address ?? '',
        lines:
          action.data === null || history.data === null
            ? null
            : actionLines(
                action.data,
                history.data,
                ribbon.data?.id === action.data.id ? ribbon.data : null,
                width,
                ascii,
              ),
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
        lines:
          comparison.data === null || plan.data === null
            ? null
            : comparisonLines(comparison.data, sectionTitles(plan.data, comparison.data), width),
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
    case 'check': {
      const { check, plan } = record
      return {
        head: 'Held to the validators',
        lines:
          check.data === null || plan.data === null
            ? null
            : checkReport(plan.data.title, ...checkedPlan(check.data, plan.data)).flatMap((line) =>
                hanging(line, width),
              ),
        error: check.error ?? plan.error,
        waiting: 'Checking…',
      }
    }
    case 'rag-rules': {
      const { ragRules } = record
      return {
        head: 'Rules, read only',
        lines: ragRules.data === null ? null : ragRulesLines(ragRules.data.whole, ragRules.data.tried, width),
        error: ragRules.error,
        waiting: 'Reading the rules…',
      }
    }
    case 'aggregates': {
      const { question } = screen
      const { data, error } = record.aggregates
      return {
        head: codeAsWords(question.plural),
        lines:
          data !== null && isDeepStrictEqual(data.question, question)
            ? aggregateLines(question, data.answer, width)
            : null,
        error,
        waiting: 'Reading…',
      }
    }
    default:
      return null
  }
}

/** The list of a list screen; `null` for others. */
export const listOf = (screen: Screen, record: Record): List | null => {
  switch (screen.at) {
    case 'turning':
      return turningList(record.turning, record.until)
    case 'mine':
      return workList(record.mine)
    case 'rules':
      return rulesList(record.allRagRules)
    default:
      return null
  }
}

/** The number of entries a screen can select from, or of lines it can scroll by in `height`. */
export const countOf = (screen: Screen, record: Record, width: number, height: number): number => {
  if (screen.at === 'plans') return record.plans.data?.length ?? 0
  if (screen.at === 'plan') return record.rows.count ?? 0
  const list = listOf(screen, record)
  if (list !== null) return entriesIn(list)
  return Math.max(1, (pageOf(screen, record, width)?.lines?.length ?? 0) - (height - 2))
}
