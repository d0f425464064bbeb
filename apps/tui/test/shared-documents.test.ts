import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { envelope } from '../src/output/schemas.ts'
import { type Running, setUpArguments, startServer } from '../src/testing/running.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = resolve(root, process.env['BEATBOOK_DOCUMENTS'] ?? '../shared/documents')
const there = existsSync(folder)
if (!there) {
  const words = `no documents at ${folder}: the command line is NOT tested on real documents`
  if (process.env['CI'] === 'true') throw new Error(words)
  process.stderr.write(`\n*** ${words} ***\n`)
}

describe.skipIf(!there)('on real documents', () => {
  let on: Running
  const given = (...args: string[]) => on.beatbook([...args, '--json'])
  const imported = (name: string): string => {
    const done = on.beatbook(['import', join(folder, name), '--yes', '--json'])
    return envelope('import').parse(JSON.parse(done.out)).data.plans[0]?.code ?? ''
  }

  beforeAll(async () => {
    on = await startServer()
    expect(on.beatbook(setUpArguments()).code).toBe(0)
  }, 60_000)
  afterAll(() => on.stop())

  test('a recommendation is overdue from the day after its deadline, says by how many days, and is complete when it was closed', () => {
    const plan = imported('hmicfrs-recommendation-2018.txt')
    const why = (day: string) =>
      envelope('why').parse(JSON.parse(given('why', `${plan}/1`, '--as-at', day).out)).data
    expect(why('2018-10-31').computed?.level).not.toBe('red')
    expect(why('2018-11-01').computed).toMatchObject({ level: 'red', since: '2018-11-01' })
    expect(why('2019-01-03').about).toMatchObject({ deadline: '2018-10-31', daysPast: 64 })
    expect(why('2019-01-04').computed?.level).toBe('complete')
    expect(on.beatbook(['why', `${plan}/1`, '--as-at', '2019-01-03']).out).toContain(
      'Red because 64 days past 31 October 2018 and still being progressed.',
    )
    const check = envelope('check').parse(JSON.parse(given('check', plan).out)).data
    expect(check.violations.find(({ code }) => code === 'closed-before-the-work-ends')?.quote).toBeTruthy()
  })

  test('a plan of its day has nothing late by the rules, its declared reds are red by them too, and each that turns through the next year is listed', () => {
    const plan = imported('charter-delivery-plan-2022.txt')
    const day = ['--as-at', '2022-06-29']
    const rag = envelope('rag').parse(
      JSON.parse(given('rag', plan, '--until', '2023-12-31', ...day).out),
    ).data
    expect(rag.plan.computed.levels.find(({ level }) => level === 'red')?.actions).toBe(11)
    expect(rag.plan.counts.levels.red).toBe(11)
    expect(rag.disagreements.actions.filter(({ level }) => level === 'red')).toEqual([])
    const late = rag.turning.filter(({ becomes }) => becomes.level === 'red')
    expect(late.length).toBeGreaterThan(10)
    expect(late.every(({ on, rule }) => rule === 'late' && on > '2022-06-29' && on <= '2023-12-31')).toBe(
      true,
    )
    const check = envelope('check').parse(JSON.parse(given('check', plan, ...day).out)).data
    expect(check.violations.some(({ code }) => code === 'level-without-reason')).toBe(true)
  })

  test('a report’s figure in words stands against its table, without a server', () => {
    const done = on.beatbook(
      ['check', join(folder, 'spcb-report-2019.txt'), '--json', '--severity', 'words-against-table=error'],
      {
        env: { BEATBOOK_URL: 'http://127.0.0.1:1' },
      },
    )
    const { violations } = envelope('check').parse(JSON.parse(done.out)).data
    expect(violations[0]).toMatchObject({
      code: 'words-against-table',
      severity: 'error',
      args: { written: 64, computed: expect.closeTo(52, 0) },
    })
    expect(done.code).toBe(7)
  })
})
