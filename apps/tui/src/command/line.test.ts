import { appRouter } from '@beatbook/api'
import type { Client } from '@beatbook/api/client'
import { aContext, aPerson, aStore } from '@beatbook/api/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runTyped } from './line.ts'

let store: Awaited<ReturnType<typeof aStore>>
beforeEach(async () => {
  store = await aStore()
})
afterEach(() => store.close())

/** The API on a record in memory, called like a client calls it. */
const client = (): Client => {
  const call = appRouter.createCaller(aContext(store, { person: aPerson('administrator') }))
  const mutate = (input: Parameters<typeof call.commands.nameForce>[0]) => call.commands.nameForce(input)
  return { commands: { nameForce: { mutate } } } as unknown as Client
}

test('a typed command is run with its typed input', async () => {
  const typed = await runTyped('force name "Bridewell Police" --from 1/4/27', client())
  expect(typed).toEqual({
    done: 'The name of the force was saved.',
    about: '',
    commandId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
  const again = await runTyped('force name "Bridewell Police" --from 1/4/27', client())
  expect(again).toEqual(expect.objectContaining({ commandId: null }))
  expect(await store.aggregates.list('area', { asAt: '2027-04-01' })).toMatchObject([
    { name: 'Bridewell Police' },
  ])
})

test('a typed question is parsed, for a screen to ask', async () => {
  const question = { kind: 'area', plural: 'areas', id: null, history: false }
  expect(await runTyped('areas', client())).toEqual({ question })
  expect(await runTyped('areas 01a --history', client())).toEqual({
    question: { ...question, id: '01a', history: true },
  })
})

test.each([
  ['force name', 'Missing required argument ‘name’'],
  ['force name A --from soon', '“soon” after --from is not a day.'],
  ['force name A --when soon', 'Unknown option ‘--when’'],
  ['areas --when soon', 'Unknown option ‘--when’'],
  ['areas --history', '--history needs the id of the one whose history to show.'],
])('%s says what is wrong', async (line, error) => {
  const answer = await runTyped(line, client())
  expect(answer).toEqual({ error: expect.stringContaining(error.replace(/[‘’]/g, "'")) })
})

test('only a command on an action takes the one that is selected', async () => {
  expect(await runTyped('force name', client(), 'nowhere/1')).toEqual({
    error: expect.stringContaining('Missing required argument'),
  })
})

test('unknown words and words with a hand-written verb are not derived commands', async () => {
  expect(await runTyped('nothing here', client())).toBeNull()
  expect(await runTyped('withdraw charter/3', client())).toBeNull()
  expect(await runTyped('action charter/3', client())).toEqual({
    error: expect.stringContaining('Unknown command'),
  })
})
