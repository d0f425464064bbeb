import { expect, test } from 'vitest'
import { proposePlanCode } from './code.ts'
import { planCode } from './commands.ts'

test.each([
  ['Harbour Policing Community Charter Delivery Plan', 'charter'],
  ['Neighbourhood policing', 'neighbourhood-policing'],
  [
    'Anyshire Office for Policing and Crime and Anyshire Police Neighbourhood Watch Action Plan',
    'neighbourhood-watch',
  ],
  ['Neighbourhood Policing Ambition 2023 - 2026', 'ambition'],
  ['Rural Crime Action Plan, July 2022', 'rural-crime'],
  ['The Action Plan', 'the-action-plan'],
  ['Café Watch', 'cafe-watch'],
  ['行動計画', 'plan'],
  ['', 'plan'],
  ['New', 'new-2'],
  ['Edit', 'edit-2'],
  ['Antidisestablishmentarianismically', 'antidisestablishmentaria'],
])('the code of %j is %s', (title, code) => {
  expect(proposePlanCode(title, new Set())).toBe(code)
  expect(planCode.safeParse(code).success).toBe(true)
})

test('a code that is taken gets a number', () => {
  expect(proposePlanCode('Charter', new Set(['charter', 'charter-2']))).toBe('charter-3')
})

test.each(['add', 'edit', 'new'])('“%s” is no code', (code) => {
  expect(planCode.safeParse(code).success).toBe(false)
})
