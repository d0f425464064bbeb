import {
  type ActionQuestion,
  type ActionRow,
  type GridLayout,
  type Grouping,
  gridSorts,
  type PlanSummary,
  type PlanView,
} from '@beatbook/contract'
import type { ReadAt } from '@beatbook/domain'
import { groupingOf } from '@beatbook/presentation'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/solid-query'
import { createSignal, untrack } from 'solid-js'
import { api } from '../../api.ts'
import { useAsAt } from '../../calendar/as-at.ts'
import { queryClient } from '../../query-client.ts'
import { useAnswer } from '../../ui/answer.ts'
import { planQuery, plansQuery } from '../command/plan.ts'

export const archivedPlansQuery = (at: ReadAt) =>
  queryOptions({
    queryKey: ['plans', at, 'archived'],
    queryFn: () => api.plans.list.query({ ...at, archived: 'only' }),
  })

/** What happened to a plan itself, oldest first. */
export const planHistoryQuery = (plan: string, at: ReadAt) =>
  queryOptions({
    queryKey: ['plan', plan, at, 'history'],
    queryFn: () => api.plans.history.query({ plan, ...at }),
  })

/** How many actions are loaded and drawn at once: more make a slow phone stop. */
const ROWS_A_PAGE = 100

/**
 * The rows of a question, page by page. A page is a function that returns it, because a query looks through all that it
 * has whenever something of it changes, and of a thousand rows that takes longer than a key may.
 */
export const planActionsQuery = (question: Partial<ActionQuestion>) =>
  infiniteQueryOptions({
    queryKey: ['actions', question],
    queryFn: async ({ pageParam }) => {
      const page = await api.actions.list.query({ ...question, limit: ROWS_A_PAGE, cursor: pageParam })
      return () => page
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page().next ?? undefined,
    placeholderData: keepPreviousData,
    reconcile: false,
  })

/** Asks for a plan and its first rows, as its page does when its address says nothing further. */
export const askForPlan = (code: string): void => {
  void queryClient.prefetchQuery(planQuery(code, {}))
  void queryClient.prefetchInfiniteQuery(
    planActionsQuery({ plan: code, ...orderOf({ sorts: [] }, 'section') }),
  )
}

/** The orders of the server by which rows that are put together come together. */
const groupSorts: Partial<Record<Grouping, ActionQuestion['sort']>> = {
  level: 'level',
  computed: 'computed',
  stage: 'stage',
  month: 'timescale',
}

/**
 * The order in which a grid asks for its rows: that of its groups, otherwise its first. The grid makes the others
 * once it has all rows.
 */
export const orderOf = (layout: GridLayout, usual: Grouping): Pick<ActionQuestion, 'sort' | 'descending'> => {
  const grouping = groupingOf(layout, usual)
  const together = groupSorts[grouping]
  if (together !== undefined) return { sort: together, descending: false }
  const [first] = layout.sorts
  return first === undefined || !isOfServer(first.by) || grouping !== 'nothing'
    ? { sort: 'place', descending: false }
    : { sort: first.by, descending: first.descending }
}

type GridOrder = GridLayout['sorts'][number]['by']

/** Whether lists of the server have an order. */
export const isOfServer = (by: GridOrder): by is Exclude<GridOrder, (typeof gridSorts)[number]> =>
  !(gridSorts as readonly string[]).includes(by)

/** Whether rows that are put together come together from the server. */
export const isServerGrouping = (grouping: Grouping): boolean =>
  ['plan', 'section', 'nothing'].includes(grouping) || groupSorts[grouping] !== undefined

/**
 * The plans of rows: `of` gives that of a row, which is `plan` where there is one. Of rows of all plans it is loaded
 * when it is first asked for, and `null` until then. `all` are the plans in their order, of rows of all plans.
 */
export const usePlansOf = (plan: () => PlanView | null) => {
  const { at } = useAsAt()
  const [loaded, setLoaded] = createSignal<ReadonlyMap<string, PlanView>>(new Map())
  const plans = useAnswer<readonly PlanSummary[]>(() => ({ ...plansQuery(at()), enabled: plan() === null }))
  const load = (code: string) =>
    queryClient.fetchQuery({ ...planQuery(code, at()), staleTime: 30_000 }).then(
      (found) => setLoaded((known) => new Map([...known, [code, found]])),
      // It is asked for again with the next question.
      () => undefined,
    )
  const summaryOf = ({ planId }: ActionRow): PlanSummary | undefined =>
    plan() ?? plans()?.find(({ id }) => id === planId)
  return {
    all: (): readonly PlanSummary[] => plans() ?? [],
    summaryOf,
    levelsOf: (row: ActionRow): PlanView['computed']['levels'] => summaryOf(row)?.computed.levels ?? [],
    of: ({ planCode }: ActionRow): PlanView | null => {
      const one = plan()
      if (one !== null) return one
      const found = untrack(loaded).get(planCode)
      // It is read again in the background, so that sections and owners that others add are there.
      void load(planCode)
      return found ?? null
    },
  }
}
