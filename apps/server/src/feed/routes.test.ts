import { randomUUIDv7 as anId } from 'node:crypto'
import { Writable } from 'node:stream'
import { feedTables, type NewFeed } from '@beatbook/contract'
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aColleague, aServer, firstPassword, type SignedIn, setUp } from '../testing/server.ts'

const plan = (title: string, count: number) => `<html><body><h1>${title}</h1>
<table><tr><th>Ref</th><th>Action</th><th>Owner</th><th>Timescale</th></tr>
${Array.from({ length: count }, (_, at) => `<tr><td>${at + 1}</td><td>=SUM(${at}) the boats, "all"</td><td>Harbour Team</td><td>by 30 June 2027</td></tr>`).join('')}</table></body></html>`

let server: Awaited<ReturnType<typeof aServer>>
let administrator: SignedIn
let editor: SignedIn & { id: string }
let reader: SignedIn & { id: string }
let plans: readonly { readonly id: string; readonly code: string }[] = []
let logged = ''
const lines = new Writable({
  write(chunk, _, done) {
    logged += String(chunk)
    done()
  },
})

beforeAll(async () => {
  server = await aServer({ LOG_LEVEL: 'debug' }, { lines })
  administrator = await setUp(server.url)
  editor = await aColleague(server.url, administrator, 'editor')
  reader = await aColleague(server.url, administrator, 'reader')
  for (const [title, count] of [
    ['Harbour Delivery Plan', 12],
    ['Estates Plan', 3],
  ] as const) {
    const brought = await fetch(`${server.url}/api/drafts?name=${count}.html`, {
      method: 'POST',
      headers: editor.headers,
      body: plan(title, count),
    })
    const { id: draftId } = (await brought.json()) as { id: string }
    const done = await editor.client.commands.acceptDraft.mutate({ commandId: anId(), draftId, as: [] })
    plans = [...plans, ...done.plans]
  }
})
afterAll(() => server.stop())

const make = (who: SignedIn, given: Partial<NewFeed> = {}) =>
  who.client.feeds.make.mutate({
    ...{ id: anId(), kind: 'data', planId: null, withWords: false, name: 'Excel' },
    ...given,
  })
const say = (actionId: string, text: string) =>
  editor.client.commands.recordUpdate.mutate({
    ...{ commandId: anId(), updateId: anId(), actionId, seen: {} },
    ...{ text, stage: 'in-progress' },
  } as never)
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers })
const actions = async (path: string, search = '') => {
  const answer = await get(`${path}actions.json${search}`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as {
    v: number
    kind: string
    asAt: string
    knownAt: string
    data: Record<string, unknown>[]
    page: { returned: number; total: number; next: string | null }
  }
}
const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))

test('a table has every action, as JSON and as comma-separated text, without a sign-in', async () => {
  const { path } = await make(reader)
  const { v, kind, data, page } = await actions(path)
  expect([v, kind, page]).toEqual([1, 'actions', { returned: 15, total: 15, next: null }])
  expect(data[0]).toMatchObject({ owners: 'Harbour Team', latest: '2027-06-30', withdrawn: false })
  const answer = await get(`${path}actions.csv`)
  const { headers } = answer
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(headers.get('cache-control')).toBe('private, no-cache')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.getSetCookie()).toEqual([])
  expect(headers.get('link')).toBeNull()
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = new TextDecoder().decode(bytes)
  expect(text.split('\r\n')).toHaveLength(17)
  expect(text).toContain(`"'=SUM(0) the boats, ""all"""`)
})

test('every table answers in both formats', async () => {
  const { rows } = await editor.client.actions.list.query({ plan: plans[0]?.code, limit: 1 })
  await say(String(rows[0]?.id), 'Begun')
  const { path } = await make(reader)
  for (const name of feedTables) {
    const json = (await (await get(`${path}${name}.json`)).json()) as { data: object[] }
    const csv = await (await get(`${path}${name}.csv`)).text()
    expect(json.data.length, name).toBeGreaterThan(0)
    expect(csv.trimEnd().split('\r\n'), name).toHaveLength(json.data.length + 1)
    expect(csv.split('\r\n')[0]?.split(','), name).toEqual(Object.keys(json.data[0] ?? {}))
  }
})

