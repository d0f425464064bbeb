import { randomUUIDv7 } from 'node:crypto'
import { addPerson } from '../callers.ts'
import { ask, call, dataOf, send } from '../client.ts'
import { anAccept, createPlan, planText, upload } from '../plan.ts'
import type { Known } from './shape.ts'

/**
 * Fills a new record with data to query: two plans, an update, a draft of the editor's, and people who never
 * sign in.
 */
export const fill = async (url: string, administrator: string, editor: string): Promise<void> => {
  const { actions } = await createPlan(url, editor, 'harbour', 30)
  const draftId = await upload(url, editor, planText('Bridewell Castle Delivery Plan', 12, 5))
  dataOf(
    await send(url, 'commands.acceptDraft', await anAccept(url, editor, draftId, 'castle'), {
      token: editor,
    }),
  )
  const update = {
    commandId: randomUUIDv7(),
    updateId: randomUUIDv7(),
    actionId: actions[0]?.id,
    text: 'Two sessions held.',
  }
  dataOf(await send(url, 'commands.recordUpdate', update, { token: editor }))
  for (const name of ['throwaway-a', 'throwaway-b'])
    await addPerson(url, administrator, 'reader', `${name}@example.org`)
}

/** The current values of the record, by the input names that refer to them. */
export const knownOf = async (
  url: string,
  administrator: string,
  editor: string,
  spared: readonly (string | null)[],
): Promise<Known> => {
  const read = async (procedure: string, input?: unknown, token = editor) => {
    const answer = await ask(url, procedure, input, { token })
    return answer.status === 200 ? answer.body.result.data : []
  }
  const plans = (await read('plans.list', {})) as { id: string; code: string }[]
  const { rows = [] } = (await read('actions.list', { limit: 100 })) as {
    rows?: { id: string; address: string; planId: string }[]
  }
  const drafts = (await read('drafts.list')) as { id: string }[]
  const allRagRules = (await read('ragRules.list')) as { code: string }[]
  const people = ((await read('people.list', undefined, administrator)) as { id: string }[]).filter(
    ({ id }) => !spared.includes(id),
  )
  const documents = (await read('documents.list')) as { id: string }[]
  const ragRules = await read('ragRules.get', { code: allRagRules[0]?.code })
  const ids = rows.map(({ id }) => id)
  return {
    plan: [...plans.map(({ code }) => code), ...plans.map(({ id }) => id)],
    planId: plans.map(({ id }) => id),
    of: plans.map(({ id }) => id),
    address: [...rows.map(({ address }) => address), ...ids],
    actionId: ids,
    to: [...ids.slice(0, 5), '2026-06-30', '2027-01-01'],
    draftId: drafts.map(({ id }) => id),
    draft: drafts.map(({ id }) => id),
    id: [...drafts, ...documents, ...people].map(({ id }) => id),
    personId: people.map(({ id }) => id),
    ragRules: [ragRules],
    code: allRagRules.map(({ code }) => code),
    // Few enough for some to be used twice, enough for most to be new.
    commandId: newIds(60),
    updateId: newIds(60),
    password: ['walks the beat each day', 'a beat book of another'],
    level: ['red', 'amber', 'green'],
    version: [1],
    lastEventId: [null, '', '0'],
  }
}

const newIds = (many: number) => Array.from({ length: many }, () => randomUUIDv7())

/** Whether the server reports within 5 s that it is alive. */
export const isAlive = (url: string): Promise<boolean> =>
  call(`${url}/health`, { patience: 5_000 }).then(
    ({ status }) => status === 200,
    () => false,
  )
