import { aContext, aDraft, anAction, aPlan, aRecordOf, aSection } from '@beatbook/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Pending } from '../stream/event.ts'
import { foldAction } from './action.ts'
import { decidePlaceActions, numbersAt, type Ordered, placeActions } from './place.ts'

const rowsOf = (orders: readonly number[]): Ordered[] => orders.map((order, at) => ({ id: `r${at}`, order }))

/** The rows by their numbers after a change. */
const after = (rows: readonly Ordered[], numbers: ReadonlyMap<string, number>): string[] => {
  const all = new Map([...rows.map(({ id, order }) => [id, order] as const), ...numbers])
  return [...all].toSorted(([, a], [, b]) => a - b).map(([id]) => id)
}

test('a number between its neighbours is enough; before the first, the first makes room', () => {
  const rows = rowsOf([0, 1, 2, 3])
  const numbers = (ids: string[], place: object) => Object.fromEntries(numbersAt(rows, ids, place) ?? [])
  expect(numbers(['r3'], { before: 'r1' })).toEqual({ r3: 0.5 })
  expect(numbers(['r3'], { before: 'r0' })).toEqual({ r3: 0, r0: 0.5 })
  expect(numbers(['r0', 'r1'], { after: 'r2' })).toEqual({ r0: 2.333333, r1: 2.666667 })
  expect(numbers(['new'], {})).toEqual({ new: 4 })
  expect(numbers(['r0'], {})).toEqual({ r0: 4 })
  expect(numbers(['r1'], { after: 'r0' })).toEqual({})
  expect(numbersAt(rows, ['r1'], { before: 'r1' })).toBeNull()
  expect(numbersAt(rows, ['r1'], { before: 'nobody' })).toBeNull()
  expect([...(numbersAt([], ['a', 'b'], {}) ?? [])]).toEqual([
    ['a', 0],
    ['b', 1],
  ])
})

test('rows with the same number are set apart where something is put between them', () => {
  const rows = rowsOf([4, 4, 4])
  expect(after(rows, numbersAt(rows, ['new'], { after: 'r0' }) ?? new Map())).toEqual([
    'r0',
    'new',
    'r1',
    'r2',
  ])
})

test('whatever is moved, any number of times, the order is the one that was asked for, and few rows change', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(
        fc.record({
          of: fc.nat(),
          count: fc.integer({ min: 1, max: 3 }),
          to: fc.nat(),
          isBefore: fc.boolean(),
        }),
        { maxLength: 200 },
      ),
      (size, moves) => {
        let rows = rowsOf(Array.from({ length: size }, (_, at) => at))
        for (const { of, count, to, isBefore } of moves) {
          const ids = rows.map(({ id }) => id)
          const moved = ids.slice(of % size, (of % size) + count)
          const others = ids.filter((id) => !moved.includes(id))
          if (others.length === 0) continue
          const other = others[to % others.length] ?? ''
          const numbers = numbersAt(rows, moved, isBefore ? { before: other } : { after: other })
          if (numbers === null) throw new Error('the place is there')
          const wanted = others.toSpliced(others.indexOf(other) + (isBefore ? 0 : 1), 0, ...moved)
          expect(after(rows, numbers)).toEqual(wanted)
          const now = new Map([...rows.map(({ id, order }) => [id, order] as const), ...numbers])
          for (const number of now.values()) {
            expect(number).toBeGreaterThanOrEqual(0)
            // A sort key has the digits of the number.
            expect(String(number)).toMatch(/^\d+(\.\d{1,6})?$/)
          }
          rows = wanted.map((id) => ({ id, order: now.get(id) ?? -1 }))
        }
      },
    ),
  )
})

const given = () => {
  const actions = ['1', '2', '3'].map((ref) => anAction({ key: ref, ref }))
  const sections = [
    aSection({ key: 's1', title: 'Streets', actions }),
    aSection({ key: 's2', title: 'Offices', actions: [anAction({ key: '4', ref: '4' })] }),
  ]
  const { record, actionIds } = aRecordOf(aDraft({ plans: [aPlan({ sections })] }))
  const stateOf = (id: string) => {
    const state = foldAction(record.history(id))
    if (state === null) throw new Error('no such action')
    return state
  }
  const place = (given: object, sectionId: string | null = stateOf(actionIds[0] ?? '').sectionId) =>
    decidePlaceActions(
      placeActions.input.parse({ commandId: crypto.randomUUID(), ...given }),
      {
        planId: stateOf(actionIds[0] ?? '').planId,
        sectionId,
        rows: actionIds
          .map(stateOf)
          .filter((state) => state.sectionId === sectionId)
          .map(({ id, order }) => ({ id, order }))
          .toSorted((a, b) => a.order - b.order),
        histories: new Map(
          actionIds.map((id) => [
            id,
            { since: null, state: null, events: record.history(id), now: foldAction(record.history(id)) },
          ]),
        ),
      },
      aContext({}),
    )
  return { place, record, actionIds, stateOf }
}

test('an action comes into the section of the place, and keeps what it says', () => {
  const { place, record, actionIds, stateOf } = given()
  const [first = '', , , fourth = ''] = actionIds
  const before = stateOf(fourth)
  const decided = place({ actionIds: [fourth], before: first, reason: 'It comes first' })
  if (!decided.ok) throw new Error(decided.error.code)
  record.append(decided.value as Pending[])
  const now = stateOf(fourth)
  expect(now.sectionId).toBe(stateOf(first).sectionId)
  expect(now.order).toBeLessThan(stateOf(first).order)
  expect({ ...now, order: 0, sectionId: '', describedOn: '', touched: {} }).toEqual({
    ...before,
    order: 0,
    sectionId: '',
    describedOn: '',
    touched: {},
  })
})

test('is refused without one place, and for actions that the plan does not have', () => {
  const { place, actionIds } = given()
  const [first = '', second = ''] = actionIds
  const code = (input: object, sectionId?: string | null) => {
    const decided = place(input, sectionId)
    return decided.ok ? decided.value.length : decided.error.code
  }
  expect(code({ actionIds: [first] })).toBe('nothing-said')
  expect(code({ actionIds: [first], before: second, after: second })).toBe('nothing-said')
  expect(code({ actionIds: [first], before: first })).toBe('nothing-said')
  expect(code({ actionIds: [crypto.randomUUID()], before: first })).toBe('not-found')
  expect(code({ actionIds: [first], before: second }, null)).toBe('not-found')
  expect(code({ actionIds: [first], before: second })).toBe(0)
})
