import { isDeepStrictEqual } from 'node:util'
import { codeAsWords } from '@beatbook/domain/english'
import { aggregateLines } from '../aggregate/page.ts'
import { comparisonLines, sectionTitles } from '../compare/lines.ts'
import { hanging, type PageLine } from '../output/page.ts'
import { trendLines } from '../rating/trend-lines.ts'
import { whyLines } from '../rating/why-lines.ts'
import { checkedPlan } from '../validator/checked-plan.ts'
import { checkReport } from '../validator/report.ts'
import { changesList } from './action/changes-list.ts'
import { actionLines } from './action/lines.ts'
import { documentsList } from './document/list.ts'
import { entriesIn, type List } from './list-view.tsx'
import { ascii } from './mark.tsx'
import { isPointed, type Page } from './page-view.tsx'
import { ownersList } from './party/list.ts'
import { ragRulesLines } from './rag-rules/lines.ts'
import { rulesList } from './rag-rules/list.ts'
import { turningList } from './rating/turning-list.ts'
import type { Record } from './record.ts'
import type { Narrowed, Screen } from './state.ts'
import { viewsList } from './view/list.ts'
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
        head: `Compare${filteredBy(screen.narrowed)}`,
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
        head: `Trends${screen.by === 'declared' ? ', declared' : ''}${filteredBy(screen.narrowed)}`,
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
            : checkLines(plan.data.title, checkedPlan(check.data, plan.data), width),
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
    case 'talk':
      return {
        head: `Conversations about ${screen.address} · b begins, Enter answers, s settles`,
        lines: record.talk.data === null ? null : record.talkLines,
        error: record.talk.error,
        waiting: 'Reading what was said…',
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
      return workList(record.mine, record.mentions.data?.mentions ?? [])
    case 'rules':
      return rulesList(record.allRagRules)
    case 'views':
      return viewsList(record.views, record.plan.data, record.settings.columns)
    case 'changes':
      return changesList(record.changes, screen.since)
    case 'owners':
      return ownersList(record.owners)
    case 'documents':
      return documentsList(record.documents)
    default:
      return null
  }
}

/** What a heading says of the filter of its screen. */
const filteredBy = (narrowed: Narrowed | null): string => (narrowed === null ? '' : `, of ${narrowed.typed}`)

/** The number of entries a screen can select from, or of lines it can scroll by in `height`. */
export const countOf = (screen: Screen, record: Record, width: number, height: number): number => {
  if (screen.at === 'plans') return record.plans.data?.length ?? 0
  if (screen.at === 'plan') return record.rows.count ?? 0
  const list = listOf(screen, record)
  if (list !== null) return entriesIn(list)
  const page = pageOf(screen, record, width)
  if (page !== null && isPointed(page)) return page.lines?.length ?? 0
  return Math.max(1, (page?.lines?.length ?? 0) - (height - 2))
}

/** A check as lines; those of an action lead to it. */
const checkLines = (title: string, checked: ReturnType<typeof checkedPlan>, width: number): PageLine[] => {
  const places = new Set(checked[0].map(({ place }) => place).filter((place) => place.includes('/')))
  let opens: string | undefined
  return checkReport(title, ...checked).flatMap((line) => {
    const [place = ''] = line.trimStart().split(': ')
    const quotes = line.trimStart().startsWith('“')
    opens = places.has(place) ? place : quotes ? opens : undefined
    return hanging(line, width).map((each) => (opens === undefined ? each : { ...each, opens }))
  })
}
