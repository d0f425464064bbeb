import { type Instant, MOST_WORDS } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../open.ts'
import { backupRecord } from '../record/backup.ts'
import {
  accept,
  actionAt,
  anId,
  anUpdateOf,
  at,
  by,
  everything,
  forms,
  freshStore,
  harbour,
  serverForms,
} from '../testing.ts'
import { londonDay } from './clock.ts'

const MINUTE = 60
const DAY = 86_400

test.each([
  ['2026-10-24T22:59:59.999Z', '2026-10-24'],
  ['2026-10-24T23:00:00.000Z', '2026-10-25'],
  ['2026-10-25T23:59:59.999Z', '2026-10-25'],
  ['2026-12-31T23:59:59.999Z', '2026-12-31'],
])('%s is %s in London', (instant, day) => {
  expect(londonDay(instant)).toBe(day)
})

describe.each([forms[0], forms[1], ...serverForms])('with a record $form whose clock is set back', (form) => {
  let store: Store & { url: string }
  let id: string
  beforeEach(async () => {
    store = await freshStore(form)
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    id = (await actionAt(store, 'harbour/1')).id
  })
  afterEach(() => store.close())

  /**
   * Records an update when the clock is `seconds` from noon. Returns the refusal's code or the instant of the
   * newest entry.
   */
  const update = async (seconds: number): Promise<string | Instant | null> => {
    const now = at(seconds)
    const outcome = await store.commands.run('record-update', anUpdateOf(id), {
      actor: 'ada',
      now,
      today: now.slice(0, 10),
    })
    if (outcome.ok) return store.newestRecordedAt()
    return outcome.error.code === 'clock-behind'
      ? `clock-behind ${outcome.error.args.minutes}`
      : outcome.error.code
  }
  const acceptClock = (seconds: number, reason = 'The battery was replaced') =>
    store.commands.run(
      'accept-clock',
      { commandId: anId(), reason },
      { actor: 'chief', now: at(seconds), today: at(seconds).slice(0, 10) },
    )
  const knownAt = async (seconds: number) =>
    (await actionAt(store, 'harbour/1', { knownAt: new Date(Date.parse(at(seconds)) + 500).toISOString() }))
      .updates

  test('by less than five minutes, entries still get increasing times, and what was known before does not change', async () => {
    expect(await update(100)).toBe(at(100))
    expect(await update(40)).toBe(at(100.001))
    expect(await update(-190)).toBe(at(100.002))
    expect(await update(101)).toBe(at(101))
    expect([await knownAt(40), await knownAt(99), await knownAt(100), await knownAt(101)]).toEqual([
      0, 0, 3, 4,
    ])
  })

  test('by more, nothing is recorded, all can be read, and a repeat is still answered', async () => {
    const first = anUpdateOf(id)
    await store.commands.run('record-update', first, by('ada', 100))
    expect(await update(100 - 5 * MINUTE)).toBe(at(100.001))
    expect(await update(99 - 5 * MINUTE)).toBe('clock-behind 6')
    expect(await update(-90 * DAY)).toBe('clock-behind 129602')
    expect((await store.actions.list(everything)).count).toBe(2)
    expect(await store.commands.run('record-update', first, by('ada', -90 * DAY))).toMatchObject({
      ok: true,
      value: { repeated: true },
    })
    expect(await update(200)).toBe(at(200))
  })

  test('an acceptance is in the audit, with who accepted it and why', async () => {
    await update(100)
    expect(await store.clockStops()).toBe(false)
    await acceptClock(100 - 7 * MINUTE)
    const { entries } = await store.people.audit({ limit: 10, kinds: ['clock-accepted'] })
    expect(entries).toMatchObject([
      {
        kind: 'clock-accepted',
        actor: { id: 'chief' },
        person: { id: 'chief' },
        minutes: 7,
        reason: 'The battery was replaced',
      },
    ])
    expect((await store.people.audit({ limit: 10, person: 'chief' })).entries).toHaveLength(1)
    expect((await store.people.audit({ limit: 10, person: 'ada' })).entries).toHaveLength(0)
  })

  test('an administrator’s acceptance allows recording until the clock has caught up, on a day that does not go back', async () => {
    await update(100)
    expect(await acceptClock(-90 * DAY, '')).toMatchObject({ ok: false, error: { code: 'reason-needed' } })
    expect(await acceptClock(-90 * DAY)).toMatchObject({ ok: true, value: { unchanged: false } })
    expect(store.newestRecordedAt()).toBe(at(100.001))
    expect(await update(-90 * DAY + 10)).toBe(at(100.002))
    expect(await update(-1 * DAY)).toBe(at(100.003))
    expect(await actionAt(store, 'harbour/1')).toMatchObject({
      updates: 3,
      lastUpdate: { on: at(0).slice(0, 10) },
    })
    expect(await update(-91 * DAY)).toMatch(/^clock-behind/)
    expect(await update(500)).toBe(at(500))
    expect(await update(-1 * DAY)).toMatch(/^clock-behind/)
  })

  test('a clock that is not behind needs no acceptance', async () => {
    expect(await acceptClock(10, 'x'.repeat(MOST_WORDS))).toMatchObject({
      ok: true,
      value: { unchanged: true },
    })
    expect(await acceptClock(-5)).toMatchObject({ ok: true, value: { unchanged: true } })
  })

  test('no version ends before it begins, and today’s list shows the newest', async () => {
    for (const seconds of [100, -100, 50, -190, 100.5]) await update(seconds)
    const history = await store.actions.history('harbour/1')
    const recorded = history.ok ? history.value.map((entry) => entry.recordedAt) : []
    expect(new Set(recorded).size).toBeGreaterThanOrEqual(6)
    for (const seconds of [100, 100.001, 100.002, 100.003, 100.5])
      expect((await store.actions.list({ ...everything, knownAt: at(seconds) })).count).toBe(2)
    expect((await store.actions.list(everything)).rows.find((row) => row.id === id)?.updates).toBe(5)
  })
})

test('today is not before the newest entry, whatever day the clock shows', async () => {
  const store = await freshStore(forms[1])
  await accept(store, harbour({ ref: '1' }, { ref: '2' }))
  const { url } = store
  const path = url.slice('sqlite:'.length)
  await backupRecord(path, `${path}.other`)
  const behind = await openStore({
    url: `${url}.other`,
    thread: false,
    now: () => at(-90 * DAY),
    today: () => '2026-08-21',
  })
  expect((await behind.work.mine('ada')).asAt).toBe(at(0).slice(0, 10))
  await behind.close()
  await store.close()
})
