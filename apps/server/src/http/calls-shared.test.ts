import type { ApiContext, Ports } from '@beatbook/api'
import { ok, type Person, type Role, refuse } from '@beatbook/domain'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Pool, TaskRequest } from '../work/pool.ts'
import type { Question, Reply } from '../work/question.ts'
import type { HttpEnv } from './caller.ts'
import { answerCalls } from './calls.ts'

const aPerson = (id: string, role: Role = 'reader', mustChangePassword = false): Person => ({
  id,
  name: id,
  email: `${id}@example.org`,
  role,
  mustChangePassword,
})
const [ada, ben] = [aPerson('ada'), aPerson('ben')]

/**
 * The procedures before a pool that counts its tasks: the n-th is answered by `{"n":n}`, or refused with
 * `too-many-at-once` where its person is in `limited`. Tasks wait until `release` is called.
 */
const aServer = () => {
  const asked: TaskRequest<Question>[] = []
  const limited = new Set<string>()
  const state = { committed: '1', today: '2026-11-20', status: 200, gate: Promise.resolve() }
  const pool: Pool<Question, Reply> = {
    run: (request) => {
      const n = asked.push(request)
      const answer = async () => {
        await state.gate
        if (limited.has(request.person))
          return { ok: false, error: refuse('too-many-at-once', { seconds: 1 }) } as const
        const { status } = state
        const headers = [['content-type', 'application/json']] as const
        return ok({ status, headers, body: new TextEncoder().encode(`{"n":${n}}`), errors: [] })
      }
      return { done: answer(), state: () => ({ state: 'over' }) }
    },
    warm: async () => {},
    close: async () => {},
  }
  let person: Person | null = ada
  const calls = answerCalls({
    contextOf: (): ApiContext => ({
      ports: {} as Ports,
      person,
      sessionId: null,
      stillSignedIn: async () => true,
      now: `${state.today}T09:00:00.000Z`,
      today: state.today,
      force: 'Bridewell Police',
      crest: null,
      marking: 'OFFICIAL',
      version: '0.0.0',
      filesChecked: false,
      checkOutputs: false,
    }),
    questions: pool,
    snapshot: async () => state.committed,
    onFailed: () => {},
  })
  const app = new Hono<HttpEnv>().all('/trpc/*', (c) => calls(c))
  const ask = async (as: Person | null, path: string, init: RequestInit = {}) => {
    person = as
    const answer = await app.request(`/trpc/${path}`, init)
    return answer.ok ? ((await answer.json()) as { n: number }).n : answer.status
  }
  return { ask, asked, limited, state }
}

const changes = 'plans.changes?input=%7B%22plan%22%3A%22a%22%7D'
const both = 'plans.get,actions.list,actions.list?batch=1&input=%7B%7D'

test.each([changes, both])(
  'identical questions of people with the same rights are computed once: %s',
  async (path) => {
    const { ask, asked, state } = aServer()
    const gate = Promise.withResolvers<void>()
    state.gate = gate.promise
    const together = [ask(ada, path), ask(ben, path), ask(ada, path)]
    gate.resolve()
    expect(await Promise.all(together)).toEqual([1, 1, 1])
    expect(await ask(ben, path)).toBe(1)
    expect(asked).toHaveLength(1)
  },
)

test('a commit, another day, other rights, input or encoding have answers of their own', async () => {
  const { ask, state } = aServer()
  expect(await ask(ada, changes)).toBe(1)
  expect(await ask(aPerson('eve', 'editor'), changes)).toBe(2)
  expect(await ask(ada, changes, { headers: { 'accept-encoding': 'gzip' } })).toBe(3)
  expect(await ask(ada, changes, { headers: { 'trpc-accept': 'application/jsonl' } })).toBe(4)
  expect(await ask(ada, 'plans.changes?input=%7B%22plan%22%3A%22b%22%7D')).toBe(5)
  expect(await ask(ben, changes)).toBe(1)
  state.today = '2026-11-21'
  expect(await ask(ada, changes)).toBe(6)
  state.committed = '2'
  expect(await ask(ada, changes)).toBe(7)
})

test.each([
  'work.mine',
  'plans.compare',
  'drafts.get',
  'documents.get',
  'plans.get,actions.list,actions.list,drafts.list?batch=1&input=%7B%7D',
])('what depends on who asks, or on more than the record, is computed for each: %s', async (path) => {
  const { ask } = aServer()
  expect([await ask(ada, path), await ask(ben, path), await ask(ada, path)]).toEqual([1, 2, 3])
})

test('what is sent by POST is computed each time', async () => {
  const { ask } = aServer()
  const post = { method: 'POST', body: '{"plan":"a"}' }
  expect([await ask(ada, 'plans.changes', post), await ask(ada, 'plans.changes', post)]).toEqual([1, 2])
})

test('who must change a password first gets nothing that was shared', async () => {
  const { ask, asked } = aServer()
  const due = aPerson('due', 'reader', true)
  expect(await ask(ada, changes)).toBe(1)
  expect(await ask(due, changes)).toBe(2)
  expect(asked[1]?.task.context.person).toEqual(due)
})

test('a refusal by the limits of one person is not given to another', async () => {
  const { ask, limited, state } = aServer()
  limited.add('ada')
  const gate = Promise.withResolvers<void>()
  state.gate = gate.promise
  const together = [ask(ada, changes), ask(ben, changes)]
  gate.resolve()
  expect(await Promise.all(together)).toEqual([429, 2])
})

test('an answer that is no success is not kept', async () => {
  const { ask, state } = aServer()
  state.status = 404
  expect(await ask(ada, changes)).toBe(404)
  state.status = 200
  expect(await ask(ada, changes)).toBe(2)
})
