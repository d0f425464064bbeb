import { describe, expect, test } from 'vitest'
import { lineOf } from './line.ts'
import { type Event, firstState, planScreen, reduce, top } from './state.ts'

const stateAfter = (...events: Event[]) => events.reduce(reduce, firstState)
const charter: Event = { type: 'open', screen: planScreen('charter') }

describe('the screens', () => {
  test('the selection stays within the list', () => {
    expect(top(stateAfter({ type: 'move', by: 5, count: 3 }))).toMatchObject({ selected: 2 })
    expect(top(stateAfter({ type: 'move', by: -1, count: 3 }))).toMatchObject({ selected: 0 })
    expect(top(stateAfter({ type: 'move', by: 1, count: 0 }))).toMatchObject({ selected: 0 })
  })

  test('Esc removes the filter first, then goes back, and stops at the plans', () => {
    const filtered = stateAfter(charter, { type: 'filter', text: 'watch' })
    const once = reduce(filtered, { type: 'back' })
    expect(top(once)).toMatchObject({ at: 'plan', filter: '' })
    const twice = reduce(once, { type: 'back' })
    expect(top(twice)).toMatchObject({ at: 'plans' })
    expect(reduce(twice, { type: 'back' })).toEqual(twice)
  })

  test('a filter selects the first action again', () => {
    expect(
      top(stateAfter(charter, { type: 'move', by: 9, count: 36 }, { type: 'filter', text: 'watch' })),
    ).toMatchObject({ selected: 0, filter: 'watch' })
  })

  test('typing clears the error about the previous input', () => {
    const complained = stateAfter(
      { type: 'overlay', overlay: { at: 'as-at', line: lineOf('soon'), error: null } },
      { type: 'complain', error: 'not a day' },
    )
    expect(complained.overlay).toMatchObject({ error: 'not a day' })
    expect(reduce(complained, { type: 'typed', input: 'x', key: {} }).overlay).toMatchObject({
      error: null,
      line: { text: 'soonx' },
    })
  })

  test('reconnecting to the server reloads everything', () => {
    const offline = stateAfter({ type: 'live', live: 'offline' })
    expect(reduce(offline, { type: 'live', live: 'live' }).tick).toBe(offline.tick + 1)
  })

  test('Esc removes the filter of disagreements before it leaves the plan', () => {
    const narrowed = stateAfter(charter, { type: 'move', by: 4, count: 36 }, { type: 'disagrees' })
    expect(top(narrowed)).toMatchObject({ filter: 'disagrees:yes', selected: 0 })
    const both = stateAfter(charter, { type: 'filter', text: 'level:red' }, { type: 'disagrees' })
    expect(top(both)).toMatchObject({ filter: 'level:red disagrees:yes' })
    expect(top(reduce(both, { type: 'disagrees' }))).toMatchObject({ filter: 'level:red' })
    expect(top(reduce(both, { type: 'back' }))).toMatchObject({ filter: 'level:red' })
    const once = reduce(narrowed, { type: 'back' })
    expect(top(once)).toMatchObject({ at: 'plan', filter: '' })
    expect(top(reduce(once, { type: 'back' }))).toMatchObject({ at: 'plans' })
  })

  test('a page scrolls within its lines, and returns to the screen it was opened from', () => {
    const why = stateAfter(
      charter,
      { type: 'move', by: 2, count: 36 },
      { type: 'open', screen: { at: 'why', address: 'charter/3', scroll: 0 } },
    )
    expect(top(reduce(why, { type: 'move', by: 99, count: 12 }))).toMatchObject({ scroll: 11 })
    expect(top(reduce(why, { type: 'back' }))).toMatchObject({ at: 'plan', selected: 2 })
  })

  test('today resets both times', () => {
    const past = stateAfter(
      { type: 'as-at', asAt: '2026-06-30' },
      { type: 'known-at', knownAt: '2026-07-01T22:59:59.999Z' },
    )
    expect(past).toMatchObject({ asAt: '2026-06-30', knownAt: '2026-07-01T22:59:59.999Z' })
    expect(reduce(past, { type: 'today' })).toMatchObject({ asAt: null, knownAt: null })
  })

  test('an error about dates is shown with the prompt', () => {
    const asked: Event = {
      type: 'overlay',
      overlay: { at: 'compare', code: 'charter', line: lineOf('soon'), error: null },
    }
    expect(stateAfter(charter, asked, { type: 'complain', error: 'not a day' }).overlay).toMatchObject({
      at: 'compare',
      error: 'not a day',
    })
  })

  test('the as-at date applies to all screens', () => {
    expect(stateAfter({ type: 'as-at', asAt: '2026-06-30' }, charter).asAt).toBe('2026-06-30')
  })
})
