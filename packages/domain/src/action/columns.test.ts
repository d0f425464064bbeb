import { aContext, aDraft, anAction, aPlan, aRecordOf, aSection, countedIds, TODAY } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import type { Column } from '../column/column.ts'
import type { Pending } from '../stream/event.ts'
import { foldAction } from './action.ts'
import { setColumns } from './commands.ts'
import { decideSetColumns, decideWithdrawAction } from './decide.ts'
import { actionEvent } from './events.ts'
import { historyOf } from './history.ts'

const columns: readonly Column[] = [
  { code: 'cost', title: 'Cost', kind: 'money', choices: [] },
  { code: 'ward', title: 'Ward', kind: 'choice', choices: ['North', 'South'] },
  { code: 'note', title: 'Note', kind: 'text', choices: [] },
]

const anActionOfTheForce = () => {
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction()] })] })] }),
  )
  const [actionId = ''] = actionIds
  const newId = countedIds(8)
  const history = () => record.history(actionId)
  const append = (decided: ReturnType<typeof decideSetColumns>) => {
    if (!decided.ok) return decided.error
    for (const event of decided.value) expect(actionEvent.safeParse(event).error).toBeUndefined()
    record.append(decided.value as Pending[])
    return decided.value.length
  }
  return {
    history,
    set: (values: object, given: object = {}) =>
      append(
        decideSetColumns(
          history(),
          setColumns.input.parse({ commandId: newId(), actionId, values, ...given }),
          aContext({ newId }),
          columns,
        ),
      ),
    withdraw: () =>
      append(
        decideWithdrawAction(
          history(),
          { commandId: newId(), actionId, reason: 'Merged', seen: {} },
          aContext({ newId }),
        ),
      ),
    state: (asAt?: string) => foldAction(history(), asAt),
  }
}

test('values are set, changed and cleared, each from its day', () => {
  const action = anActionOfTheForce()
  expect(action.set({ cost: 1250.5, ward: 'North', note: 'Two quotes' }, { on: '2026-10-01' })).toBe(1)
  expect(action.set({ cost: 900, note: null })).toBe(1)
  expect(action.state()?.columns).toEqual({
    cost: { kind: 'money', value: 900 },
    ward: { kind: 'choice', value: 'North' },
  })
  expect(action.state('2026-10-01')?.columns).toEqual({
    cost: { kind: 'money', value: 1250.5 },
    ward: { kind: 'choice', value: 'North' },
    note: { kind: 'text', value: 'Two quotes' },
  })
  expect(action.state('2026-09-30')?.columns).toEqual({})
})

test('text is stored in the words of the event, so that it can be redacted', () => {
  const action = anActionOfTheForce()
  action.set({ note: 'Ring Pat', cost: 5 })
  const event = action.history().at(-1)
  expect(JSON.stringify(event?.facts)).not.toContain('Pat')
  expect(event?.words).toEqual({ values: { note: 'Ring Pat' }, reason: null })
})

test('setting the current value records nothing, and an empty text clears the value', () => {
  const action = anActionOfTheForce()
  expect(action.set({ cost: null, note: ' ' })).toBe(0)
  action.set({ note: 'Two quotes' })
  expect(action.set({ note: 'Two quotes' })).toBe(0)
  expect(action.set({ note: '' })).toBe(1)
  expect(action.state()?.columns).toEqual({})
})

test('a set of values with one that does not fit is refused completely', () => {
  const action = anActionOfTheForce()
  expect(action.set({})).toEqual({ code: 'nothing-said', args: {} })
  expect(action.set({ beat: 'B1' })).toEqual({ code: 'not-found', args: { what: 'column', asked: 'beat' } })
  expect(action.set({ note: 'Fine', cost: 'a lot' })).toEqual({
    code: 'column-unfit',
    args: { column: 'cost', title: 'Cost', kind: 'money', said: 'a lot', choices: [] },
  })
  expect(action.set({ ward: 'West' })).toMatchObject({
    code: 'column-unfit',
    args: { said: 'West', choices: ['North', 'South'] },
  })
  expect(action.state()?.columns).toEqual({})
  action.withdraw()
  expect(action.set({ cost: 1 })).toEqual({ code: 'withdrawn', args: {} })
})

test('an edit is stale only if the same column changed', () => {
  const action = anActionOfTheForce()
  action.set({ cost: 1 })
  const seen = action.state()?.columnsTouched ?? {}
  action.set({ ward: 'North' })
  expect(action.set({ cost: 2 }, { seen })).toBe(1)
  expect(action.set({ cost: 3, ward: 'South' }, { seen })).toMatchObject({
    code: 'stale',
    args: { fields: ['column cost'] },
  })
})

test('the history has each column’s value before and after', () => {
  const action = anActionOfTheForce()
  action.set({ cost: 1 }, { on: '2026-10-01' })
  action.set({ cost: 2 })
  const entries = historyOf(action.history(), { actor: () => 'Ada', document: () => null })
  expect(
    entries.filter(({ type }) => type === 'columns-set').map(({ on, changes }) => ({ on, changes })),
  ).toEqual([
    {
      on: '2026-10-01',
      changes: [
        {
          field: 'column',
          from: { code: 'cost', value: null },
          to: { code: 'cost', value: { kind: 'money', value: 1 } },
        },
      ],
    },
    {
      on: TODAY,
      changes: [
        {
          field: 'column',
          from: { code: 'cost', value: { kind: 'money', value: 1 } },
          to: { code: 'cost', value: { kind: 'money', value: 2 } },
        },
      ],
    },
  ])
})
