import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fromDayNumber, toDayNumber } from '@beatbook/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { envelope, failure } from '../src/output/schemas.ts'
import { londonToday } from '../src/session/today.ts'
import { bringPlan, type Running, setUpArguments, startServer } from '../src/testing/running.ts'
import { openTerminal } from '../src/testing/terminal.ts'

// A declared red turns no more, so that two of three actions have to give 2,000 turns.
const MANY = 1_600

let on: Running
beforeAll(async () => {
  on = await startServer()
  expect(on.beatbook(setUpArguments()).code).toBe(0)
  const rows = Array.from(
    { length: MANY },
    (_, at) =>
      `${at + 1}\tWalk beat ${at + 1} weekly\tTeam ${at % 9}\tby Oct 2027\t${at % 3 === 0 ? 'R' : 'G'}`,
  )
  bringPlan(on, 'big', 'Big delivery plan', rows)
}, 120_000)
afterAll(() => on.stop())

const actionsIn = (out: string) => envelope('actions').parse(JSON.parse(out))

test('a list has every row where nobody reads it on a terminal, and else says what it left out', () => {
  const whole = on.beatbook(['actions', 'big', '--json'])
  expect(whole.err).toBe('')
  expect(actionsIn(whole.out).page).toEqual({ returned: MANY, total: MANY, next: null })

  const first = on.beatbook(['actions', 'big', '--json', '--limit', '400'])
  const page = actionsIn(first.out)
  expect(page.page).toEqual({ returned: 400, total: MANY, next: expect.any(String) })
  const message = `400 rows of ${MANY}; there are more. Use --all for every row, or --next for the rows after these.`
  expect(page.notes).toEqual([{ code: 'rows-left', message }])
  expect(first.err).toBe(`${message}\n`)
  expect(on.beatbook(['actions', 'big', '--json', '--limit', '400', '--quiet']).err).toBe('')

  const rest = actionsIn(on.beatbook(['actions', 'big', '--json', '--next', page.page.next ?? '']).out)
  expect(rest.page).toEqual({ returned: MANY - 400, total: MANY, next: null })
  expect([...page.data.actions, ...rest.data.actions]).toEqual(actionsIn(whole.out).data.actions)
})

test('a terminal is shown the first 500 rows, and all of them with --all', async () => {
  const env = { BEATBOOK_URL: on.url, XDG_CONFIG_HOME: join(on.folder, 'administrator'), INIT_CWD: on.folder }
  for (const [more, words] of [
    [[], `500 rows of ${MANY}`],
    [['--all'], `${MANY.toLocaleString('en-GB')} actions`],
  ] as const) {
    const terminal = openTerminal(`rows${more.length}`, ['actions', 'big', ...more], {
      columns: 80,
      rows: 30,
      folder: on.folder,
      env,
    })
    try {
      await terminal.shows(words)
    } finally {
      terminal.close()
    }
  }
}, 60_000)

test('rows are printed one on a line, limited to the fields that are asked for', () => {
  const lines = on.beatbook(['actions', 'big', '--jsonl']).out.trimEnd().split('\n')
  expect(lines).toHaveLength(MANY)
  expect(JSON.parse(lines[41] ?? '')).toMatchObject({ address: 'big/42', text: 'Walk beat 42 weekly' })

  const some = ['actions', 'big', '--level', 'red', '--level', 'amber,green', '--fields']
  const few = on.beatbook([...some, 'address, timescale.latest,owners.name,lastUpdate.on', '--jsonl'])
  expect(JSON.parse(few.out.split('\n')[0] ?? '')).toEqual({
    address: 'big/1',
    timescale: { latest: '2027-10-31' },
    owners: [{ name: 'Team 0' }],
    lastUpdate: null,
  })
  const enveloped = JSON.parse(on.beatbook([...some, 'ref']).out) as {
    kind: string
    data: { actions: unknown[] }
  }
  expect([enveloped.kind, enveloped.data.actions[0]]).toEqual(['actions', { ref: '1' }])
  expect(
    JSON.parse(on.beatbook(['action', 'big/3', '--jsonl', '--fields', 'ref,override.until']).out),
  ).toEqual({
    ref: '3',
    override: null,
  })
  const wrong = on.beatbook([...some, 'timescale.lates'])
  expect([wrong.code, wrong.out]).toEqual([2, ''])
  expect(failure.parse(JSON.parse(wrong.err)).error.message).toMatch(
    /no field “timescale\.lates”.*There are: .*latest/,
  )
})

