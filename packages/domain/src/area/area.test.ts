import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../calendar/day-number.ts'
import { pageMarking } from '../english/marking.ts'
import type { Refusal } from '../refusal.ts'
import type { Result } from '../result.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { foldArea } from './area.ts'
import { changesOfArea } from './changes.ts'
import { changeSettings, nameForce } from './commands.ts'
import { decideChangeSettings, decideNameForce } from './decide.ts'
import { type AreaEvent, areaEvent } from './events.ts'
import { defaultSettings } from './settings.ts'
import { areaOn, areaView } from './view.ts'

const id = '01a00000-0000-7000-8000-000000000001'
const commandId = '01a00000-0000-7000-8000-000000000002'
const on = (today: string) => ({ today, actor: id, newId: () => commandId })

let history: Recorded<AreaEvent>[] = []
const recorded = (decision: Result<Pending<AreaEvent>[], Refusal>): number => {
  if (!decision.ok) throw new Error(decision.error.code)
  for (const event of decision.value) {
    expect(areaEvent.safeParse(event).error).toBeUndefined()
    const position = history.length + 1
    history.push({ ...event, position, recordedAt: '2026-11-28T12:00:00.000Z', actor: id, commandId })
  }
  return decision.value.length
}
const name = (given: object, today = '2026-11-28') =>
  decideNameForce({ id, history }, nameForce.input.parse({ commandId, ...given }), on(today))
const settings = (given: object) =>
  decideChangeSettings({ id, history }, changeSettings.input.parse({ commandId, ...given }), on('2026-11-28'))
const stateOn = (day: string) => {
  const state = foldArea(history)
  return state === null ? null : areaOn(state, day)
}
const begin = () => {
  history = []
}

test('the first name creates the force, and the same name again changes nothing', () => {
  begin()
  expect(stateOn('2026-11-28')).toBeNull()
  expect(recorded(name({ name: 'Bridewell Police' }))).toBe(2)
  expect(recorded(name({ name: 'Bridewell Police' }))).toBe(0)
  const view = stateOn('2026-11-28')
  expect(areaView.safeParse(view).error).toBeUndefined()
  expect(view).toMatchObject({ id, kind: 'force', name: 'Bridewell Police', parent: null })
})

test('a name that begins on a future day is valid from that day, and the old one until then', () => {
  begin()
  recorded(name({ name: 'Bridewell Police', from: '2020-04-01' }))
  recorded(name({ name: 'Arden and Bridewell Police', from: '2027-04-01' }))
  expect(history.map(({ effectiveOn }) => effectiveOn)).toEqual(['2020-04-01', '2020-04-01', '2026-11-28'])
  expect(['2020-03-31', '2020-04-01', '2027-03-31', '2027-04-01'].map((day) => stateOn(day)?.name)).toEqual([
    'Your force',
    'Bridewell Police',
    'Bridewell Police',
    'Arden and Bridewell Police',
  ])
})

test('on every day the name is the last recorded one of those that have begun', () => {
  const day = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(day, fc.constantFrom('A', 'B', 'C')), { maxLength: 6 }),
      day,
      (said, at) => {
        begin()
        for (const [from, called] of said) recorded(name({ name: called, from }))
        const begun = said.filter(([from]) => from <= at)
        expect(stateOn(at)?.name ?? 'Your force').toBe(begun.at(-1)?.[1] ?? 'Your force')
      },
    ),
  )
})

test('a change of a name that somebody else changed since is refused as stale', () => {
  begin()
  recorded(name({ name: 'Bridewell Police' }))
  const seen = { name: foldArea(history)?.touched.name }
  recorded(name({ name: 'Bridewell Constabulary', seen }))
  expect(name({ name: 'Bridewell', seen })).toEqual({
    ok: false,
    error: { code: 'stale', args: { fields: ['name'] } },
  })
})

