import { expect, test } from 'vitest'
import type { Refusal } from '../refusal.ts'
import type { Result } from '../result.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { foldArea } from './area.ts'
import { addColumn, changeColumn, removeColumn } from './commands.ts'
import { decideAddColumn, decideChangeColumn, decideRemoveColumn } from './decide.ts'
import { type AreaEvent, areaEvent } from './events.ts'

const id = '01a00000-0000-7000-8000-000000000001'
const commandId = '01a00000-0000-7000-8000-000000000002'
const context = { today: '2026-11-28', actor: id, newId: () => commandId }

const aForce = () => {
  const history: Recorded<AreaEvent>[] = []
  const root = { id, history }
  const recorded = (decision: Result<Pending<AreaEvent>[], Refusal>) => {
    if (!decision.ok) return decision.error
    for (const event of decision.value) {
      expect(areaEvent.safeParse(event).error).toBeUndefined()
      const position = history.length + 1
      history.push({ ...event, position, recordedAt: '2026-11-28T12:00:00.000Z', actor: id, commandId })
    }
    return decision.value.length
  }
  return {
    add: (given: object) =>
      recorded(decideAddColumn(root, addColumn.input.parse({ commandId, ...given }), context)),
    change: (given: object) =>
      recorded(decideChangeColumn(root, changeColumn.input.parse({ commandId, ...given }), context)),
    remove: (given: object) =>
      recorded(decideRemoveColumn(root, removeColumn.input.parse({ commandId, ...given }), context)),
    columns: () => foldArea(history)?.settings.columns.map(({ code, title }) => `${code}: ${title}`) ?? [],
    version: () => foldArea(history)?.touched.columns ?? 0,
  }
}

test('columns are added, changed, moved and removed', () => {
  const force = aForce()
  expect(force.add({ title: 'Unit cost', kind: 'money' })).toBe(2)
  expect(force.add({ title: 'Ward', kind: 'choice', choices: ['North', 'South'] })).toBe(1)
  expect(force.columns()).toEqual(['unit-cost: Unit cost', 'ward: Ward'])
  expect(force.change({ code: 'ward', title: 'Neighbourhood', place: 1 })).toBe(1)
  expect(force.columns()).toEqual(['ward: Neighbourhood', 'unit-cost: Unit cost'])
  expect(force.change({ code: 'ward', title: 'Neighbourhood' })).toBe(0)
  expect(force.remove({ code: 'unit-cost' })).toBe(1)
  expect(force.columns()).toEqual(['ward: Neighbourhood'])
})

test('a code is used for one column for ever, a title for one column at a time', () => {
  const force = aForce()
  force.add({ title: 'Cost', kind: 'money' })
  force.remove({ code: 'cost' })
  expect(force.add({ title: 'Cost', kind: 'text' })).toBe(1)
  expect(force.columns()).toEqual(['cost-2: Cost'])
  expect(force.add({ title: 'Price', kind: 'text', code: 'cost' })).toMatchObject({
    code: 'column-taken',
    args: { said: 'cost', by: 'code' },
  })
  expect(force.add({ title: ' COST ', kind: 'number' })).toMatchObject({
    code: 'column-taken',
    args: { by: 'title' },
  })
})

test.each([
  ['choices without any', { kind: 'choice' }, 'column-choices'],
  ['choices of a number', { kind: 'number', choices: ['1'] }, 'column-choices'],
] as const)('a column with %s is refused', (_, given, code) => {
  expect(aForce().add({ title: 'Ward', ...given })).toMatchObject({ code })
})

test('a change that somebody else made since is refused as stale, and an unknown column as not found', () => {
  const force = aForce()
  force.add({ title: 'Ward', kind: 'text' })
  const seen = { columns: force.version() }
  expect(force.add({ title: 'Cost', kind: 'money', seen })).toBe(1)
  const stale = { code: 'stale', args: { fields: ['columns'] } }
  expect(force.add({ title: 'Beat', kind: 'text', seen })).toMatchObject(stale)
  expect(force.change({ code: 'ward', title: 'Area', seen })).toMatchObject(stale)
  expect(force.remove({ code: 'ward', seen })).toMatchObject(stale)
  const none = { code: 'not-found', args: { what: 'column', asked: 'beat' } }
  expect(force.change({ code: 'beat', title: 'Area' })).toMatchObject(none)
  expect(force.remove({ code: 'beat' })).toMatchObject(none)
  expect(force.change({ code: 'ward' })).toMatchObject({ code: 'nothing-said' })
})

test('a force has at most forty columns', () => {
  const force = aForce()
  for (let number = 1; number <= 40; number++) force.add({ title: `Column ${number}`, kind: 'text' })
  expect(force.add({ title: 'One more', kind: 'text' })).toEqual({
    code: 'columns-full',
    args: { limit: 40 },
  })
})
