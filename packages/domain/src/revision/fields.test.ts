import { expect, test } from 'vitest'
import { type FieldValues, fieldDifferences } from './fields.ts'

type FieldValue = NonNullable<FieldValues['text']>
type Given = string | null | Partial<FieldValue>
const fieldValue = (given: Given): FieldValue | null =>
  given === null
    ? null
    : typeof given === 'string'
      ? { shown: given, key: given }
      : { shown: 'said', key: 'said', ...given }
/** Values that differ in one field. */
const valuesWith = (text: Given) => ({ text: fieldValue(text) }) as FieldValues
const changedBy = (base: Given | undefined, draft: Given, plan: Given) =>
  fieldDifferences(base === undefined ? null : valuesWith(base), valuesWith(draft), valuesWith(plan)).map(
    (difference) => difference.changedBy,
  )

test.each<[string, Given | undefined, Given, Given, string[]]>([
  ['nobody', 'old', 'old', 'old', []],
  ['the document alone', 'old', 'new', 'old', ['document']],
  ['people alone', 'old', 'old', 'new', ['people']],
  ['both, to different words', 'old', 'new', 'other', ['both']],
  ['both, to the same words', 'old', 'new', 'new', []],
  ['people, who took it away', 'old', 'old', null, ['people']],
  ['the document, and people took it away', 'old', 'new', null, ['both']],
  ['the document, which no longer states it', 'old', null, 'old', []],
  ['the document, which states it first', null, 'new', null, ['document']],
  ['both, where the document states it first', null, 'new', 'other', ['both']],
  ['nobody can tell who, where the document had no such row', undefined, 'new', 'other', ['both']],
  ['the document, where it had no such row and the plan has nothing', undefined, 'new', null, ['document']],
])('a field is changed by %s', (_who, base, draft, plan, expected) => {
  expect(changedBy(base, draft, plan)).toEqual(expected)
})

test.each([
  ['more firmly', { firm: false }, { firm: true }, 'other', ['document']],
  ['more firmly, to the same meaning', { firm: false }, { firm: true }, 'one', []],
  ['as firmly', { firm: true }, { firm: true }, 'other', []],
  ['less firmly', { firm: true }, { firm: false }, 'other', []],
  ['as loosely', { firm: false }, { firm: false }, 'other', []],
])('the same words that are now read %s', (_how, before, after, meaning, expected) => {
  const old = { ...before, meaning: 'one' }
  expect(changedBy(old, { ...after, meaning }, old)).toEqual(expected)
})
