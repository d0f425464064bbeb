import { expect, test } from 'vitest'
import type { Recorded } from '../stream/event.ts'
import { partyAggregate } from './aggregate.ts'
import type { PartyEvent } from './events.ts'

const added = (name: string): Recorded<PartyEvent> => ({
  type: 'party-added',
  v: 1,
  id: `event of ${name}`,
  stream: { kind: 'party', id: 'party-1' },
  effectiveOn: '2026-03-04',
  facts: {},
  words: { name },
  position: 1,
  recordedAt: '2026-03-04T09:00:00.000Z',
  actor: 'person-1',
  commandId: 'command-1',
})

test('a party is created with its name, and is not created twice', () => {
  const begun = partyAggregate.evolve(null, added('Estates'))
  expect(begun).toMatchObject({ id: 'party-1', name: 'Estates', mergedInto: null })
  expect(partyAggregate.evolve(begun, added('Fleet'))).toBe(begun)
})
