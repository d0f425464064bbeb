import type { Counts, PlanSummary } from '@beatbook/contract'
import { endOfMonth, type PlanKind, stagesOf, type UpdatePeriod } from '@beatbook/domain'
import { counted, dayWords, type LevelMark, levelMarks, markOf, monthWords } from '@beatbook/domain/english'

/** A kind of plan in words: "Delivery plan". */
export const planKindWords = (kind: PlanKind): string => kinds[kind]

const kinds: Record<PlanKind, string> = {
  'delivery-plan': 'Delivery plan',
  'action-plan': 'Action plan',
  recommendations: 'Recommendations',
  strategy: 'Strategy',
}

/** How often an update of each action is expected, in words: "Every month". */
export const updatePeriodWords = (every: UpdatePeriod): string => updates[every]

const updates: Record<UpdatePeriod, string> = {
  week: 'Every week',
  fortnight: 'Every two weeks',
  month: 'Every month',
  quarter: 'Every three months',
  'half-year': 'Every six months',
  year: 'Every year',
}

/** The period of a plan: "April 2026 to March 2028", otherwise the date in its title, otherwise nothing. */
export const periodWords = (plan: Pick<PlanSummary, 'period' | 'dated'>): string | null => {
  const { period, dated } = plan
  if (!period) return dated
  const { start, end } = period
  if (start && end) return `${edge(start, 'start')} to ${edge(end, 'end')}`
  if (start) return `from ${edge(start, 'start')}`
  if (end) return `to ${edge(end, 'end')}`
  return period.said || dated
}

/** One segment of a plan's bar: the number of actions, and the filter that finds exactly those. */
export interface BarSegment {
  readonly mark: LevelMark
  readonly count: number
  readonly filter: { readonly levels?: readonly string[]; readonly stages: readonly string[] }
}

/**
 * The bar of a plan: declared levels of actions that are not complete, then complete, then not set; without
 * empty segments.
 */
export const barOf = (plan: Pick<PlanSummary, 'counts' | 'workflow' | 'workflowVersion'>): BarSegment[] => {
  const open = [...stagesOf(plan).filter((stage) => stage !== 'complete'), 'none']
  return marksIn(plan.counts)
    .map((mark) => ({
      mark,
      count: plan.counts.bar[mark.code] ?? 0,
      filter: mark.code === 'complete' ? { stages: ['complete'] } : { levels: [mark.code], stages: open },
    }))
    .filter((segment) => segment.count > 0)
}

/** The bar in one sentence: "declared: 11 red, 24 amber, 1 not set". */
export const barSentence = (counts: Pick<Counts, 'bar'>): string => {
  const parts = marksIn(counts)
    .filter((mark) => (counts.bar[mark.code] ?? 0) > 0)
    .map((mark) => `${counts.bar[mark.code]} ${mark.word.toLowerCase()}`)
  return parts.length === 0 ? counted(0, 'action') : `declared: ${parts.join(', ')}`
}

/** The marks of a bar; a level that this release does not know comes last. */
const marksIn = (counts: Pick<Counts, 'bar'>): LevelMark[] => [
  ...levelMarks,
  ...Object.keys(counts.bar)
    .filter((code) => !levelMarks.some((mark) => mark.code === code))
    .map(markOf),
]

const edge = (day: string, end: 'start' | 'end'): string => {
  const whole = end === 'start' ? day.endsWith('-01') : day === endOfMonth(+day.slice(0, 4), +day.slice(5, 7))
  return whole ? monthWords(day) : dayWords(day)
}
