import type { actionSorts } from '@beatbook/contract'

/** A column of the actions table. On narrow screens those of the lowest `priority` number stay longest. */
export interface ActionColumn {
  readonly key: 'ref' | 'text' | 'owners' | 'timescale' | 'level' | 'computed' | 'stage' | 'last-update'
  readonly heading: string
  readonly priority: number
  readonly sort: (typeof actionSorts)[number] | null
}

/** The columns of the actions table, left to right. */
export const actionColumns: readonly ActionColumn[] = [
  { key: 'ref', heading: 'Ref', priority: 1, sort: 'ref' },
  { key: 'text', heading: 'Action', priority: 1, sort: null },
  { key: 'owners', heading: 'Owners', priority: 4, sort: null },
  { key: 'timescale', heading: 'Timescale', priority: 3, sort: 'timescale' },
  { key: 'level', heading: 'Declared', priority: 2, sort: 'level' },
  { key: 'computed', heading: 'By the rules', priority: 2, sort: 'computed' },
  { key: 'stage', heading: 'Stage', priority: 5, sort: 'stage' },
  { key: 'last-update', heading: 'Last update', priority: 6, sort: 'last-update' },
]
