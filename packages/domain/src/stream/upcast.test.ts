import { expect, test } from 'vitest'
import type { Recorded } from './event.ts'
import { upcastStream } from './upcast.ts'

const event = (given: Partial<Recorded>): Recorded => ({
  type: 'update-recorded',
  v: 1,
  id: 'event-1',
  stream: { kind: 'action', id: 'action-1' },
  effectiveOn: '2026-03-04',
  facts: {},
  words: {},
  position: 1,
  recordedAt: '2026-03-04T09:00:00.000Z',
  actor: 'person-1',
  commandId: 'command-1',
  ...given,
})

test('a dependency in its earlier shape is read as a link', () => {
  const added = event({ type: 'dependency-added', facts: { on: 'action-2' } })
  const removed = event({ type: 'dependency-removed', facts: { on: 'action-2' }, position: 2 })
  const facts = { kind: 'depends-on', to: 'action-2' }
  expect(upcastStream([added, removed])).toEqual([
    { ...added, type: 'link-added', facts },
    { ...removed, type: 'link-removed', facts },
  ])
})

test('an undone update in its earlier shape is read as the undo of the event that recorded it', () => {
  const other = event({ facts: { updateId: 'update-0' }, id: 'event-0', commandId: 'command-0' })
  const update = event({ facts: { updateId: 'update-1' } })
  const undone = event({
    type: 'update-undone',
    facts: { updateId: 'update-1' },
    id: 'event-2',
    commandId: 'command-2',
    position: 2,
  })
  expect(upcastStream([other, update, undone])).toEqual([
    other,
    update,
    { ...undone, type: 'command-undone', facts: { commandId: 'command-1', eventIds: ['event-1'] } },
  ])
  expect(upcastStream([other, undone])[1]).toMatchObject({
    type: 'command-undone',
    facts: { commandId: 'command-2', eventIds: [] },
  })
})

test('an event with the type of an earlier shape in another kind of stream or version is unchanged', () => {
  const others = [
    event({ type: 'dependency-added', stream: { kind: 'plan', id: 'plan-1' } }),
    event({ type: 'dependency-added', v: 2 }),
  ]
  expect(upcastStream(others)).toEqual(others)
})
