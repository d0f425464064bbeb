import { existsSync, globSync } from 'node:fs'
import { anUpdate, ask, refusalOf, send } from '../client.ts'
import { faultsOf, inACopy } from '../record.ts'
import { startServer } from '../server.ts'
import { aCopy, type Base, createFaults, type FaultCase, health } from './case.ts'

const library = globSync('/usr/lib/*/faketime/libfaketime.so.1').find((path) => existsSync(path))
const cannot = () => (library === undefined ? 'skipped: libfaketime is not installed' : null)

/** The environment under which a program's clock is off by so many seconds. */
const off = (seconds: number): Record<string, string> =>
  seconds === 0 ? {} : { LD_PRELOAD: library ?? '', FAKETIME: `${seconds > 0 ? '+' : ''}${seconds}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1' }

/** Starts a server whose clock is off, sends an update, and stops it: how the update was answered, and whether reading went on. */
const writeWithClock = async (database: string, base: Base, seconds: number) => {
  const server = await startServer({ database, env: off(seconds) })
  const answer = await send(server.url, 'commands.recordUpdate', anUpdate(base.plan.actions[0]?.id ?? '', `Clock off by ${seconds} s.`), { token: base.token })
  const reading = (await ask(server.url, 'plans.list', {}, { token: base.token })).status
  const { alive } = await health(server.url)
  await server.stop()
  return { status: answer.status, code: refusalOf(answer), reading, alive }
}

const MINUTE = 60
const DAY = 86_400

/** The clock goes back by so many seconds after an update; `refused`: writing is refused, reading goes on. */
const back = (what: string, seconds: number, refused: boolean): FaultCase => ({
  what: `clock back by ${what}`,
  cannot,
  run: async (base) => {
    const { found, want } = createFaults()
    const database = aCopy(base)
    const before = await writeWithClock(database, base, 0)
    want(before.status === 200, `with the right clock the update was answered ${before.status} ${before.code}`)
    const during = await writeWithClock(database, base, -seconds)
    if (refused) want(during.status === 503 && during.code === 'clock-behind', `the update was answered ${during.status} ${during.code}, not 503 clock-behind`)
    else want(during.status === 200, `the update was answered ${during.status} ${during.code}`)
    want(during.reading === 200 && during.alive === 200, `reading answered ${during.reading}, /health ${during.alive}`)
    const after = await writeWithClock(database, base, 0)
    want(after.status === 200, `with the clock right again the update was answered ${after.status} ${after.code}`)
    return [...found, ...inACopy(database, faultsOf)]
  },
})

const ahead: FaultCase = {
  what: 'clock ahead by two hours, then right again',
  cannot,
  run: async (base) => {
    const { found, want } = createFaults()
    const database = aCopy(base)
    const during = await writeWithClock(database, base, 2 * 60 * MINUTE)
    want(during.status === 200, `ahead of time the update was answered ${during.status} ${during.code}`)
    const after = await writeWithClock(database, base, 0)
    want(
      after.status === 503 && after.code === 'clock-behind',
      `with the clock right again the update was answered ${after.status} ${after.code}, not 503 clock-behind`,
    )
    want(after.reading === 200 && after.alive === 200, `reading answered ${after.reading}, /health ${after.alive}`)
    return [...found, ...inACopy(database, faultsOf)]
  },
}

export const clockCases: readonly FaultCase[] = [
  back('90 days', 90 * DAY, true),
  back('three minutes', 3 * MINUTE, false),
  back('two seconds', 2, false),
  ahead,
]
