import { givenLine, id } from '@beatbook/domain'
import * as z from 'zod'
import { actionFilter, actionQuestion } from '../action/view.ts'

/** What a grid of actions puts its rows together by. */
export const groupings = [
  'plan',
  'section',
  'owner',
  'level',
  'computed',
  'stage',
  'month',
  'nothing',
] as const
export type Grouping = (typeof groupings)[number]

/** Orders that a grid makes of the rows it has; lists of the server do not have them. */
export const gridSorts = ['text', 'owner', 'section', 'progress', 'attached'] as const

/** One order of rows: by a field or one of the force's own columns. */
export const gridSort = z.object({
  by: z.union([actionQuestion.shape.sort.unwrap(), z.enum(gridSorts)]),
  descending: z.boolean().default(false),
})
export type GridSort = z.output<typeof gridSort>

/** The most orders of a grid: where rows are equal in one, the next decides. */
export const MOST_SORTS = 4

/** A column of a grid by its key, with its width in pixels where a person set one. */
export const gridColumn = z.object({
  key: givenLine(60).min(1),
  width: z.int().min(40).max(1_200).optional(),
})
export type GridColumn = z.output<typeof gridColumn>

/** How a grid is laid out. Without columns those that have values are shown. */
export const gridLayout = z.object({
  sorts: z.array(gridSort).max(MOST_SORTS).default([]),
  /** Without a choice: by section, or by plan where there are several; by nothing where rows are sorted otherwise. */
  group: z.enum(groupings).optional(),
  columns: z.array(gridColumn).min(1).max(100).optional(),
})
export type GridLayout = z.output<typeof gridLayout>

/** A saved view: which rows a grid shows, and how. */
export const gridView = gridLayout.extend({ filter: actionFilter.omit({ plan: true }).partial() })
export type GridView = z.output<typeof gridView>

/** A view as it is listed. `own`: it is the caller's. `by` is who saved it. */
export const savedView = z.object({
  id,
  name: z.string(),
  /** The plan whose rows it shows; `null` is all plans. */
  planId: id.nullable(),
  planCode: z.string().nullable(),
  shared: z.boolean(),
  own: z.boolean(),
  by: z.string(),
  view: gridView,
})
export type SavedView = z.infer<typeof savedView>
