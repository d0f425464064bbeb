import { useLocation } from '@solidjs/router'
import { withParam } from '../../calendar/as-at.ts'

/** The views of a plan's page, in the order of their tabs. */
export const planViews = [
  { code: 'table', title: 'Table' },
  { code: 'board', title: 'Board' },
  { code: 'timeline', title: 'Timeline' },
  { code: 'calendar', title: 'Calendar' },
  { code: 'roadmap', title: 'Road map' },
  { code: 'compare', title: 'Compare' },
  { code: 'trends', title: 'Trends' },
] as const
/** Those of all plans together: what is compared, and what goes along time, is one plan. */
export const allViews = planViews.filter(({ code }) => code !== 'compare' && code !== 'trends')

/** The view that has every row, for printing, and that no tab leads to. */
const PRINT = 'print'
export type PlanViewCode = (typeof planViews)[number]['code'] | typeof PRINT

/** The view in the URL, and the URL of another view with all other parameters unchanged. */
export const usePlanView = () => {
  const location = useLocation()
  const view = (): PlanViewCode =>
    location.query.view === PRINT
      ? PRINT
      : (planViews.find(({ code }) => code === location.query.view)?.code ?? 'table')
  const hrefOf = (code: PlanViewCode): string =>
    withParam(location.pathname + location.search, 'view', code === 'table' ? null : code)
  return { view, hrefOf }
}
