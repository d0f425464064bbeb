import { expect, test } from 'vitest'
import { alikeParties } from './alike.ts'

const alike = (...names: readonly (string | readonly string[])[]) =>
  alikeParties(names.map((name, at) => ({ id: String(at), names: [name].flat() })))

test.each([
  ['Area Supt', 'Area Superintendent', 'abbreviation'],
  ['Ch Insp Custody', 'Chief Inspector – Custody', 'abbreviation'],
  ['CI Custody', 'Chief Insp. Custody', 'abbreviation'],
  ['L&D', 'L & D', 'punctuation'],
  ['Co-ordinator', 'Coordinator', 'punctuation'],
  ['Chief Officers’ group', "Chief Officers' Group", 'punctuation'],
  ['Area Supt', 'area supt.', 'punctuation'],
  ['Office of the Police and Crime Commissioner', 'OPCC', 'initials'],
  ['Rural Crime Team', 'RCT', 'initials'],
  ['The Estates Dept', 'Estates Department', 'abbreviation'],
])('“%s” and “%s” may be the same by %s', (one, other, because) => {
  expect(alike(one, other)).toEqual([{ one: '0', other: '1', because }])
})

test.each([
  ['Estates', 'Fleet'],
  ['Area Supt North', 'Area Supt South'],
  ['Insp Custody', 'Chief Insp Custody'],
  ['IT', 'Innovation Team'],
  ['Ward 1', 'Ward 2'],
])('“%s” and “%s” are not proposed', (one, other) => {
  expect(alike(one, other)).toEqual([])
})

test('each pair is proposed once, whichever of their names are alike', () => {
  expect(alike(['Estates', 'Property Dept'], ['Estates.', 'Property Department'])).toEqual([
    { one: '0', other: '1', because: 'punctuation' },
  ])
  expect(
    alike('Supt North', 'Supt. North', 'Superintendent North').map((pair) => [pair.one, pair.other]),
  ).toEqual([
    ['0', '1'],
    ['0', '2'],
  ])
})
