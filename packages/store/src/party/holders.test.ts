import { addDays, type CommandName, type Id } from '@beatbook/domain'
import { TODAY } from '@beatbook/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accept, actionAt, anId, at, by, forms, freshStore, harbour } from '../testing.ts'

const ada = 'ada'
const owned = (...names: string[]) => ({
  owners: names.map((name) => ({ name, duty: 'responsible' as const })),
})

describe.each([forms[0], ...forms.slice(2)])('with a record $form', (form) => {
  let store: Awaited<ReturnType<typeof freshStore>>
  let seconds: number
  let lead: Id
  let account: Id

  beforeEach(async () => {
    seconds = 0
    let moment = 0
    store = await freshStore(form, { now: () => at(++moment) })
    account = anId()
    await store.people.run(
      'set-up',
      { commandId: anId(), personId: account, name: 'Ada Byron' },
      { email: 'ada@arden.test', passwordHash: 'x' },
      by(account),
    )
    await accept(
      store,
      harbour(
        { ref: '1', ...owned('Estates Lead'), level: 'red' },
        { ref: '2', ...owned('Estates Lead', 'Insp Wren') },
        { ref: '3', ...owned('Dock Team'), stage: 'complete' },
        { ref: '4', ...owned('Dock Team') },
      ),
    )
    lead = await idOf('Estates Lead')
  })
  afterEach(() => store.close())

  const idOf = async (name: string) => {
    const party = await store.parties.get(name)
    if (party === null) throw new Error(`no ${name}`)
    return party.id
  }
  const tell = async (name: CommandName, input: object): Promise<Id> => {
    const commandId = anId()
    const given = { commandId, partyId: lead, seen: {}, ...input }
    const answer = await store.commands.run(name, given as never, by(ada, ++seconds))
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    return commandId
  }
  const begin = (holder: object, from: string, to?: string) =>
    tell('begin-holding', { holdingId: anId(), holder, from, to })
  const post = async (when: object = {}) => {
    const party = await store.parties.get(lead, when)
    if (party === null) throw new Error('no post')
    return party
  }

  test('an account that is removed no longer holds its posts, which are listed until somebody follows', async () => {
    const personId = anId()
    const about = (name: 'add-person' | 'remove-person', input: object, confided: object) =>
      store.people.run(
        name,
        { commandId: anId(), personId, ...input } as never,
        confided,
        by(account, ++seconds),
      )
    const confided = { email: 'ben@arden.test', passwordHash: 'x' }
    expect(await about('add-person', { name: 'Ben', role: 'editor' }, confided)).toMatchObject({ ok: true })
    await begin({ accountId: personId }, '2026-04-01')
    await tell('begin-holding', {
      partyId: await idOf('Dock Team'),
      holdingId: anId(),
      holder: { accountId: personId },
      from: addDays(TODAY, 9),
    })
    expect(await store.parties.vacant()).toEqual([])
    const before = at(seconds)
    expect(await about('remove-person', {}, {})).toMatchObject({ ok: true })
    expect((await post()).holders).toMatchObject([{ from: '2026-04-01', to: TODAY, holder: { name: 'Ben' } }])
    expect((await store.parties.get('Dock Team'))?.holders).toEqual([])
    expect(await store.parties.vacant()).toMatchObject([
      { name: 'Estates Lead', because: 'no-holder', since: TODAY, last: { name: 'Ben' }, open: 2 },
    ])
    expect((await post({ asAt: addDays(TODAY, -1) })).holder?.holder.name).toBe('Ben')
    expect((await post({ knownAt: before })).holder?.holder.name).toBe('Ben')
    await begin({ name: 'Insp Robin' }, TODAY)
    expect(await store.parties.vacant()).toEqual([])
  })

  test('a post is shown with its holder on any day, as known at any instant', async () => {
    await begin({ name: 'insp wren' }, '2026-04-01')
    const before = at(seconds)
    await begin({ name: 'Insp Robin' }, '2026-09-01')
    await begin({ accountId: account }, '2027-02-01')
    const shown = await post()
    expect(shown.holders.map(({ holder, from, to }) => [holder.name, from, to])).toEqual([
      ['Insp Wren', '2026-04-01', '2026-09-01'],
      ['Insp Robin', '2026-09-01', '2027-02-01'],
      ['Ada Byron', '2027-02-01', null],
    ])
    expect(shown.holder?.holder.name).toBe('Insp Robin')
    expect((await post({ asAt: '2026-08-31' })).holder?.holder.name).toBe('Insp Wren')
    expect((await post({ asAt: '2027-02-01' })).holder?.holder).toEqual({
      kind: 'account',
      id: account,
      name: 'Ada Byron',
    })
    expect((await post({ knownAt: before })).holder?.holder.name).toBe('Insp Wren')
    const { rows } = await store.parties.list({ sort: 'name', descending: false, limit: 100, kind: 'post' })
    expect(rows.map(({ name, holder }) => [name, holder?.holder.name])).toEqual([
      ['Estates Lead', 'Insp Robin'],
    ])
    const wren = await store.parties.get('Insp Wren')
    expect(wren?.kind).toBe('person')
    expect(wren?.holds.map((each) => [each.post.name, each.from, each.to])).toEqual([
      ['Estates Lead', '2026-04-01', '2026-09-01'],
    ])
    const history = await store.parties.history(lead)
    expect(history?.parties.map(({ name }) => name).sort()).toEqual(['Ada Byron', 'Insp Robin', 'Insp Wren'])
  })

  test('a holder that came with the change is taken back with it, and comes back with the redo', async () => {
    const commandId = await begin({ name: 'Insp Robin' }, '2026-09-01')
    const undo = await tell('undo-command', { undoes: commandId })
    expect((await post()).holders).toEqual([])
    expect(await store.parties.get('Insp Robin')).toBeNull()
    await tell('undo-command', { undoes: undo })
    expect((await post()).holder?.holder.name).toBe('Insp Robin')
  })

  test('a party stays while it holds a post or takes the place of another one', async () => {
    const added = anId()
    await tell('add-action', {
      commandId: added,
      actionId: anId(),
      planId: (await store.plans.list())[0]?.id,
      words: 'Paint the doors @Painters',
    })
    await tell('set-successor', { successorId: await idOf('Painters'), from: '2027-04-01' })
    const answer = await store.commands.run(
      'undo-command',
      { commandId: anId(), undoes: added, rest: false },
      by(ada, ++seconds),
    )
    expect(answer).toMatchObject({ ok: false, error: { code: 'contradicts-later' } })
    expect((await post()).successor).toMatchObject({ name: 'Painters', from: '2027-04-01' })
    expect((await store.parties.get('Painters'))?.succeeds).toMatchObject([{ name: 'Estates Lead' }])
  })

  test('a post without a holder and a person who left are listed until somebody has their actions', async () => {
    expect(await store.parties.vacant()).toEqual([])
    await begin({ name: 'Insp Wren' }, '2026-04-01')
    await tell('mark-left', { partyId: await idOf('Insp Wren'), from: '2026-10-01' })
    const last = { kind: 'party', name: 'Insp Wren' }
    expect(await store.parties.vacant()).toMatchObject([
      { name: 'Estates Lead', because: 'no-holder', since: '2026-10-01', open: 2, last },
      { name: 'Insp Wren', because: 'left', since: '2026-10-01', open: 1, last: null },
    ])
    expect((await post()).vacantSince).toBe('2026-10-01')
    expect(await store.parties.vacant({ asAt: '2026-09-30' })).toEqual([])
    expect(await store.parties.vacant({ asAt: '2026-10-01' })).toHaveLength(2)
    const commandId = await begin({ name: 'Insp Robin' }, '2026-11-01')
    const { id } = await actionAt(store, 'harbour/2')
    await tell('edit-action', { actionId: id, owners: [{ partyId: lead }] })
    expect(await store.parties.vacant()).toEqual([])
    await tell('undo-command', { undoes: commandId })
    expect((await store.parties.vacant()).map(({ name }) => name)).toEqual(['Estates Lead'])
  })

  test('work is mine as the person that I am, as holder of a post, and by what I answer for', async () => {
    expect((await store.work.mine(account)).parties).toEqual([])
    await tell('set-account', { partyId: await idOf('Insp Wren'), accountId: account, from: '2026-05-01' })
    await begin({ name: 'Insp Wren' }, '2026-06-01', '2026-11-01')
    const dock = await idOf('Dock Team')
    await store.work.answerFor(account, [dock, lead])
    const mine = async (asAt?: string) =>
      (await store.work.mine(account, asAt === undefined ? {} : { asAt })).parties.map(
        ({ name, because, since }) => [name, because, since],
      )
    expect(await mine('2026-04-30')).toEqual([
      ['Dock Team', 'answers', null],
      ['Estates Lead', 'answers', null],
    ])
    expect(await mine('2026-06-01')).toEqual([
      ['Insp Wren', 'self', null],
      ['Estates Lead', 'holder', '2026-06-01'],
      ['Dock Team', 'answers', null],
    ])
    expect(await mine()).toEqual([
      ['Insp Wren', 'self', null],
      ['Dock Team', 'answers', null],
      ['Estates Lead', 'answers', null],
    ])
    await begin({ accountId: account }, addDays(TODAY, -1))
    expect((await mine())[1]).toEqual(['Estates Lead', 'holder', addDays(TODAY, -1)])
    const silent = (await store.work.mine(account)).silent.map(({ ref }) => ref)
    expect([...new Set(silent)].sort()).toEqual(['1', '2', '4'])
  })

  test('a mention of the person that I am, or of a post that I hold, is counted until it is read', async () => {
    await tell('set-account', { partyId: await idOf('Insp Wren'), accountId: account, from: '2026-05-01' })
    const { id } = await actionAt(store, 'harbour/1')
    await tell('begin-conversation', {
      conversationId: anId(),
      remarkId: anId(),
      subject: { kind: 'action', id },
      text: `Who has the key, @[party:${lead}]?`,
    })
    expect((await store.conversations.unread(account)).count).toBe(0)
    await begin({ name: 'Insp Wren' }, '2026-06-01')
    const unread = await store.conversations.unread(account)
    expect(unread.mentions.map(({ to }) => to.map(({ name }) => name))).toEqual([['Estates Lead']])
    await tell('end-holding', {})
    expect((await store.conversations.unread(account)).count).toBe(0)
  })

  test('an unknown account is refused', async () => {
    const answer = await store.commands.run(
      'set-account',
      { commandId: anId(), partyId: lead, accountId: anId(), seen: {} },
      by(ada, ++seconds),
    )
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-found', args: { what: 'person' } } })
  })

  test('posts that are merged have the holders of both, of overlapping ones that which was recorded last', async () => {
    const dock = await idOf('Dock Team')
    await begin({ name: 'Insp Wren' }, '2026-04-01')
    await tell('begin-holding', {
      partyId: dock,
      holdingId: anId(),
      holder: { name: 'Insp Robin' },
      from: '2026-06-01',
      to: '2026-07-01',
    })
    await tell('merge-parties', { partyId: dock, intoId: lead })
    expect((await post()).holders.map(({ holder, from, to }) => [holder.name, from, to])).toEqual([
      ['Insp Wren', '2026-04-01', '2026-06-01'],
      ['Insp Robin', '2026-06-01', '2026-07-01'],
      ['Insp Wren', '2026-07-01', null],
    ])
  })

  const refsOf = async (name: string, when: object = {}) =>
    (
      await store.actions.list({
        sort: 'place',
        descending: false,
        limit: 100,
        withdrawn: 'with',
        owner: name,
        ...when,
      })
    ).rows.map(({ ref }) => ref)
  const handed = (input: object) =>
    store.commands.run(
      'hand-over',
      { commandId: anId(), partyId: lead, seen: {}, ...input } as never,
      by(ada, ++seconds),
    )

  test('open actions are given over from a day as they were shown before, and back as one', async () => {
    const dock = await idOf('Dock Team')
    const wren = await idOf('Insp Wren')
    const context = by(ada, 90)
    const asked = { partyId: lead, toId: dock, on: '2026-05-01', seen: {} }
    const shown = await store.commands.previewHandOver({ ...asked, commandId: anId() }, context)
    if (!shown.ok) throw new Error(shown.error.code)
    expect(shown.value.rows.map(({ address, on }) => [address, on])).toEqual([
      ['harbour/1', '2026-05-01'],
      ['harbour/2', '2026-05-01'],
    ])
    const commandId = await tell('hand-over', { ...asked, seen: { open: 2 } })
    expect(await refsOf(dock)).toEqual(['1', '2', '3', '4'])
    expect(await refsOf(lead)).toEqual([])
    expect(await refsOf(wren)).toEqual(['2'])
    expect(await refsOf(lead, { asAt: '2026-04-30' })).toEqual(['1', '2'])
    expect(await refsOf(lead, { asAt: '2026-05-01' })).toEqual([])
    expect(await handed({ toId: dock, seen: { open: 2 } })).toMatchObject({ error: { code: 'stale' } })
    const undo = await tell('undo-command', { undoes: commandId })
    expect(await refsOf(lead)).toEqual(['1', '2'])
    await tell('undo-command', { undoes: undo })
    expect(await refsOf(dock)).toEqual(['1', '2', '3', '4'])
  })

  test('a complete action stays, and one whose owners changed after the day is given over from today', async () => {
    const dock = await idOf('Dock Team')
    const { id } = await actionAt(store, 'harbour/4')
    await tell('edit-action', {
      actionId: id,
      owners: [{ partyId: dock }, { partyId: lead }],
      on: '2026-07-01',
    })
    await tell('hand-over', { partyId: dock, toId: await idOf('Insp Wren'), on: '2026-05-01' })
    expect(await refsOf(dock)).toEqual(['3'])
    expect(await refsOf(dock, { asAt: addDays(TODAY, -1) })).toEqual(['3', '4'])
    expect(await refsOf('Insp Wren')).toEqual(['2', '4'])
  })

  test('giving over is undone in the actions that nobody changed since, by choice', async () => {
    const dock = await idOf('Dock Team')
    const commandId = await tell('hand-over', { toId: dock })
    const { id } = await actionAt(store, 'harbour/1')
    await tell('edit-action', { actionId: id, owners: [{ name: 'Insp Wren' }] })
    const undo = (rest: boolean) =>
      store.commands.run('undo-command', { commandId: anId(), undoes: commandId, rest }, by(ada, ++seconds))
    expect(await undo(false)).toMatchObject({ error: { code: 'undo-partly', args: { of: 2 } } })
    expect(await undo(true)).toMatchObject({ ok: true })
    expect(await refsOf(lead)).toEqual(['2'])
    expect(await refsOf('Insp Wren')).toEqual(['1', '2'])
  })

  test('giving over is refused to itself, to nobody, and from a day ahead', async () => {
    expect(await handed({ toId: lead })).toMatchObject({ error: { code: 'party-loop' } })
    expect(await handed({ toId: anId() })).toMatchObject({ error: { code: 'not-found' } })
    expect(await handed({ partyId: anId(), toId: lead })).toMatchObject({ error: { code: 'not-found' } })
    expect(await handed({ toId: await idOf('Dock Team'), on: addDays(TODAY, 1) })).toMatchObject({
      error: { code: 'effective-in-future' },
    })
  })

  test('owners a page at a time are those that all versions give at once, in every order', async () => {
    await tell('edit-party', { kind: 'post', addAliases: ['Head of Estates'] })
    await tell('merge-parties', { partyId: await idOf('Insp Wren'), intoId: await idOf('Dock Team') })
    await tell('begin-holding', { holdingId: anId(), holder: { name: 'Insp Robin' }, from: '2026-03-01' })
    const questions = [
      ...(['name', 'actions', 'red'] as const).flatMap((sort) =>
        [false, true].map((descending) => ({ sort, descending })),
      ),
      { sort: 'actions' as const, descending: true, kind: 'post' as const },
      { sort: 'name' as const, descending: false, text: 'estates head' },
      { sort: 'name' as const, descending: true, text: 'wren' },
      { sort: 'name' as const, descending: false, text: 'nobody' },
    ]
    for (const question of questions) {
      // Asked about today by its date, the list is folded from all versions.
      const whole = await store.parties.list({ ...question, limit: 100, asAt: TODAY })
      const rows = []
      let after: Id | undefined
      do {
        const page = await store.parties.list({
          ...question,
          limit: 1,
          ...(after === undefined ? {} : { after }),
        })
        expect(page.count).toBe(whole.count)
        rows.push(...page.rows)
        after = page.next ?? undefined
      } while (after !== undefined)
      expect([question, rows]).toEqual([question, whole.rows])
    }
    expect(
      (await store.parties.list({ sort: 'name', descending: true, limit: 9, text: 'wren' })).rows,
    ).toMatchObject([{ name: 'Dock Team', actions: 3 }])
  })
})