test('pages have each row once, also where actions are changed, withdrawn and added meanwhile', async () => {
  const { path } = await make(reader, { planId: plans[0]?.id ?? null })
  const whole = await actions(path)
  const seen: Record<string, unknown>[] = []
  let search = '?limit=5'
  for (let written = 0; ; written += 1) {
    const answer = await get(`${path}actions.json${search}`)
    const { data, page } = (await answer.json()) as Awaited<ReturnType<typeof actions>>
    seen.push(...data)
    expect(page.total).toBe(whole.page.total)
    if (page.next === null) break
    const link = answer.headers.get('link') ?? ''
    expect(link).toMatch(/^<actions\.json\?limit=5&after=[\w-]+>; rel="next"$/)
    expect(link).not.toContain(path.split('/')[3])
    search = link.slice(link.indexOf('?'), link.indexOf('>'))
    const row = whole.data[whole.data.length - 1 - written]
    await say(String(row?.['id']), `Said ${written}`)
  }
  expect(seen).toEqual(whole.data)
  expect((await actions(path)).data).not.toEqual(whole.data)
  expect((await actions(path, `?known-at=${whole.knownAt}`)).data).toEqual(whole.data)
})

test('a table of many rows an action is paged within the action too', async () => {
  const { path } = await make(reader)
  const all = (await (await get(`${path}ratings.json`)).json()) as { data: unknown[] }
  const seen: unknown[] = []
  let after: string | null = ''
  while (after !== null) {
    const answer = await get(`${path}ratings.json?limit=4${after === '' ? '' : `&after=${after}`}`)
    const { data, page } = (await answer.json()) as { data: unknown[]; page: { next: string | null } }
    seen.push(...data)
    after = page.next
  }
  expect(seen).toEqual(all.data)
})

test.each([
  ['?limit=0', 400, 'bad-input'],
  ['?limit=50001', 400, 'bad-input'],
  ['?after=nothing', 400, 'bad-input'],
  ['?as-at=31.12.2026', 400, 'bad-input'],
  ['?asAt=2026-12-31', 400, 'bad-input'],
  ['?plan=nothing', 404, 'not-found'],
])('the parameters %s are refused with %i', async (search, status, code) => {
  const { path } = await make(reader)
  const answer = await get(`${path}actions.csv${search}`)
  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ error: { code } })
})

test('an address that is limited to a plan gives nothing of another', async () => {
  const [harbour, estates] = plans
  const { path } = await make(reader, { planId: harbour?.id ?? null })
  expect(new Set((await actions(path)).data.map((row) => row['plan_code']))).toEqual(new Set([harbour?.code]))
  expect((await get(`${path}actions.csv?plan=${estates?.code}`)).status).toBe(404)
  const owners = (await (await get(`${path}owners.json`)).json()) as { data: object[] }
  expect(owners.data).toMatchObject([{ name: 'Harbour Team', actions: null }])
  const open = await make(reader)
  expect((await actions(open.path, `?plan=${estates?.code}`)).page.returned).toBe(3)
})

