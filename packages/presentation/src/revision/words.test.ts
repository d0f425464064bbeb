import type { FieldDifference, RowDifference } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { differenceLine, differenceSentences } from './words.ts'

const row = (given: Partial<RowDifference>): RowDifference => ({
  row: 'action-1',
  kind: 'changed',
  matched: 'exact',
  similarity: 1,
  draftAction: 'action-1',
  action: null,
  ref: '17',
  text: 'Hold a beat surgery',
  fields: [],
  newUpdates: 0,
  proposed: 'take',
  needsConfirming: false,
  ...given,
})

test.each<[Partial<RowDifference>, string]>([
  [{}, '17 changed'],
  [{ newUpdates: 2 }, '17 changed: 2 new updates'],
  [{ kind: 'new' }, '17 new in the document: Hold a beat surgery'],
  [{ kind: 'gone' }, '17 no longer in the document: Hold a beat surgery'],
  [{ kind: 'gone', text: 'a'.repeat(81) }, `17 no longer in the document: ${'a'.repeat(79)}…`],
])('a row is one line: %#', (given, line) => {
  expect(differenceLine(row(given))).toBe(line)
})

const level: Omit<FieldDifference, 'changedBy'> = {
  field: 'level',
  base: 'amber',
  draft: 'green',
  plan: 'red',
  change: { field: 'level', before: 'red', after: 'green' },
}

test.each<[FieldDifference, string[]]>([
  [{ ...level, changedBy: 'document' }, ['Its declared level was Red and is Green.']],
  [{ ...level, changedBy: 'people' }, ['Its declared level was Red and is Green (changed here since).']],
  [
    { ...level, changedBy: 'both' },
    ['Its declared level was Red and is Green (changed in the document and here).'],
  ],
  [
    {
      field: 'section',
      base: 'Trust',
      draft: 'Youth',
      plan: 'Trust',
      changedBy: 'document',
      change: { field: 'section', before: 's1', after: 'section-2' },
    },
    ['It moved from “Trust” to “Youth”.'],
  ],
  [
    {
      field: 'owners',
      base: 'Hub',
      draft: 'Hub (lead)',
      plan: null,
      changedBy: 'document',
      change: { field: 'ownerSaid', before: null, after: 'Hub (lead)' },
    },
    ['Its owner as written was not stated and is “Hub (lead)”.'],
  ],
])('a field that a document changes is worded as a comparison words it: %#', (field, sentences) => {
  expect(differenceSentences(field)).toEqual(sentences)
})
