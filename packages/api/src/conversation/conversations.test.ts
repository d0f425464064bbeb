import { aDraft } from '@beatbook/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCallerFactory } from '../procedures.ts'
import { appRouter } from '../router.ts'
import { aContext, anId, aPerson, aStore } from '../testing/call.ts'

let store: Awaited<ReturnType<typeof aStore>>
let plan: string
let party: string
const as = (role: 'editor' | 'reader' | 'administrator') =>
  createCallerFactory(appRouter)(aContext(store, { person: aPerson(role) }))

beforeAll(async () => {
  store = await aStore()
  const call = as('editor')
  const draftId = anId()
  await store.drafts.put({
    id: draftId,
    author: aPerson('editor').id,
    now: '2026-11-20T09:00:00.000Z',
    draft: aDraft(),
  })
  plan = (await call.commands.acceptDraft({ commandId: anId(), draftId })).plans[0]?.code ?? ''
  party = (await call.work.parties())[0]?.id ?? ''
})
afterAll(() => store.close())

test('a conversation is begun, answered, read, counted and marked as read', async () => {
  const [editor, other] = [as('editor'), as('administrator')]
  const { id } = await editor.actions.get({ address: `${plan}/1` })
  const conversationId = anId()
  await editor.commands.beginConversation({
    commandId: anId(),
    conversationId,
    remarkId: anId(),
    subject: { kind: 'action', id },
    field: 'owners',
    text: `Who is @[party:${party}]?`,
  })
  await other.commands.answerConversation({
    commandId: anId(),
    conversationId,
    remarkId: anId(),
    text: `@[party:${party}] is new`,
  })
  const { conversations } = await as('reader').conversations.ofAction({ address: `${plan}/1` })
  expect(conversations).toMatchObject([
    { number: 1, field: 'owners', remarks: [{ mentions: [{ id: party }] }, { by: { id: 'administrator' } }] },
  ])
  expect((await editor.conversations.ofPlan({ plan })).conversations).toEqual([])
  expect((await editor.conversations.counts({ plan })).actions).toMatchObject([{ id, open: 1 }])
  expect(await editor.work.mentions()).toEqual({ count: 0, mentions: [] })
  await editor.work.answerFor({ parties: [party] })
  const { mentions } = await editor.work.mentions()
  expect(mentions).toMatchObject([{ conversationId, address: `${plan}/1`, by: { id: 'administrator' } }])
  const marks = mentions.map(({ conversationId: of, position }) => ({ id: of, position }))
  await editor.work.markRead({ conversations: marks })
  expect((await editor.work.mentions()).count).toBe(0)
})

test('a reader begins no conversation, and sees nothing of what does not exist', async () => {
  const reader = as('reader')
  const { id } = await reader.actions.get({ address: `${plan}/1` })
  await expect(
    reader.commands.beginConversation({
      commandId: anId(),
      conversationId: anId(),
      remarkId: anId(),
      subject: { kind: 'action', id },
      text: 'Why?',
    }),
  ).rejects.toThrow('not-allowed')
  await expect(reader.conversations.ofPlan({ plan: 'nowhere' })).rejects.toThrow('not-found')
  await expect(reader.conversations.counts({ plan: 'nowhere' })).rejects.toThrow('not-found')
  await expect(reader.conversations.ofAction({ address: 'nowhere/1' })).rejects.toThrow('not-found')
})

test('who can be mentioned is found by the letters of a name', async () => {
  const found = await as('editor').conversations.mentionable({ limit: 1 })
  expect(found).toHaveLength(1)
  const [first] = found
  expect(await as('editor').conversations.mentionable({ text: first?.name ?? '' })).toContainEqual(first)
})
