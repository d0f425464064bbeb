import type { Change } from '@beatbook/contract'
import { type CommandName, markMentions, remarkText } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, actionAt, anId, at, by, forms, freshStore, harbour } from '../testing.ts'

const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]

describe.each([forms[0], ...forms.slice(2)])('with a record $form', (form) => {
  let store: Store
  let seconds: number
  let [ada, ben, actionId, planId, team] = ['', '', '', '', '']
  beforeEach(async () => {
    store = await freshStore(form)
    seconds = 0
    ;[ada, ben] = [anId(), anId()]
    const role = 'editor' as const
    const secret = (email: string) => ({ email, passwordHash: 'hash' })
    await store.people.run(
      'set-up',
      { commandId: anId(), personId: ada, name: 'Desk Officer' },
      secret('desk@example.org'),
      by(ada, ++seconds),
    )
    await store.people.run(
      'add-person',
      { commandId: anId(), personId: ben, name: 'Plan Manager', role },
      secret('plan@example.org'),
      by(ada, ++seconds),
    )
    await accept(store, harbour({ ref: '1', owners }, { ref: '2', owners }))
    actionId = (await actionAt(store, 'harbour/1')).id
    planId = (await store.plans.list())[0]?.id ?? ''
    team = (await store.work.parties(ada)).find(({ name }) => name === 'Dock Team')?.id ?? ''
  })
  afterEach(() => store.close())

  const give = async (name: CommandName, input: object, actor = ada) => {
    const commandId = anId()
    const answer = await store.commands.run(name, { commandId, ...input } as never, by(actor, ++seconds))
    return { answer, commandId }
  }
  const marked = async (typed: string) => markMentions(typed, await store.conversations.mentionable('', 50))
  /** Begins a conversation; its id and that of its first remark. */
  const begin = async (
    typed: string,
    { actor = ada, about = { kind: 'action', id: actionId }, field = undefined as string | undefined } = {},
  ) => {
    const made = { conversationId: anId(), remarkId: anId() }
    const text = await marked(typed)
    const done = await give('begin-conversation', { ...made, subject: about, text, field }, actor)
    expect(done.answer).toMatchObject({ ok: true })
    return { ...made, commandId: done.commandId }
  }
  const answer = async (conversationId: string, typed: string, actor = ben) => {
    const remarkId = anId()
    const done = await give(
      'answer-conversation',
      { conversationId, remarkId, text: await marked(typed) },
      actor,
    )
    expect(done.answer).toMatchObject({ ok: true })
    return { remarkId, commandId: done.commandId }
  }
  const ofAction = async (when = {}) => {
    const found = await store.conversations.ofAction('harbour/1', when)
    if (!found.ok) throw new Error(found.error.code)
    return found.value.conversations
  }
  /** The words of conversations as they are read. */
  const read = async (when = {}) =>
    (await ofAction(when)).map(({ remarks }) =>
      remarks.map(({ text, mentions }) =>
        text === null
          ? null
          : remarkText(text, ({ id }) => mentions.find((each) => each.id === id)?.name ?? '?'),
      ),
    )

  test('conversations about an action are listed with the open ones first, each with its number', async () => {
    const first = await begin('Is the lamp ordered?', { field: 'text' })
    const second = await begin('Who pays, @Dock Team?')
    await answer(first.conversationId, 'Yes, @Desk Officer')
    await begin('A plan is not an action', { about: { kind: 'plan', id: planId } })
    expect(await read()).toEqual([['Is the lamp ordered?', 'Yes, @Desk Officer'], ['Who pays, @Dock Team?']])
    await give('settle-conversation', { conversationId: first.conversationId }, ben)
    const listed = await ofAction()
    expect(listed.map(({ number, field, settled }) => [number, field, settled?.by.name])).toEqual([
      [2, null, undefined],
      [1, 'text', 'Plan Manager'],
    ])
    expect(listed[0]).toMatchObject({
      id: second.conversationId,
      remarks: [{ by: { name: 'Desk Officer' } }],
    })
    expect((await store.conversations.ofPlan('harbour'))?.conversations).toHaveLength(1)
    expect(await store.conversations.counts('harbour')).toMatchObject({
      plan: { open: 1, settled: 0 },
      actions: [{ id: actionId, address: 'harbour/1', open: 1, settled: 1 }],
    })
    expect(await store.conversations.ofPlan('nowhere')).toBeNull()
    expect(await store.conversations.counts('nowhere')).toBeNull()
    expect(await store.conversations.ofAction('harbour/9')).toMatchObject({ ok: false })
  })

  test('a person and an owner are shown by the name they have now', async () => {
    await begin('Ask @Dock Team and @Plan Manager')
    await give('rename-party', { partyId: team, name: 'Pier Team', seen: {} })
    await store.people.run(
      'rename-person',
      { commandId: anId(), personId: ben, name: 'Programme Manager' },
      {},
      by(ada, ++seconds),
    )
    expect(await read()).toEqual([['Ask @Pier Team and @Programme Manager']])
  })

  test('what was said is read as at a date and as known at an instant; removed words never are', async () => {
    const { conversationId, remarkId } = await begin('First words')
    const before = at(seconds)
    await answer(conversationId, 'An answer')
    expect(await read({ knownAt: before })).toEqual([['First words']])
    expect(await read({ asAt: '2026-03-01' })).toEqual([])
    await give('edit-remark', { conversationId, remarkId, text: 'Second words' })
    expect(await read({ knownAt: before })).toEqual([['First words']])
    await give('remove-remark', { conversationId, remarkId })
    expect(await read({ knownAt: before })).toEqual([[null]])
    expect(await read()).toEqual([[null, 'An answer']])
    expect((await ofAction())[0]?.remarks[0]).toMatchObject({ edited: at(seconds - 1), removed: at(seconds) })
  })

  test('somebody or something that is not there is refused, and nothing is recorded', async () => {
    const made = { conversationId: anId(), remarkId: anId() }
    const nobody = anId()
    const refused = async (given: object) =>
      (await give('begin-conversation', { ...made, subject: { kind: 'action', id: actionId }, ...given }))
        .answer
    expect(await refused({ text: `@[person:${nobody}]` })).toMatchObject({
      error: { code: 'not-found', args: { what: 'person', id: nobody } },
    })
    expect(await refused({ text: 'Well', subject: { kind: 'plan', id: nobody } })).toMatchObject({
      error: { code: 'not-found', args: { what: 'plan' } },
    })
    expect(await refused({ text: 'Well', subject: { kind: 'action', id: nobody } })).toMatchObject({
      error: { code: 'not-found', args: { what: 'action' } },
    })
    expect(await ofAction()).toEqual([])
  })

  test('a change names the conversation and what it is about, and no plan or action as changed', async () => {
    const changes: Change[] = []
    const stop = store.commands.onChange((change) => changes.push(change))
    const { conversationId } = await begin('Well?')
    stop()
    expect(changes).toMatchObject([
      {
        plans: [],
        actions: [],
        others: [`conversation/${conversationId}`, `conversations-about/${actionId}`],
      },
    ])
  })

  test('a remark changes no version, rating or silence of the action', async () => {
    const before = [await actionAt(store, 'harbour/1'), await store.actions.history('harbour/1')]
    await begin('Well?')
    expect([await actionAt(store, 'harbour/1'), await store.actions.history('harbour/1')]).toEqual(before)
  })

  test('an action that a conversation is about is not undone, until the conversation is', async () => {
    const added = await give('add-action', { actionId: anId(), planId, words: 'Fit a lamp' })
    const { rows } = await store.actions.list({
      sort: 'place',
      descending: false,
      limit: 9,
      withdrawn: 'with',
    })
    const lamp = rows.find(({ text }) => text === 'Fit a lamp')
    const { commandId } = await begin('Why?', { about: { kind: 'action', id: lamp?.id ?? '' } })
    const undo = async (undoes: string) => (await give('undo-command', { undoes })).answer
    expect(await undo(added.commandId)).toMatchObject({ error: { code: 'contradicts-later' } })
    expect(await undo(commandId)).toMatchObject({ ok: true })
    expect(await undo(added.commandId)).toMatchObject({ ok: true })
  })

  test('who begins with the typed letters comes first among those who can be mentioned', async () => {
    const names = async (text: string) =>
      (await store.conversations.mentionable(text, 3)).map(({ name }) => name)
    expect(await names('d')).toEqual(['Desk Officer', 'Dock Team'])
    expect(await names('team')).toEqual(['Dock Team'])
    expect(await names('man pl')).toEqual(['Plan Manager'])
    expect(await names('nobody')).toEqual([])
  })

  describe('mentions', () => {
    const unread = async (person: string) =>
      (await store.conversations.unread(person)).mentions.map(({ address, to, by: author }) => [
        address,
        author.name,
        ...to.map(({ name }) => name),
      ])

    test('those of oneself, and of the owners one answers for, are unread until they are marked', async () => {
      const first = await begin('Please look, @Plan Manager')
      await begin('And you, @Dock Team and @Plan Manager', { about: { kind: 'plan', id: planId } })
      expect(await unread(ben)).toEqual([
        ['harbour', 'Desk Officer', 'Plan Manager'],
        ['harbour/1', 'Desk Officer', 'Plan Manager'],
      ])
      await store.work.answerFor(ben, [team])
      expect((await unread(ben))[0]).toEqual(['harbour', 'Desk Officer', 'Dock Team', 'Plan Manager'])
      const { count, mentions } = await store.conversations.unread(ben)
      expect([count, mentions[1]]).toMatchObject([
        2,
        { number: 1, title: expect.any(String), settled: false },
      ])
      const position = mentions[1]?.position ?? 0
      await store.conversations.markRead(ben, [{ id: first.conversationId, position }])
      expect(await unread(ben)).toHaveLength(1)
      // A mark that is older changes nothing, and one of a later position is no mark of what comes.
      await store.conversations.markRead(ben, [{ id: first.conversationId, position: 1 }])
      await store.conversations.markRead(ben, [{ id: first.conversationId, position: 1e9 }])
      expect(await unread(ben)).toHaveLength(1)
      await answer(first.conversationId, '@Plan Manager, once more', ada)
      expect((await unread(ben)).map(([address]) => address)).toEqual(['harbour/1', 'harbour'])
    })

    test('one’s own are not counted, nor those that were removed or edited away', async () => {
      const { conversationId, remarkId } = await begin('Me, @Desk Officer, and @Plan Manager')
      expect(await unread(ada)).toEqual([])
      expect(await unread(ben)).toHaveLength(1)
      await give('edit-remark', { conversationId, remarkId, text: 'Nobody' })
      expect(await unread(ben)).toEqual([])
      await give('edit-remark', { conversationId, remarkId, text: await marked('@Plan Manager again') })
      expect(await unread(ben)).toHaveLength(1)
      await give('remove-remark', { conversationId, remarkId })
      expect(await unread(ben)).toEqual([])
    })

    test('a mention of an owner reaches who answers for the one it was merged into', async () => {
      await begin('Look, @Dock Team')
      const other = anId()
      await give('edit-action', { actionId, owners: [{ name: 'Quay Team' }], seen: {} })
      const quay = (await store.work.parties(ada)).find(({ name }) => name === 'Quay Team')?.id ?? other
      await give('merge-parties', { partyId: team, intoId: quay })
      await store.work.answerFor(ben, [quay])
      expect(await unread(ben)).toEqual([['harbour/1', 'Desk Officer', 'Quay Team']])
    })
  })
})