test('what is the same as before is not sent again', async () => {
  const { path } = await make(reader)
  const first = await get(`${path}actions.csv`)
  const etag = first.headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[\w-]{43}"$/)
  for (let time = 0; time < 2; time += 1) {
    const again = await get(`${path}actions.csv`, { 'if-none-match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
  }
  const changed = await get(`${path}actions.csv?plan=${plans[1]?.code}`, { 'if-none-match': etag })
  expect(changed.status).toBe(200)
})

test('a calendar is read by other programs: all-day events with stable ids, and no words unless asked for', async () => {
  const [harbour] = plans
  const quiet = await make(reader, { kind: 'calendar', planId: harbour?.id ?? null })
  const answer = await get(quiet.path)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const text = await answer.text()
  expect(text).not.toContain('boats')
  const events = eventsIn(text)
  expect(events).toHaveLength(12)
  const [event] = events
  expect(event?.uid).toMatch(/^[0-9a-f-]{36}@beatbook$/)
  expect([event?.startDate.toString(), event?.endDate.toString(), event?.startDate.isDate]).toEqual([
    '2027-06-30',
    '2027-07-01',
    true,
  ])
  const loud = await make(reader, { kind: 'calendar', planId: harbour?.id ?? null, withWords: true })
  expect(eventsIn(await (await get(loud.path)).text())[0]?.summary).toMatch(/SUM\(\d+\) the boats, "all"/)
  expect(new ICAL.Component(ICAL.parse(text)).getFirstPropertyValue('x-wr-calname')).toBe(
    'Beatbook: Harbour Delivery Plan',
  )
})

test('a change of an action raises the sequence of its event alone, and withdrawing cancels it', async () => {
  const [, estates] = plans
  const { path } = await make(reader, { kind: 'calendar', planId: estates?.id ?? null })
  const events = async () =>
    new Map(eventsIn(await (await get(path)).text()).map((event) => [event.uid, event]))
  const before = await events()
  const { rows } = await editor.client.actions.list.query({ plan: estates?.code })
  const { id = '' } = rows[0] ?? {}
  await editor.client.commands.withdrawAction.mutate({
    commandId: anId(),
    actionId: id,
    reason: 'Twice',
    seen: {},
  } as never)
  const after = await events()
  for (const [uid, event] of after) {
    const was = before.get(uid)
    if (uid === `${id}@beatbook`) {
      expect(event.sequence).toBeGreaterThan(was?.sequence ?? 0)
      expect(event.component.getFirstPropertyValue('status')).toBe('CANCELLED')
    } else expect(event.component.toString()).toBe(was?.component.toString())
  }
  expect(after.size).toBe(before.size)
})

test('the calendar of one’s own work has what one answers for', async () => {
  const { path } = await make(reader, { kind: 'calendar' })
  expect(eventsIn(await (await get(path)).text())).toEqual([])
  const parties = await reader.client.work.parties.query()
  const team = parties.find(({ name }) => name === 'Harbour Team')
  await reader.client.work.answerFor.mutate({ parties: [team?.id ?? ''] })
  expect(eventsIn(await (await get(path)).text()).length).toBeGreaterThanOrEqual(14)
  await reader.client.work.answerFor.mutate({ parties: [] })
})

test('one action is an event for whoever may read it', async () => {
  const address = encodeURIComponent(`${plans[0]?.code}/1`)
  const of = (who: SignedIn | null, path = address) =>
    fetch(`${server.url}/api/actions/${path}/calendar.ics`, { headers: who?.headers ?? {} })
  const answer = await of(reader)
  expect(eventsIn(await answer.text()).map(({ summary }) => summary)).toEqual([
    `${plans[0]?.code}/1 Harbour Delivery Plan`,
  ])
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="beatbook.ics"')
  expect((await of(null)).status).toBe(401)
  expect((await of(reader, 'nothing%2F1')).status).toBe(404)
})

const closed = async (path: string) => {
  const answer = await get(path)
  return { status: answer.status, body: await answer.text() }
}

test('whatever opens nothing is answered alike: wrong, ended, removed, of another kind, to be changed', async () => {
  const id = anId()
  const { path } = await make(reader, { id })
  const wrong = await closed(`/export/v1/${'x'.repeat(43)}/actions.csv`)
  expect(wrong).toMatchObject({ status: 404, body: expect.stringContaining('"not-found"') })
  expect(wrong.body).not.toContain('xxx')
  const secret = path.split('/')[3]
  for (const other of [
    `/calendar/${secret}.ics`,
    '/calendar/x',
    `/export/v2/${secret}/actions.csv`,
    '/export/v1',
    '/calendar/x/y',
  ])
    expect(await closed(other)).toEqual(wrong)
  await reader.client.feeds.end.mutate({ id })
  expect(await closed(`${path}actions.csv`)).toEqual(wrong)

  const { id: leaver } = await administrator.client.people.add.mutate({
    ...{ name: 'The leaver', email: 'leaver@example.org', role: 'reader', password: firstPassword },
  })
  const own = await make(administrator, { kind: 'calendar' })
  expect((await get(own.path)).status).toBe(200)
  await administrator.client.people.remove.mutate({ id: leaver })
  const made = await make(editor)
  await administrator.client.people.setPassword.mutate({ id: editor.id, password: 'another one for them' })
  expect(await closed(`${made.path}actions.csv`)).toEqual(wrong)
  await administrator.client.people.remove.mutate({ id: editor.id })
  expect(await closed(`${made.path}actions.csv`)).toEqual(wrong)
})

test('one’s own feeds are listed with their last use, and an administrator sees and ends everybody’s', async () => {
  const id = anId()
  const { path } = await make(reader, { id, name: 'Power BI' })
  const listed = async () => (await reader.client.feeds.list.query()).find((feed) => feed.id === id)
  expect(await listed()).toMatchObject({ name: 'Power BI', kind: 'data', plan: null, usedAt: null })
  await get(`${path}plans.json`)
  expect((await listed())?.usedAt).not.toBeNull()
  await expect(reader.client.feeds.everybody.query()).rejects.toThrow()
  await expect(administrator.client.feeds.list.query()).resolves.not.toMatchObject([{ id }])
  const all = await administrator.client.feeds.everybody.query()
  expect(all.find((feed) => feed.id === id)).toMatchObject({ person: { id: reader.id } })
  await administrator.client.feeds.end.mutate({ id })
  expect(await listed()).toBeUndefined()
  const { entries } = await administrator.client.people.audit.query({ limit: 3 })
  expect(entries.map(({ kind, actor, name }) => [kind, actor.id === reader.id, name])).toEqual([
    ['feed-ended', false, 'Power BI'],
    ['feed-used', true, 'Power BI'],
    ['feed-made', true, 'Power BI'],
  ])
})

test('nobody ends the feed of another, and a feed is made once', async () => {
  const id = anId()
  await make(administrator, { id })
  await expect(reader.client.feeds.end.mutate({ id })).rejects.toThrow()
  await expect(make(administrator, { id })).rejects.toThrow()
  await expect(make(reader, { planId: anId() })).rejects.toThrow()
})

test('no secret is in the log', async () => {
  const { path } = await make(reader)
  await get(`${path}actions.csv`)
  await get(`${path}actions.csv?after=nothing`)
  await get(`/export/v1/a-wrong-secret/actions.csv`)
  expect(logged).not.toContain(path.split('/')[3])
  expect(logged).not.toContain('a-wrong-secret')
})

test('wrong secrets are delayed by network, and ended ones do not count', async () => {
  const own = await aServer()
  try {
    const signedIn = await setUp(own.url)
    const id = anId()
    const { path } = await signedIn.client.feeds.make.mutate({
      ...{ id, kind: 'data', planId: null, withWords: false, name: 'Excel' },
    })
    const status = async (at: string) => (await fetch(`${own.url}${at}`)).status
    expect(await status(`${path}plans.csv`)).toBe(200)
    await signedIn.client.feeds.end.mutate({ id })
    for (let time = 0; time < 60; time += 1) expect(await status(`${path}plans.csv`)).toBe(404)
    const answers: number[] = []
    for (let time = 0; time < 55; time += 1) answers.push(await status(`/export/v1/guess-${time}/plans.csv`))
    expect(answers.slice(0, 50)).toEqual(Array(50).fill(404))
    expect(answers.at(-1)).toBe(429)
  } finally {
    await own.stop()
  }
})
