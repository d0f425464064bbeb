import { factNames } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { agreementSentence, mendOf } from './index.ts'

test('where nothing disagrees, it is said whether anything is declared', () => {
  expect(agreementSentence({ levels: { none: 49, red: 0 } })).toBe('Nothing is declared yet.')
  expect(agreementSentence({ levels: {} })).toBe('Nothing is declared yet.')
  expect(agreementSentence({ levels: { none: 48, red: 1 } })).toBe(
    'Every declared level is what the rules give.',
  )
})

test('every fact that a person can change has the field that changes it', () => {
  expect(factNames.filter((fact) => mendOf(fact) === null)).toEqual([
    'redated',
    'timesSlipped',
    'daysSinceSlip',
  ])
  expect(mendOf('ownerKnown')).toEqual({ command: 'edit-action', field: 'owners' })
  expect(mendOf('daysPastDeadline')).toEqual({ command: 'record-update', field: 'timescale' })
})
