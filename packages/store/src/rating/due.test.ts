import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readTimescale } from '@beatbook/domain'
import { anUpdate } from '@beatbook/testkit'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openStore, type Store } from '../open.ts'
import { AT_ONCE } from '../projection/rate.ts'
import {
  accept,
  actionAt,
  anId,
  anUpdateOf,
  at,
  by,
  everything,
  forms,
  freshStore,
  harbour,
  inOwnThread,
} from '../testing.ts'

const owners = [{ name: 'Dock Team', duty: 'responsible' as const }]
const due = readTimescale('by 31 March 2026').timescale

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await new Promise(setImmediate)
}

test.each([forms[0], inOwnThread])(
  'a change of rules is processed in steps and reports its progress ($form)',
  async (form) => {
    const store = await freshStore(form)
    const most = AT_ONCE * 2 + 50
    await accept(
      store,
      harbour(
        ...Array.from({ length: most }, (_, index) => ({ ref: String(index + 1), owners, timescale: due })),
      ),
    )
    const notified: (readonly string[])[] = []
    store.commands.onChange((change) => notified.push(change.actions))
    const [plan] = await store.plans.list()
    const pin = { commandId: anId(), planId: plan?.id ?? '', code: 'council-two-axis', version: 1 }
    expect(await store.commands.run('pin-rag-rules', pin, by('ada', 5))).toMatchObject({ ok: true })
    await until(async () => notified.flat().length === most)
    expect((await store.plans.list())[0]?.recalculating).toBeNull()
    const levels = (await store.plans.list())[0]?.computed.levels.filter(({ actions }) => actions > 0)
    expect(levels).toMatchObject([{ actions: most }])
    expect(notified.map((actions) => actions.length)).toEqual([AT_ONCE, AT_ONCE, 50])
    expect((await store.actions.list({ ...everything, asAt: '2026-11-19', computed: ['red'] })).count).toBe(
      most,
    )
    expect((await store.actions.list({ ...everything, knownAt: at(2), computed: ['red'] })).count).toBe(most)
    await store.close()
  },
)

test('marks that are left when the record closes are processed when it opens', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  const open = () =>
    openStore({
      url: `sqlite:${join(folder, 'record.db')}`,
      thread: false,
      now: () => at(9),
      today: () => '2026-11-20',
    })
  const first = await open()
  await accept(
    first,
    harbour(
      ...Array.from({ length: AT_ONCE + 20 }, (_, index) => ({
        ref: String(index + 1),
        owners,
        timescale: due,
      })),
    ),
  )
  const [plan] = await first.plans.list()
  await first.commands.run(
    'pin-rag-rules',
    { commandId: anId(), planId: plan?.id ?? '', code: 'inspection-log', version: 1 },
    by('ada', 5),
  )
  await first.close()
  const again = await open()
  await until(async () => (await again.plans.list())[0]?.recalculating === null)
  expect((await again.plans.list())[0]?.computed.levels[0]).toMatchObject({
    level: 'red',
    actions: AT_ONCE + 20,
  })
  await again.close()
  rmSync(folder, { recursive: true })
})

test('an action that turns out to begin earlier is rated from then', async () => {
  const store = await freshStore(forms[0])
  const { plans } = await accept(store, harbour({ ref: '1', owners, timescale: due }, { ref: '2' }))
  const draftId = anId()
  const draft = harbour(
    { ref: '1', owners, timescale: due, updates: [anUpdate({ on: '2026-01-10', text: 'Begun' })] },
    { ref: '2' },
  )
  await store.drafts.put({ id: draftId, author: 'ada', now: at(1), draft })
  const as = [{ plan: 'plan-1', as: 'revision' as const, of: plans[0]?.id ?? '', rows: [] }]
  expect(
    await store.commands.run('accept-draft', { commandId: anId(), draftId, as }, by('ada', 2)),
  ).toMatchObject({ ok: true })
  expect((await actionAt(store, 'harbour/1', { asAt: '2026-01-10' })).computed).toMatchObject({
    level: 'green',
    since: '2026-01-10',
  })
  expect((await actionAt(store, 'harbour/1')).computed).toMatchObject({ level: 'red', since: '2026-04-01' })
  await store.close()
})

/** All rows of a date, as known at an instant. */
const shownAt = async (store: Store, asAt: string, knownAt: string) => ({
  plans: await store.plans.list({ asAt, knownAt }),
  plan: await store.plans.get('harbour', { asAt, knownAt }),
  page: await store.actions.list({ ...everything, plan: 'harbour', withdrawn: 'with', asAt, knownAt }),
  action: await store.actions.get('harbour/1', { asAt, knownAt }),
  history: await store.actions.history('harbour/1', { asAt, knownAt }),
  ribbon: await store.rating.ribbon('harbour/1', { asAt, knownAt }),
  turning: await store.rating.turning({ plan: 'harbour', until: '2027-12-31', asAt, knownAt }),
})

test('later entries never change what was known before', async () => {
  const someLate = fc.record(
    {
      on: fc.constantFrom('2026-03-01', '2026-03-20', '2026-06-01', '2026-11-20'),
      stage: fc.constantFrom('in-progress' as const, 'complete' as const),
      level: fc.constantFrom('red' as const, 'green' as const),
      timescale: fc.constantFrom('by May 2026', 'by 31 January 2027', 'ongoing'),
    },
    { requiredKeys: ['on'] },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(someLate, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('2026-03-01', '2026-04-15', '2026-11-20'),
      async (late, day) => {
        const store = await freshStore(forms[0])
        await accept(store, harbour({ ref: '1', owners, timescale: due }, { ref: '2' }))
        const { id } = await actionAt(store, 'harbour/1')
        const before = await shownAt(store, day, at(1))
        for (const [index, update] of late.entries())
          await store.commands.run(
            'record-update',
            anUpdateOf(id, { ...update, reason: 'Said so' }),
            by('ada', 10 + index),
          )
        expect(await shownAt(store, day, at(1))).toEqual(before)
        await store.close()
      },
    ),
    { numRuns: 12 },
  )
})
