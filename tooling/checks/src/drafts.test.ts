import { expect, test } from 'vitest'
import { mayReadRows, rowsNamedIn } from './drafts.ts'

test.each([
  ["import type { DraftPlan } from '../draft/draft.ts'", ['DraftPlan']],
  [
    "import {\n  type Draft,\n  type DraftAction as Row,\n  type DraftUpdate,\n} from '@beatbook/domain'",
    ['DraftAction', 'DraftUpdate'],
  ],
  ["export { draftSection } from './draft.ts'", ['draftSection']],
  ["type Row = Draft['plans'][number]", ["Draft['plans']"]],
  ["import type { Draft, DraftTable } from '../draft/draft.ts'", []],
  ["import { type ReadPlan, readPlan } from '../draft/read-plan.ts'", []],
  ["import { proposeDraftPlanner } from './planner.ts'", []],
])('%s names the rows %j', (source, rows) => {
  expect(rowsNamedIn(source)).toEqual(rows)
})

test.each([
  ['packages/domain/src/draft/write-plan.ts', true],
  ['apps/web/src/features/draft/Accept.tsx', true],
  ['packages/documents/src/log/log.ts', true],
  ['packages/domain/src/revision/fields.ts', false],
  ['packages/domain/src/accept/preview.ts', false],
  ['packages/store/src/revision/content.ts', false],
])('%s may read the rows of a draft: %s', (file, may) => {
  expect(mayReadRows(file)).toBe(may)
})
