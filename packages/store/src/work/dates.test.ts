import type { DatesQuestion } from '@beatbook/contract'
import { readTimescale } from '@beatbook/domain'
import { TODAY } from '@beatbook/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { accept, actionAt, anId, anUpdateOf, by, forms, freshStore, harbour } from '../testing.ts'

const timescale = readTimescale('by 31 March 2027').timescale
const ownedBy = (name: string) => [{ name, duty: 'responsible' as const }]

describe.each([forms[0], ...forms.slice(2)])('with a record $form', (form) => {
  let store: Awaited<ReturnType<typeof freshStore>>
  let seconds = 0
  beforeEach(async () => {
    store = await freshStore(form)
    await accept(
      store,
      harbour(
        { ref: '1', timescale, owners: ownedBy('Dock Team') },
        { ref: '2', timescale, owners: ownedBy('Dock Team') },
        { ref: '3', timescale, owners: ownedBy('Pilots') },
      ),
    )
  })
  afterEach(() => store.close())

  const run = async (name: string, input: object) => {
    const answer = await store.commands.run(
      name as 'edit-action',
      { commandId: anId(), ...input } as never,
      by('ada', ++seconds),
    )
    if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  }
  const idOf = async (ref: string) => (await actionAt(store, `harbour/${ref}`)).id
  const partyNamed = async (name: string) =>
    (await store.work.parties('ada')).find((party) => party.name === name)?.id ?? ''
  const rows = async (question: DatesQuestion) => (await store.work.dates(question))?.actions ?? []
  const theirs = async (question: DatesQuestion) =>
    Object.fromEntries((await rows(question)).map((row) => [row.address, row.theirs]))
  const give = async (ref: string, name: string) => {
    const { touched } = await actionAt(store, `harbour/${ref}`)
    await run('edit-action', {
      actionId: await idOf(ref),
      owners: [{ name, duty: 'responsible' }],
      seen: { owners: touched.owners },
    })
  }

  test('a plan has all its actions, an address one, and what is not there is null', async () => {
    const plan = await store.work.dates({ plan: 'harbour' })
    expect(plan).toMatchObject({ title: 'Harbour Delivery Plan' })
    expect(plan?.actions).toHaveLength(3)
    expect(plan?.actions[0]).toMatchObject({
      planTitle: 'Harbour Delivery Plan',
      timescale,
      stage: null,
      withdrawn: false,
      theirs: true,
    })
    expect(await theirs({ action: 'harbour/2' })).toEqual({ 'harbour/2': true })
    expect(await store.work.dates({ plan: 'nothing' })).toBeNull()
    expect(await store.work.dates({ action: 'harbour/9' })).toBeNull()
  })

  test('every change of an action or of its plan raises the version, and nothing else does', async () => {
    const versions = async () =>
      Object.fromEntries((await rows({ plan: 'harbour' })).map((row) => [row.address, row.version]))
    const before = await versions()
    await store.commands.run('record-update', anUpdateOf(await idOf('1')), by('ada', ++seconds))
    const after = await versions()
    expect(after['harbour/1']).toBeGreaterThan(before['harbour/1'] ?? 0)
    expect(after['harbour/2']).toBe(before['harbour/2'])
    await run('edit-plan', {
      planId: (await store.plans.get('harbour'))?.id,
      sponsor: 'The Harbour',
      seen: {},
    })
    const last = await versions()
    for (const ref of ['1', '2', '3'])
      expect(last[`harbour/${ref}`]).toBeGreaterThan(after[`harbour/${ref}`] ?? 0)
  })

  test('what somebody answers for is theirs, and what was given to another is known to have been', async () => {
    expect(await rows({ person: 'ada' })).toEqual([])
    await store.work.answerFor('ada', [await partyNamed('Dock Team')])
    expect(await theirs({ person: 'ada' })).toEqual({ 'harbour/1': true, 'harbour/2': true })
    const [before] = await rows({ action: 'harbour/1' })
    await give('1', 'Pilots')
    expect(await theirs({ person: 'ada' })).toEqual({ 'harbour/1': false, 'harbour/2': true })
    const [after] = await rows({ action: 'harbour/1' })
    expect(after?.version).toBeGreaterThan(before?.version ?? 0)
    expect(after?.changedAt.localeCompare(before?.changedAt ?? '')).toBe(1)
  })

  test('what a post owns is no longer theirs once they do not hold it any more', async () => {
    const post = await partyNamed('Pilots')
    await run('edit-party', { partyId: post, kind: 'post', seen: {} })
    const account = anId()
    await store.people.run(
      'set-up',
      { commandId: anId(), personId: account, name: 'Ada' },
      { email: 'ada@example.org', passwordHash: 'hash' },
      by(account),
    )
    const holdingId = anId()
    await run('begin-holding', {
      partyId: post,
      holdingId,
      holder: { accountId: account },
      from: '2026-03-01',
      seen: {},
    })
    const [held] = await rows({ person: account })
    expect(held).toMatchObject({ address: 'harbour/3', theirs: true })
    await run('end-holding', { partyId: post, holdingId, to: TODAY, seen: {} })
    const [ended] = await rows({ person: account })
    expect(ended).toMatchObject({ address: 'harbour/3', theirs: false })
    expect(ended?.version).toBeGreaterThan(held?.version ?? 0)
  })
})
