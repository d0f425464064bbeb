import type { Client } from '@beatbook/api/client'
import type { ActionEvents } from '@beatbook/contract'
import { actionSince, type DraftAction, defaultSettings, foldAction, historyOf } from '@beatbook/domain'
import { aDraft, anAction, aPlan, aRecordOf, aSection, countedIds } from '@beatbook/testkit'
import { expect, test, vi } from 'vitest'
import { anActionView, aWhy } from '../testing/views.ts'
import { dispatchersOf } from './context.ts'
import { editsOf } from './edits.ts'
import type { Record } from './record.ts'
import { type Event, firstState, reduce } from './state.ts'

const other = countedIds(9)()

const someColumns = {
  ...defaultSettings,
  columns: [
    { code: 'unit-cost', title: 'Unit cost', kind: 'money', choices: [] },
    { code: 'ward', title: 'Ward', kind: 'choice', choices: ['North', 'South East'] },
  ],
}

/**
 * The edits of the screens on an action of a record: the notices they show, and the commands they send.
 * `whole` is whether all fields of the events may be read.
 */
const editsOn = (
  { withdrawn = false, declared = ['red'], linked = false, whole = true, columns = false } = {},
  given: Partial<DraftAction> = {},
) => {
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction(given)] })] })] }),
  )
  const [id = ''] = actionIds
  const stream = { kind: 'action', id } as const
  const newId = countedIds(20)
  const happened = (type: string, facts: object, words: object) =>
    record.append([{ type, v: 1, id: newId(), stream, effectiveOn: '2026-09-01', facts, words } as never])
  for (const level of declared)
    happened('update-recorded', { updateId: newId(), dated: true, level }, { text: 'No crane', reason: null })
  if (withdrawn) happened('action-withdrawn', {}, { reason: 'Not needed' })
  const history = record.history(id)
  const state = foldAction(history)
  if (state === null) throw new Error('there is no action')
  const entries = historyOf(history, { actor: (actor) => actor, document: () => null })
  const sent = vi.fn(async (_procedure: string, _input: unknown) => ({ position: 1, unchanged: false }))
  const view = anActionView({
    id,
    touched: state.touched,
    links: linked
      ? [{ direction: 'to', kind: 'serves', id: other, address: 'charter/6', text: 'Watch schemes' } as never]
      : [],
  })
  const client = {
    actions: {
      get: {
        query: async ({ address }: { address: string }) =>
          address === 'charter/6' ? { ...view, id: other } : view,
      },
      events: {
        query: async ({ since }: { since?: string }) =>
          ({
            whole,
            names: { actors: {}, plans: {}, documents: [] },
            ...actionSince(history, since),
          }) as ActionEvents,
      },
      history: { query: async () => entries },
    },
    rating: { why: { query: async () => aWhy() } },
    areas: { list: { query: async () => (columns ? [{ parent: null, settings: someColumns }] : []) } },
    commands: new Proxy(
      {},
      { get: (_, name: string) => ({ mutate: (input: unknown) => sent(name, input) }) },
    ),
  } as unknown as Client
  let now = firstState
  const send = (event: Event): void => {
    now = reduce(now, event)
  }
  const context = {
    client,
    send,
    state: () => now,
    record: {} as Record,
    address: () => 'charter/32',
    mayEdit: true,
    lineAt: () => undefined,
    exit: () => {},
    outside: () => {},
  }
  return { edits: editsOf({ ...context, ...dispatchersOf(context) }), sent, state: () => now, history }
}
type On = ReturnType<typeof editsOn>

/** Undoes the entry with a number from the top, answering the question with yes. */
const undone = async ({ edits, state }: On, number: number) => {
  edits.openUndo(`${number}`)
  await vi.waitFor(() => expect(state().overlay?.at).toBe('undo'))
  const { overlay } = state()
  if (overlay?.at === 'undo') edits.sendUndo(overlay.undo, overlay.known)
}

test.each<[string, Parameters<typeof editsOn>[0], (on: On) => unknown, RegExp]>([
  [
    'a level that the rules lack',
    {},
    ({ edits }) => edits.override('puce until 31/03/2199: why'),
    /no level “puce”/,
  ],
  ['an override that has ended', {}, ({ edits }) => edits.override('red until 31/03/2020: why'), /lapsed/],
  [
    'an override of what is withdrawn',
    { withdrawn: true },
    ({ edits }) => edits.override('red until 31/03/2199: why'),
    /withdrawn/,
  ],
  ['lifting where nothing is replaced', {}, ({ edits }) => edits.lift(), /Nothing replaces the level/],
  [
    'a link of what is withdrawn',
    { withdrawn: true },
    ({ edits }) => edits.link('serves charter/6'),
    /withdrawn/,
  ],
  ['a link to itself', {}, ({ edits }) => edits.link('serves charter/32'), /cannot serve itself/],
  [
    'taking away a link that is gone',
    { linked: true },
    ({ edits }) => edits.link('serves charter/6'),
    /no such link/,
  ],
  [
    'a value that does not fit its column',
    { columns: true },
    ({ edits }) => edits.set('unit-cost=lots'),
    /“lots” does not fit “Unit cost”/,
  ],
  ['a column that there is not', { columns: true }, ({ edits }) => edits.set('beat=1'), /unit-cost, ward/],
  ['a column of a force without any', {}, ({ edits }) => edits.set('ward=North'), /no columns of its own/],
  [
    'undoing what a later entry rests on',
    { declared: ['red', 'amber'] },
    (on) => undone(on, 2),
    /Something recorded later/,
  ],
])('%s is refused by the domain and not sent', async (_, given, act, sentence) => {
  const on = editsOn(given)
  await act(on)
  await vi.waitFor(() =>
    expect(on.state().notice).toMatchObject({ tone: 'bad', text: expect.stringMatching(sentence) }),
  )
  expect(on.sent).not.toHaveBeenCalled()
})

test.each<[string, Parameters<typeof editsOn>[0], (on: On) => unknown, string]>([
  ['an override', {}, ({ edits }) => edits.override('red until 31/03/2199: why'), 'overrideLevel'],
  ['a link', {}, ({ edits }) => edits.link('serves charter/6'), 'addLink'],
  ['an undo', {}, (on) => undone(on, 1), 'undoCommand'],
  [
    'what fills in columns',
    { columns: true },
    ({ edits }) => edits.set('unit-cost=£12.50 ward="south east"'),
    'setColumns',
  ],
  [
    'a lift where fields of the events are left out',
    { whole: false },
    ({ edits }) => edits.lift(),
    'liftOverride',
  ],
  [
    'an undo where fields of the events are left out',
    { whole: false, declared: ['red', 'amber'] },
    (on) => undone(on, 2),
    'undoCommand',
  ],
])('%s that the domain does not refuse is sent', async (_, given, act, procedure) => {
  const on = editsOn(given)
  await act(on)
  await vi.waitFor(() => expect(on.sent).toHaveBeenCalledTimes(1))
  expect(on.sent).toHaveBeenCalledWith(procedure, expect.objectContaining({ commandId: expect.any(String) }))
  await vi.waitFor(() => expect(on.state().notice).toMatchObject({ tone: 'good' }))
})
