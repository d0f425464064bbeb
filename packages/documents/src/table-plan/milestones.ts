import type { DraftAction } from '@beatbook/domain'
import type { ShapeContext } from '../shape.ts'
import type { Block, Source } from '../source/source.ts'
import { readAction } from './action.ts'
import { readRows } from './rows.ts'

type Table = Extract<Block, { kind: 'table' }>

/** A table of a road map, the index of its block, and its rows as actions with texts and times only. */
export interface MilestoneTable {
  readonly at: number
  readonly actions: DraftAction[]
  readonly findings: ReturnType<typeof readAction>['findings']
  readonly heading: number[]
}

/** The tables with only texts and dates of milestones, without owners or progress. */
export const milestoneTables = (source: Source, context: ShapeContext, plan: string): MilestoneTable[] =>
  source.blocks.flatMap((block, at) => {
    const rows = block.kind === 'table' ? bareRows(block) : null
    if (!rows) return []
    const read = rows.actions.map((row) => readAction(row, context, plan))
    return [
      {
        at,
        actions: read.map(({ action }) => action),
        findings: read.flatMap(({ findings }) => findings),
        heading: rows.heading,
      },
    ]
  })

/** Whether a block is such a table. */
export const isMilestoneTable = (block: Block): boolean => block.kind === 'table' && bareRows(block) !== null

function bareRows(table: Table) {
  const { entries, layout } = readRows(table, null, new Set())
  const roles = new Set(layout?.columns.flatMap((column) => column?.role ?? []))
  if (!roles.has('timescale') || [...roles].some((role) => !bare.has(role))) return null
  const actions = entries.flatMap((entry) => (entry.kind === 'action' ? [entry.row] : []))
  const heading = entries.flatMap((entry) => (entry.kind === 'layout' ? entry.pieces : []))
  return actions.length > 1 && entries.every(({ kind }) => kind === 'action' || kind === 'layout')
    ? { actions, heading }
    : null
}

const bare = new Set(['text', 'timescale', 'ref', 'detail'])
