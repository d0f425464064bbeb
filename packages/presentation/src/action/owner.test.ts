import { expect, test } from 'vitest'
import { ownersGiven, ownersWritten } from './owner.ts'

test('owners are written one on each line, and read again as they were', () => {
  const owners = [
    { partyId: 'p', name: 'Estates', duty: 'responsible' as const },
    { partyId: 'q', name: 'Head of Fleet', duty: 'consulted' as const },
  ]
  const written = ownersWritten(owners)
  expect(written).toBe('Estates\nHead of Fleet: consulted')
  expect(ownersGiven(`\n ${written}\n`)).toEqual([
    { name: 'Estates' },
    { name: 'Head of Fleet', duty: 'consulted' },
  ])
  expect(ownersGiven('Fleet : Informed\nUnit 4: North')).toEqual([
    { name: 'Fleet', duty: 'informed' },
    { name: 'Unit 4: North' },
  ])
  expect(ownersGiven(' ')).toEqual([])
})
