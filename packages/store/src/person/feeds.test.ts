import { hash } from 'node:crypto'
import type { PersonCommandInput } from '@beatbook/domain'
import { MOST_FEEDS } from '@beatbook/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import { accept, anId, by, forms, freshStore, harbour } from '../testing.ts'

describe.each([forms[0], ...forms.slice(2)])('with a record $form', (form) => {
  let store: Store
  const admin = anId()
  const asked = by(admin)
  beforeEach(async () => {
    store = await freshStore(form)
    const confided = { email: 'admin@example.org', passwordHash: 'hash-1' }
    await store.people.run('set-up', { commandId: anId(), personId: admin, name: 'Ada' }, confided, asked)
  })
  afterEach(() => store.close())

  const digest = (secret: string) => hash('sha256', secret)
  const make = async (
    secret: string,
    given: Partial<PersonCommandInput<'make-feed'>> = {},
    actor = admin,
  ) => {
    const feedId = anId()
    const answer = await store.people.run(
      'make-feed',
      {
        ...{ commandId: anId(), personId: actor, feedId, kind: 'calendar', planId: null },
        ...{ withWords: false, name: 'Outlook', ...given },
      },
      { feedDigest: digest(secret) },
      by(actor),
    )
    return { feedId, answer }
  }
  const on = (name: 'use-feed' | 'end-feed', feedId: string, personId = admin) =>
    store.people.run(name, { commandId: anId(), personId, feedId }, {}, by(admin))
  const addBen = async () => {
    const personId = anId()
    await store.people.run(
      'add-person',
      { commandId: anId(), personId, name: 'Ben', role: 'reader' },
      { email: 'ben@example.org', passwordHash: 'hash-2' },
      asked,
    )
    return personId
  }

  test('the digest of a secret opens its feed, with its person as they are now', async () => {
    const ben = await addBen()
    const { feedId } = await make('one', { withWords: true }, ben)
    expect(await store.people.feedOf(digest('another'))).toBeNull()
    const opened = async () => (await store.people.feedOf(digest('one')))?.opened
    expect(await opened()).toMatchObject({
      id: feedId,
      kind: 'calendar',
      planId: null,
      withWords: true,
      usedAt: null,
      person: { id: ben, role: 'reader', mustChangePassword: true },
    })
    await store.people.run('set-role', { commandId: anId(), personId: ben, role: 'editor' }, {}, by(admin))
    expect(await opened()).toMatchObject({ person: { role: 'editor' } })
    await store.people.run('remove-person', { commandId: anId(), personId: ben }, {}, by(admin))
    expect(await store.people.feedOf(digest('one'))).toEqual({ opened: null })
    expect(await store.people.feeds()).toEqual([])
  })

  test('an ended feed opens nothing, is in no list, and is still known', async () => {
    const { feedId } = await make('one')
    expect(await store.people.feeds(admin)).toMatchObject([{ id: feedId, name: 'Outlook', usedAt: null }])
    expect(await on('end-feed', feedId)).toMatchObject({ ok: true })
    expect(await store.people.feedOf(digest('one'))).toEqual({ opened: null })
    expect(await store.people.feeds(admin)).toEqual([])
    expect(await store.people.feed(feedId)).toEqual({ personId: admin, digest: digest('one') })
  })

  test('the first use is an event, and later ones are written down at most once an hour', async () => {
    const { feedId } = await make('one')
    const used = async () => (await store.people.feedOf(digest('one')))?.opened?.usedAt ?? null
    await on('use-feed', feedId)
    await on('use-feed', feedId)
    const first = (await used()) ?? ''
    const later = (minutes: number) => new Date(Date.parse(first) + minutes * 60_000).toISOString()
    await store.people.feedSeen(feedId, later(59))
    expect(await used()).toBe(first)
    await store.people.feedSeen(feedId, later(60))
    expect(await used()).toBe(later(60))
    const { entries } = await store.people.audit({ limit: 100 })
    expect(entries.map(({ kind, name }) => [kind, name])).toEqual([
      ['feed-used', 'Outlook'],
      ['feed-made', 'Outlook'],
      ['person-added', 'Ada'],
    ])
  })

  test('one person has at most so many feeds at a time', async () => {
    const made = await Promise.all(Array.from({ length: MOST_FEEDS + 1 }, (_, at) => make(`secret ${at}`)))
    expect(made.map(({ answer }) => answer.ok).filter((done) => !done)).toHaveLength(1)
    await on('end-feed', made[0]?.feedId ?? '')
    expect((await make('one more')).answer).toMatchObject({ ok: true })
  })

  test('a feed of a plan shows the plan as it is called now', async () => {
    const { plans } = await accept(store, harbour({ ref: '1' }), admin)
    const planId = plans[0]?.id ?? ''
    await make('one', { kind: 'data', planId })
    expect(await store.people.feeds(admin)).toMatchObject([
      { kind: 'data', plan: { id: planId, code: expect.any(String), title: expect.any(String) } },
    ])
  })
})
