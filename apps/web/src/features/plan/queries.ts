import { type ActionQuestion, type GridLayout, type Grouping, gridSorts } from '@beatbook/contract'
import type { ReadAt } from '@beatbook/domain'
import { groupingOf } from '@beatbook/presentation'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const archivedPlansQuery = (at: ReadAt) =>
  queryOptions({
    queryKey: ['plans', at, 'archived'],
    queryFn: () => api.plans.list.query({ ...at, archived: 'only' }),
  })

/** How many actions are loaded and drawn at once: more make a slow phone stop. */
const ROWS_A_PAGE = 100

export const planActionsQuery = (question: Partial<ActionQuestion>) =>
  infiniteQueryOptions({
    queryKey: ['actions', question],
    queryFn: ({ pageParam }) =>
      api.actions.list.query({ ...question, limit: ROWS_A_PAGE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

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
export const orderOf = (layout: GridLayout): Pick<ActionQuestion, 'sort' | 'descending'> => {
  const together = groupSorts[groupingOf(layout)]
  if (together !== undefined) return { sort: together, descending: false }
  const [first] = layout.sorts
  return first === undefined || isOfGrid(first.by) || groupingOf(layout) !== 'nothing'
    ? { sort: 'place', descending: false }
    : { sort: first.by, descending: first.descending }
}

const isOfGrid = (by: GridLayout['sorts'][number]['by']): by is (typeof gridSorts)[number] =>
  (gridSorts as readonly string[]).includes(by)
