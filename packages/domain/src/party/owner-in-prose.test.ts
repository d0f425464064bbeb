import { expect, test } from 'vitest'
import { ownersInProse } from './owner-in-prose.ts'

test.each<[string, (string | null)[]]>([
  ['The nominated owner of this action is: TBC.', [null]],
  ['The owner is to be confirmed.', [null]],
  ['Owner is Chief Inspector Contact', ['Chief Inspector Contact']],
  ['8837 – Owner: CI Custody, Eastvale', ['CI Custody, Eastvale']],
  ['The owner is the Custody Superintendent. She begins in May.', ['Custody Superintendent']],
  ['There is now a nominated owner (senior officer) for each recommendation.', []],
  ['Each work stream has a named owner with the strategic owners of the plan being two officers.', []],
  ['The owner is pleased with progress.', []],
])('%s', (text, names) => {
  expect(ownersInProse(text).map((o) => o.name)).toEqual(names)
})
