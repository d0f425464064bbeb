import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptanceHolds, CLOCK_TOLERANCE, clockBehind, recordedAfter } from './clock.ts'
import { decideAcceptClock } from './decide.ts'

const at = (ms: number) => new Date(Date.UTC(2026, 10, 28, 12) + ms).toISOString()
const context = { today: '2026-11-28', actor: 'ada', newId: () => 'an-event' }
const decided = (behind: number, reason = 'The battery was replaced') =>
  decideAcceptClock('the-record', behind, { commandId: 'c', reason }, context)

test('entries are recorded in order of time, whatever the clock shows', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), (shown) => {
      let last: string | null = null
      for (const now of shown) {
        const next = recordedAfter(last, at(now))
        expect(last === null || next > last).toBe(true)
        expect(next >= at(now)).toBe(true)
        last = next
      }
    }),
  )
})

test.each([
  [null, 0, 0],
  [0, 0, 0],
  [0, 5, 0],
  [90, 30, 60],
])('an entry at %s and a clock at %i: %i ms behind', (last, now, behind) => {
  expect(clockBehind(last === null ? null : at(last), at(now))).toBe(behind)
})

test('an acceptance is valid until the clock has caught up, and never for a clock that is further behind', () => {
  const accepted = { position: 10, recordedAt: at(1), facts: { behindMinutes: 60 } }
  const hour = 3_600_000
  expect(acceptanceHolds(accepted, { position: 10, recordedAt: at(1) }, hour)).toBe(true)
  expect(acceptanceHolds(accepted, { position: 14, recordedAt: at(4) }, hour - 9_000)).toBe(true)
  expect(acceptanceHolds(accepted, { position: 14, recordedAt: at(4) }, hour + 1)).toBe(false)
  expect(acceptanceHolds(accepted, { position: 14, recordedAt: at(60_000) }, hour - 9_000)).toBe(false)
})

test('a clock that is far behind is accepted with a reason, and another clock needs no acceptance', () => {
  expect(decided(CLOCK_TOLERANCE)).toEqual({ ok: true, value: [] })
  expect(decided(CLOCK_TOLERANCE + 1)).toMatchObject({
    ok: true,
    value: [
      {
        type: 'clock-accepted',
        stream: { kind: 'record', id: 'the-record' },
        effectiveOn: '2026-11-28',
        facts: { behindMinutes: 6 },
      },
    ],
  })
  const minutes = (behind: number) => {
    const decision = decided(behind)
    return decision.ok ? decision.value.map(({ facts }) => facts.behindMinutes) : null
  }
  expect([minutes(360_000), minutes(360_001)]).toEqual([[6], [7]])
  expect(decided(CLOCK_TOLERANCE + 1, '')).toEqual({
    ok: false,
    error: { code: 'reason-needed', args: { field: 'clock' } },
  })
})
