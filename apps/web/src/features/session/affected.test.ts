import type { LiveChange } from '@beatbook/api/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { coalesced, isAffected } from './affected.ts'

const change = (given: Partial<LiveChange>): LiveChange => ({
  position: 1,
  plans: [],
  actions: [],
  others: [],
  everything: false,
  ...given,
})
const planIds = new Map([
  ['charter', 'plan-1'],
  ['harbour', 'plan-2'],
])
const update = change({ plans: ['plan-1'], actions: ['action-7'] })
const affects = (queryKey: readonly unknown[], by = update, data?: unknown) =>
  isAffected({ queryKey, data }, by, planIds)

test.each([
  ['an action of the plan', ['action', 'charter/7', {}], true],
  ['an action of another plan', ['action', 'harbour/7', {}], false],
  ['an action by its bare ref', ['action', '7', {}], true],
  ['the history of an action of another plan', ['history', 'harbour/7', {}], false],
  ['an action on an earlier day', ['why', 'charter/7', { asAt: '2026-01-01' }], true],
  ['an action as it was known', ['action', 'charter/7', { knownAt: '2026-01-01T09:00:00Z' }], false],
  ['the plan', ['plan', 'charter', {}], true],
  ['another plan', ['plan', 'harbour', {}], false],
  ['another plan by its id', ['plan', 'plan-2', {}], false],
  ['a plan that the page does not know', ['plan', 'estates', {}], true],
  ['the actions of the plan', ['actions', { plan: 'charter', sort: 'place' }], true],
  ['the actions of another plan', ['actions', { plan: 'harbour', sort: 'place' }], false],
  ['the addresses of another plan', ['actions', 'addresses', 'harbour'], false],
  ['what was found in all plans', ['actions', 'found', 'doorbell', {}], true],
  ['a comparison of another plan', ['compare', { plan: 'harbour', from: '2026-01-01' }], false],
  ['a comparison as it was known', ['compare', { plan: 'charter', knownAt: '2026-01-01T09:00:00Z' }], false],
  ['what turns in all plans', ['turning', { until: '2026-12-31' }], true],
  ['the list of plans', ['plans', {}], true],
  ['the owners', ['parties', {}], true],
  ['somebody’s work', ['work', 'mine', {}], true],
  ['the documents', ['documents'], true],
  ['the force', ['areas'], false],
  ['the drafts', ['drafts'], false],
  ['the session', ['session'], false],
])('an update of an action: %s', (_, key, expected) => {
  expect(affects(key)).toBe(expected)
})

test('a change of actions whose plans are not named concerns every plan', () => {
  expect(affects(['plan', 'harbour', {}], change({ actions: ['action-7'] }))).toBe(true)
})

test('an action that is linked to the changed one is affected, whatever its plan', () => {
  const links = [{ id: 'action-3' }, { id: 'action-7' }]
  expect(affects(['action', 'harbour/2', {}], update, { links })).toBe(true)
  expect(affects(['action', 'harbour/2', {}], update, { links: links.slice(0, 1) })).toBe(false)
})

test('a change of the force concerns no page', () => {
  const settings = change({ others: ['area/one'] })
  for (const key of [['areas'], ['areas', 'one', 'history'], ['plans', {}], ['action', 'charter/7', {}]])
    expect(affects(key, settings)).toBe(false)
})

test('a change without its details concerns everything of the record', () => {
  const all = change({ everything: true })
  for (const key of [['plans', {}], ['action', 'harbour/7', {}], ['documents'], ['drafts']])
    expect(affects(key, all)).toBe(true)
  for (const key of [['session'], ['areas']]) expect(affects(key, all)).toBe(false)
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('changes that arrive together are applied once', () => {
  const applied: LiveChange[] = []
  const { add, stop } = coalesced(
    (each) => void applied.push(each),
    () => 250,
  )
  add(update)
  vi.advanceTimersByTime(200)
  add(change({ position: 2, plans: ['plan-1', 'plan-2'], actions: ['action-8'], others: ['area/one'] }))
  expect(applied).toEqual([])
  vi.advanceTimersByTime(50)
  expect(applied).toEqual([
    {
      position: 2,
      plans: ['plan-1', 'plan-2'],
      actions: ['action-7', 'action-8'],
      others: ['area/one'],
      everything: false,
    },
  ])
  add(change({ position: 3, everything: true }))
  vi.advanceTimersByTime(250)
  expect(applied[1]).toMatchObject({ position: 3, everything: true, plans: [] })
  add(update)
  stop()
  vi.advanceTimersByTime(1_000)
  expect(applied).toHaveLength(2)
})

test.each([
  ['those about the same action', ['conversations', 'action-7', 'charter/7', {}], true],
  ['those about another action', ['conversations', 'action-8', 'charter/8', {}], false],
  ['those of a past date', ['conversations', 'action-7', 'charter/7', { asAt: '2026-01-01' }], true],
  [
    'as they were known',
    ['conversations', 'action-7', 'charter/7', { knownAt: '2026-01-01T09:00:00Z' }],
    false,
  ],
  ['how many there are', ['conversations', 'counts', 'charter'], true],
  ['what is unread', ['conversations', 'unread'], true],
  ['the action', ['action', 'charter/7', {}], false],
  ['the list of plans', ['plans', {}], false],
])('a comment on an action: %s', (_, key, expected) => {
  const comment = change({ others: ['conversation/talk-1', 'conversations-about/action-7'] })
  expect(affects(key, comment)).toBe(expected)
})

test('an update of an action changes no conversation; a renamed owner changes the names in all', () => {
  const key = ['conversations', 'action-7', 'charter/7', {}]
  expect(affects(key)).toBe(false)
  expect(affects(key, change({ others: ['party/estates'] }))).toBe(true)
})
