import { expect, test } from 'vitest'
import type { Recorded } from './event.ts'
import { settledEvents, standing } from './standing.ts'

const event = (id: string, position: number, given: Partial<Recorded> = {}): Recorded => ({
  type: 'update-recorded',
  v: 1,
  id,
  stream: { kind: 'action', id: 'action-1' },
  effectiveOn: '2026-03-04',
  facts: {},
  words: {},
  position,
  recordedAt: '2026-03-04T09:00:00.000Z',
  actor: 'person-1',
  commandId: `command of ${id}`,
  ...given,
})
const undo = (id: string, position: number, ...eventIds: string[]) =>
  event(id, position, { type: 'command-undone', facts: { commandId: 'any', eventIds } })
const settled = (...history: Recorded[]) =>
  Object.fromEntries(
    [...settledEvents(history)].map(([id, { stands, by }]) => [id, [stands, by?.id ?? null]]),
  )

const said = event('said', 1)
const undone = undo('undo', 2, 'said')
const redone = undo('redo', 3, 'undo')
const again = undo('again', 4, 'redo')

test('an undo, its undo and the undo of that determine which events stand, the newest first', () => {
  expect(settled(said)).toEqual({ said: [true, null] })
  expect(settled(said, undone)).toEqual({ said: [false, 'undo'], undo: [true, null] })
  expect(settled(said, undone, redone)).toEqual({
    said: [true, 'redo'],
    undo: [false, 'redo'],
    redo: [true, null],
  })
  expect(settled(again, redone, undone, said)).toEqual({
    said: [false, 'again'],
    undo: [true, 'again'],
    redo: [false, 'again'],
    again: [true, null],
  })
})

test('an undo of unknown, later or its own events undoes nothing', () => {
  const undoing = undo('undo', 2, 'missing', 'later', 'undo')
  expect(settled(undoing, event('later', 3))).toEqual({ undo: [true, null], later: [true, null] })
})

test('a folded event is ordered by its day, and has the position of what undid or redid it', () => {
  const earlier = event('earlier', 5, { effectiveOn: '2026-01-01' })
  const folded = (...history: Recorded[]) =>
    standing(history).map(({ id, effectiveOn, position, undone: of }) => [id, effectiveOn, position, of?.id])
  expect(folded(said, earlier)).toEqual([
    ['earlier', '2026-01-01', 5, undefined],
    ['said', '2026-03-04', 1, undefined],
  ])
  expect(folded(said, { ...undone, effectiveOn: '2026-09-09' }, earlier)).toEqual([
    ['earlier', '2026-01-01', 5, undefined],
    ['undo', '2026-03-04', 2, 'said'],
  ])
  expect(folded(said, undone, redone, earlier)).toEqual([
    ['earlier', '2026-01-01', 5, undefined],
    ['said', '2026-03-04', 3, undefined],
  ])
  expect(folded(said, undone, redone, again)).toEqual([['again', '2026-03-04', 4, 'said']])
})
