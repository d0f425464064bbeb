import { describe, expect, test } from 'vitest'
import { lineOf } from './line.ts'
import { type Event, firstState, reduce, top } from './state.ts'

const stateAfter = (...events: Event[]) => events.reduce(reduce, firstState)
const charter: Event = { type: 'open', screen: { at: 'plan', code: 'charter', selected: 0, filter: '' } }

describe('the screens', () => {
  test('the selection stays within the list', () => {
    expect(top(stateAfter({ type: 'move', by: 5, count: 3 }))).toMatchObject({ selected: 2 })
    expect(top(stateAfter({ type: 'move', by: -1, count: 3 }))).toMatchObject({ selected: 0 })
    expect(top(stateAfter({ type: 'move', by: 1, count: 0 }))).toMatchObject({ selected: 0 })
  })

  test('Esc takes the filter away first, then goes back, and stops at the plans', () => {
    const filtered = stateAfter(charter, { type: 'filter', text: 'watch' })
    const once = reduce(filtered, { type: 'back' })
    expect(top(once)).toMatchObject({ at: 'plan', filter: '' })
    const twice = reduce(once, { type: 'back' })
    expect(top(twice)).toMatchObject({ at: 'plans' })
    expect(reduce(twice, { type: 'back' })).toEqual(twice)
  })

  test('a filter begins at the first action again', () => {
    expect(top(stateAfter(charter, { type: 'move', by: 9, count: 36 }, { type: 'filter', text: 'watch' }))).toMatchObject({ selected: 0, filter: 'watch' })
  })

  test('typing clears the complaint about what was typed before', () => {
    const complained = stateAfter({ type: 'overlay', overlay: { at: 'as-at', line: lineOf('soon'), error: null } }, { type: 'complain', error: 'not a day' })
    expect(complained.overlay).toMatchObject({ error: 'not a day' })
    expect(reduce(complained, { type: 'typed', input: 'x', key: {} }).overlay).toMatchObject({ error: null, line: { text: 'soonx' } })
  })

  test('coming back to a live server reads everything again', () => {
    const offline = stateAfter({ type: 'live', live: 'offline' })
    expect(reduce(offline, { type: 'live', live: 'live' }).tick).toBe(offline.tick + 1)
  })

  test('the as-at date stays from screen to screen', () => {
    expect(stateAfter({ type: 'as-at', asAt: '2026-06-30' }, charter).asAt).toBe('2026-06-30')
  })
})
