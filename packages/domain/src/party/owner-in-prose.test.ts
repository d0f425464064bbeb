import { expect, test } from 'vitest'
import { ownersInProse } from './owner-in-prose.ts'

test.each<[string, (string | null)[]]>([
  ['The named owner of this recommendation is: TBC.', [null]],
  ['The owner is to be confirmed.', [null]],
  ['Owner is Chief Inspector Contact', ['Chief Inspector Contact']],
  ['8837 – Owner: CI Custody, Eastvale', ['CI Custody, Eastvale']],
  ['The owner is the Custody Superintendent. She begins in May.', ['Custody Superintendent']],
  ['Every recommendation has a nominated owner, a chief inspector or above.', []],
  ['Every strand has its named owner, and two officers own the whole.', []],
  ['The owner is pleased with progress.', []],
  [
    'Owner: One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve More Words',
    ['One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve More Words'],
  ],
  ['Owner: One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve More Words Still', []],
])('%s', (text, names) => {
  expect(ownersInProse(text).map((o) => o.name)).toEqual(names)
})