test('settings in the command change, the others keep their defaults', () => {
  begin()
  expect(recorded(settings({ priorities: ['1', '2'] }))).toBe(2)
  expect(stateOn('2026-11-28')?.settings).toEqual({ ...defaultSettings, priorities: ['1', '2'] })
  expect(recorded(settings({ priorities: ['1', '2'] }))).toBe(0)
  expect(settings({})).toMatchObject({ ok: false, error: { code: 'nothing-said' } })
  const seen = { priorities: 1 }
  expect(settings({ priorities: ['high'], seen })).toMatchObject({ ok: false, error: { code: 'stale' } })
})

test('what is printed is OFFICIAL until the force marks it otherwise, with a caveat that can be taken away', () => {
  begin()
  expect(pageMarking(defaultSettings)).toBe('OFFICIAL')
  const marked = () => pageMarking(stateOn('2026-11-28')?.settings ?? defaultSettings)
  expect(recorded(settings({ marking: 'official-sensitive', caveat: ' Board members\nonly ' }))).toBe(2)
  expect(marked()).toBe('OFFICIAL-SENSITIVE – Board members only')
  expect(settings({ marking: 'official', seen: { marking: 1 } })).toMatchObject({
    error: { code: 'stale', args: { fields: ['marking'] } },
  })
  expect(recorded(settings({ caveat: null }))).toBe(1)
  expect(marked()).toBe('OFFICIAL-SENSITIVE')
  expect(recorded(settings({ marking: 'none' }))).toBe(1)
  expect(marked()).toBeNull()
})

test.each([[{ marking: 'secret' }], [{ marking: null }], [{ caveat: '' }], [{ caveat: 'x'.repeat(81) }]])(
  'the marking %j is refused',
  (given) => {
    expect(changeSettings.input.safeParse({ commandId, ...given }).success).toBe(false)
  },
)

test.each([
  [['high', 'High'], 'twice the same'],
  [['high', ' '], 'an empty one'],
  [['x'.repeat(41)], 'one that is too long'],
])('priorities %j are refused: %s', (priorities) => {
  expect(changeSettings.input.safeParse({ commandId, priorities }).success).toBe(false)
})

test('a change of a force’s settings does not include its columns', () => {
  const given = changeSettings.input.parse({ commandId, columns: [{ code: 'ward' }], priorities: ['high'] })
  expect(given).toEqual({ commandId, priorities: ['high'], seen: {} })
})

test('the names in order are those that the area has, without one that was replaced before it began', () => {
  begin()
  recorded(name({ name: 'Bridewell Police', from: '2020-04-01' }))
  recorded(name({ name: 'Arden Police', from: '2027-01-01' }))
  expect(stateOn('2026-11-28')?.names).toEqual([
    { name: 'Bridewell Police', from: '2020-04-01', to: '2027-01-01' },
    { name: 'Arden Police', from: '2027-01-01', to: '9999-12-31' },
  ])
  recorded(name({ name: 'Arden and Bridewell Police', from: '2026-11-28' }))
  const names = [
    { name: 'Bridewell Police', from: '2020-04-01', to: '2026-11-28' },
    { name: 'Arden and Bridewell Police', from: '2026-11-28', to: '9999-12-31' },
  ]
  expect(stateOn('2026-11-28')?.names).toEqual(names)
  for (const { name: called, from } of names) expect(stateOn(from)?.name).toBe(called)
})

test('a name from an earlier day than the force has changes no setting', () => {
  begin()
  recorded(name({ name: 'Bridewell Police' }))
  recorded(settings({ priorities: ['urgent'], seen: {} }))
  const before = foldArea(history)
  recorded(name({ name: 'Bridewell Police', from: '2020-04-01' }))
  const after = foldArea(history)
  expect(after).toMatchObject({ since: '2020-04-01', settings: before?.settings })
  expect(after?.touched.priorities).toBe(before?.touched.priorities)
  expect(history.map((event) => changesOfArea(event))).toEqual([
    ['name'],
    ['name'],
    ['priorities'],
    ['name'],
    ['name'],
  ])
})
