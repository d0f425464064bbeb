import type { Recorded } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { versionsOf } from './versions.ts'

/** An event that sets a number, or ends what has it. */
const event = (position: number, effectiveOn: string, value: number | null): Recorded => ({
  id: `event-${position}`,
  type: value === null ? 'ended' : 'set',
  v: 1,
  stream: { kind: 'party', id: 'one' },
  effectiveOn,
  facts: { value },
  words: {},
  position,
  recordedAt: '2026-11-20T09:00:00Z',
  actor: 'ada',
  commandId: `command-${position}`,
})
const versions = (...events: readonly Recorded[]) =>
  versionsOf<number, Recorded>(events, (_, { facts }) => facts.value as number | null).map(
    ({ from, to, state }) => [from, to, state],
  )

test('there is a version for each day on which something took effect, the last one of that day', () => {
  expect(versions(event(3, '2026-03-01', 3), event(1, '2026-01-01', 1), event(2, '2026-03-01', 2))).toEqual([
    ['2026-01-01', '2026-03-01', 1],
    ['2026-03-01', null, 3],
  ])
})

test('what ends has no version from that day, until it begins again', () => {
  const ended = [event(1, '2026-01-01', 1), event(2, '2026-03-01', null)]
  expect(versions(...ended)).toEqual([['2026-01-01', '2026-03-01', 1]])
  expect(versions(...ended, event(3, '2026-04-01', null))).toEqual([['2026-01-01', '2026-03-01', 1]])
  expect(versions(...ended, event(3, '2026-05-01', 3))).toEqual([
    ['2026-01-01', '2026-03-01', 1],
    ['2026-05-01', null, 3],
  ])
})

test('what ends on the day of a change keeps no version of that day', () => {
  const changed = [event(1, '2026-01-01', 1), event(2, '2026-03-01', 2), event(3, '2026-03-01', null)]
  expect(versions(...changed)).toEqual([['2026-01-01', '2026-03-01', 1]])
  expect(versions(event(1, '2026-01-01', 1), event(2, '2026-01-01', null))).toEqual([])
  expect(versions(event(1, '2026-01-01', null))).toEqual([])
})

test('versions continue those of earlier days', () => {
  const evolve = (_: number | null, { facts }: Recorded) => facts.value as number | null
  const all = [event(1, '2026-01-01', 1), event(2, '2026-03-01', 2), event(3, '2026-05-01', 3)]
  const before = versionsOf<number, Recorded>(all.slice(0, 2), evolve)
  expect(versionsOf<number, Recorded>(all.slice(2), evolve, before)).toEqual(versionsOf(all, evolve))
  expect(before).toEqual(versionsOf(all.slice(0, 2), evolve))
})