test('a forecast has every change of level, however many', () => {
  const day = fromDayNumber(toDayNumber(londonToday()) + 3_000)
  const { data, page } = envelope('forecast').parse(
    JSON.parse(on.beatbook(['forecast', '--until', day, '--json']).out),
  )
  expect(page).toEqual({ returned: data.turning.length, total: data.turning.length, next: null })
  // More than the server answers with at once.
  expect(data.turning.length).toBeGreaterThan(2_000)
  const text = on.beatbook(['forecast', '--until', day])
  expect(text.err).toContain(`${data.turning.length.toLocaleString('en-GB')} turns by`)
})

test.each([
  ['a plan that is not there', ['actions', 'nowhere'], 'not-found', 5, { what: 'plan', asked: 'nowhere' }],
  ['an ambiguous option', ['actions', '--level', 'bogus'], 'usage', 2, {}],
  ['an unknown option', ['actions', '--colour'], 'usage', 2, {}],
  ['a missing argument', ['action'], 'usage', 2, {}],
  ['an unknown command', ['fly'], 'usage', 2, {}],
  ['a day that is none', ['plans', '--as-at', 'soon'], 'usage', 2, {}],
  ['nothing said', ['update', 'big/1'], 'nothing-said', 7, {}],
  ['a file that is not there', ['read', 'nowhere.docx'], 'no-file', 1, { file: 'nowhere.docx' }],
  ['a file that cannot be read', ['import', 'photo.docx', '--yes'], 'not-readable', 1, {}],
])('the failure of %s is one line of JSON on standard error', (_, args, code, exit, about) => {
  writeFileSync(join(on.folder, 'photo.docx'), Buffer.from('ffd8ffe000104a46494600010100', 'hex'))
  for (const option of ['--json', '--jsonl']) {
    const done = on.beatbook([...args, option])
    expect([done.code, done.out]).toEqual([exit, ''])
    const { error } = failure.parse(JSON.parse(done.err))
    expect(error).toMatchObject({ exit, args: about })
    if (code !== 'not-readable') expect(error.code).toBe(code)
    expect(error.message).toMatch(/[.”')]$/)
  }
})

test('of several files each has its envelope, and one that cannot be read its own error', () => {
  const done = on.beatbook(['read', 'big.txt', 'nowhere.txt', 'big.txt', '--json'])
  expect(done.code).toBe(1)
  expect(
    done.out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { kind: string }).kind),
  ).toEqual(['reading', 'reading'])
  expect(failure.parse(JSON.parse(done.err)).error.args).toEqual({ file: 'nowhere.txt' })
})

test('the schema that a command publishes accepts what it prints, and nothing else', () => {
  for (const [verb, args] of [
    ['actions', ['actions', 'big', '--limit', '3']],
    ['plans', ['plans']],
    ['read', ['read', 'big.txt']],
    ['mine', ['mine', '--parties']],
  ] as const) {
    const schema = z.fromJSONSchema(JSON.parse(on.beatbook(['schema', verb]).out))
    const printed = JSON.parse(on.beatbook([...args, '--json']).out) as Record<string, unknown>
    expect(schema.safeParse(printed).error, verb).toBeUndefined()
    expect(schema.safeParse({ ...printed, v: 1 }).success).toBe(false)
    expect(schema.safeParse({ ...printed, data: {} }).success).toBe(false)
  }
  expect(JSON.parse(on.beatbook(['schema', 'error']).out)).toMatchObject({ type: 'object' })
  expect(on.beatbook(['schema', 'fly'])).toMatchObject({ code: 5 })
  expect(on.beatbook(['schema']).out).toMatch(/^rules list {2}rag-rules-list$/m)
})

test('days are given in words', () => {
  const today = londonToday()
  const asAt = (said: string) => {
    const { out } = on.beatbook(['plans', '--as-at', said, '--json'])
    return envelope('plans').parse(JSON.parse(out)).asAt
  }
  expect(asAt('yesterday')).toBe(fromDayNumber(toDayNumber(today) - 1))
  expect(asAt('7d')).toBe(fromDayNumber(toDayNumber(today) - 7))
  expect(asAt('last month end')?.slice(0, 7)).not.toBe(today.slice(0, 7))
  const { out } = on.beatbook(['forecast', 'big', '--until', '7d', '--json'])
  expect(envelope('forecast').parse(JSON.parse(out)).data.until).toBe(fromDayNumber(toDayNumber(today) + 7))
  expect(on.beatbook(['plans', '--as-at', 'next friday']).err).toMatch(/is not a day.*yesterday/s)
})
