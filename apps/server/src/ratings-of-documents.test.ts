import { randomUUIDv7 } from 'node:crypto'
import type { ActionRow } from '@beatbook/contract'
import { readDocument } from '@beatbook/documents'
import { deadline } from '@beatbook/domain'
import { openStore, type Store } from '@beatbook/store'
import { afterAll, describe, expect, test } from 'vitest'
import { sharedDocument } from './testing/shared-documents.ts'

const charter = sharedDocument('charter-delivery-plan-2022.txt')
const recommendation = sharedDocument('hmicfrs-recommendation-2018.txt')
const TODAY = '2026-11-20'
const context = { actor: 'ada', now: '2026-11-20T12:00:00.000Z', today: TODAY }
const opened: Store[] = []
afterAll(() => Promise.all(opened.map((store) => store.close())))

/** A record with one document, and the code of its first plan. */
const recordOf = async (name: string, bytes: Uint8Array): Promise<{ store: Store; code: string }> => {
  const store = await openStore({ url: 'sqlite::memory:', now: () => context.now, today: () => TODAY })
  opened.push(store)
  const read = await readDocument(name, bytes)
  if (!read.ok) throw new Error(read.error.code)
  const draftId = randomUUIDv7()
  await store.drafts.put({ id: draftId, author: 'ada', now: context.now, draft: read.value })
  const accepted = await store.commands.run(
    'accept-draft',
    { commandId: randomUUIDv7(), draftId, as: [] },
    context,
  )
  if (!accepted.ok) throw new Error(JSON.stringify(accepted.error))
  return { store, code: accepted.value.plans[0]?.code ?? '' }
}

const rowsOn = async (store: Store, plan: string, asAt: string): Promise<ActionRow[]> =>
  (
    await store.actions.list({
      plan,
      asAt,
      sort: 'place',
      descending: false,
      limit: 500,
      withdrawn: 'without',
    })
  ).rows

describe.skipIf(recommendation === null)('the recommendation under the inspection log', () => {
  test('is overdue from 1 November 2018, 64 days on 3 January 2019, complete on 4 January 2019', async () => {
    const { store, code } = await recordOf('recommendation.txt', recommendation ?? new Uint8Array())
    const [row] = await rowsOn(store, code, '2019-01-03')
    const address = row?.address ?? ''
    const levelOn = async (asAt: string) => (await rowsOn(store, code, asAt))[0]?.computed?.level
    expect(row?.computed).toMatchObject({ level: 'red', rule: 'overdue', since: '2018-11-01' })
    expect(await levelOn('2018-10-31')).not.toBe('red')
    expect(await levelOn('2018-11-01')).toBe('red')
    const why = await store.rating.why(address, { asAt: '2019-01-03' })
    expect(why.ok && why.value).toMatchObject({
      ragRules: { code: 'inspection-log' },
      about: { deadline: '2018-10-31', daysPast: 64, stage: 'being-progressed' },
    })
    expect(await levelOn('2019-01-04')).toBe('complete')
  })
})

describe.skipIf(charter === null)('the charter plan under the default rules', () => {
  test('on 29 June 2022 nothing is red for lateness, and the changes of level through 2023 are the actions that fall due', async () => {
    const { store, code } = await recordOf('charter.txt', charter ?? new Uint8Array())
    const rows = await rowsOn(store, code, '2022-06-29')
    expect(rows.filter((row) => row.computed?.rule === 'late')).toEqual([])
    const turning = await store.rating.turning({ plan: code, asAt: '2022-06-29', until: '2023-12-31' })
    const late = turning.filter((turn) => turn.rule === 'late')
    // What is declared red is red already.
    const due = rows.filter(
      (row) =>
        row.stage !== 'complete' &&
        row.level !== 'red' &&
        (deadline(row.timescale) ?? '9999') >= '2022-06-29' &&
        (deadline(row.timescale) ?? '9999') < '2023-12-31',
    )
    expect(new Set(late.map((turn) => turn.address))).toEqual(new Set(due.map((row) => row.address)))
    expect(late.length).toBeGreaterThan(0)
    for (const turn of turning) {
      const on = (await store.actions.get(turn.address, { asAt: turn.on })) as { ok: true; value: ActionRow }
      expect([turn.address, turn.on, on.value.computed?.level]).toEqual([
        turn.address,
        turn.on,
        turn.becomes.level,
      ])
    }
  })

  test('all eleven declared reds are red by the rules because they are declared, and none because it is late', async () => {
    const { store, code } = await recordOf('charter.txt', charter ?? new Uint8Array())
    const page = {
      plan: code,
      asAt: '2022-06-29',
      sort: 'place' as const,
      descending: false,
      limit: 500,
      withdrawn: 'without' as const,
    }
    const reds = (await store.actions.list({ ...page, levels: ['red'] })).rows
    expect(reds.length).toBe(11)
    for (const red of reds) {
      const why = await store.rating.why(red.address, { asAt: '2022-06-29' })
      if (!why.ok) throw new Error(why.error.code)
      expect(why.value.declared?.level).toBe('red')
      expect(why.value.evaluation?.rules.find((rule) => rule.id === 'late')?.when.met).toBe(false)
    }
    const open = reds.filter((row) => row.stage !== 'complete')
    expect(open.map(({ computed }) => [computed?.level, computed?.rule])).toEqual(
      open.map(() => ['red', 'declared-red']),
    )
    expect(open.length).toBeGreaterThan(0)
    expect((await store.actions.list({ ...page, levels: ['red'], disagrees: true })).rows).toEqual([])
  })
})
