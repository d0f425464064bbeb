import { aSubject, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { check } from './check.ts'

test.each(['red', 'amber-red'] as const)('%s without a word fails the check', (level) => {
  expect(check(aSubject({ level, levelSaid: 'R' }), { today: TODAY })).toMatchObject([
    { args: { level }, where: { action: 'action-1' } },
  ])
})

test.each([
  ['a column without words', { heading: 'Reason for RAG', text: ' ', from: [] }],
  ['a column of something else', { heading: 'Budget', text: 'Supplier paid', from: [] }],
])('red with %s fails the check', (_, detail) => {
  expect(check(aSubject({ level: 'red', details: [detail] }), { today: TODAY })).toHaveLength(1)
})

test.each([
  ['amber, unless the rules ask for its reason', { level: 'amber' as const }],
  [
    'red with its reason in the cell',
    { level: 'red' as const, levelSaid: 'Red – the supplier withdrew in May' },
  ],
  [
    'red with a column of reasons',
    { level: 'red' as const, details: [{ heading: 'Reason for RAG', text: 'Supplier withdrew', from: [] }] },
  ],
  ['a complete action', { level: 'red' as const, stage: 'complete' as const }],
  ['no level', {}],
])('%s passes the check', (_, action) => {
  expect(check(aSubject(action), { today: TODAY })).toEqual([])
})

test('RAG rules define which levels require a reason', () => {
  const levels = [
    { code: 'red', reasonDue: false },
    { code: 'amber', reasonDue: true },
  ] as const
  const found = check(aSubject({ level: 'red' }, { level: 'amber' }), { today: TODAY, levels: [...levels] })
  expect(found.map(({ where }) => where.action)).toEqual(['action-2'])
})
