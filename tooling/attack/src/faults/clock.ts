import { randomUUIDv7 } from 'node:crypto'
import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { anUpdate, ask, refusalOf, send } from '../client.ts'
import { faultsOf, inACopy } from '../record.ts'
import { aFolder, type Server, startServer } from '../server.ts'
import { aCopy, type Base, createFaults, type FaultCase, health } from './case.ts'

const [library] = globSync('/usr/lib/*/faketime/libfaketime.so.1')
const cannot = () => (library === undefined ? 'skipped: libfaketime is not installed' : null)

/** A clock for programs started with `env`: the machine's, with the offset that was `set` last. */
const createClock = () => {
  const file = join(aFolder(), 'clock')
  const set = (seconds: number) => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}s\n`)
  set(0)
  return {
    set,
    env: {
      LD_PRELOAD: library ?? '',
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
  }
}

/** Sends an update and a query; returns both answers. */
const tried = async ({ url }: Server, { token, plan }: Base) => {
  const answer = await send(
    url,
    'commands.recordUpdate',
    anUpdate(plan.actions[0]?.id ?? '', 'Written by some clock.'),
    { token },
  )
  return {
    writing: `${answer.status} ${refusalOf(answer) ?? ''}`.trim(),
    reading: (await ask(url, 'plans.list', {}, { token })).status,
    alive: (await health(url)).alive,
  }
}

const behind = '503 clock-behind'
const MINUTE = 60
const DAY = 86_400

/** A step of the clock: the offset in seconds from now on, and the expected answer to a write. */
type Step = readonly [seconds: number, writing: string]

/**
 * A server whose clock is changed while it runs, or while it is stopped (`restarted`). Reads continue
 * throughout, and recorded events stay in order.
 */
const moved = (what: string, steps: readonly Step[], restarted = false): FaultCase => ({
  what,
  cannot,
  run: async (base) => {
    const { found, want } = createFaults()
    const database = aCopy(base)
    const clock = createClock()
    let server = await startServer({ database, env: clock.env })
    for (const [seconds, writing] of [[0, '200'] as const, ...steps]) {
      if (restarted && seconds !== 0) {
        await server.stop()
        clock.set(seconds)
        server = await startServer({ database, env: clock.env })
      } else clock.set(seconds)
      const answered = await tried(server, base)
      want(
        answered.writing === writing,
        `off by ${seconds} s an update is answered ${answered.writing}, not ${writing}`,
      )
      want(
        answered.reading === 200 && answered.alive === 200,
        `off by ${seconds} s reading is answered ${answered.reading}, /health ${answered.alive}`,
      )
    }
    await server.stop()
    return [...found, ...inACopy(database, faultsOf)]
  },
})

const accepted: FaultCase = {
  what: 'clock back by ten minutes, and accepted by an administrator',
  cannot,
  run: async (base) => {
    const { found, want } = createFaults()
    const database = aCopy(base)
    const clock = createClock()
    const server = await startServer({ database, env: clock.env })
    await tried(server, base)
    clock.set(-10 * MINUTE)
    const before = await tried(server, base)
    want(before.writing === behind, `an update is answered ${before.writing}, not ${behind}`)
    const answer = await send(
      server.url,
      'commands.acceptClock',
      { commandId: randomUUIDv7(), reason: 'The time server is away.' },
      { token: base.token },
    )
    want(answer.status === 200, `accepting the clock is answered ${answer.status} ${refusalOf(answer)}`)
    const after = await tried(server, base)
    want(after.writing === '200', `after that an update is answered ${after.writing}`)
    await server.stop()
    return [...found, ...inACopy(database, faultsOf)]
  },
}

export const clockCases: readonly FaultCase[] = [
  moved(
    'clock back by 90 days between two starts',
    [
      [-90 * DAY, behind],
      [0, '200'],
    ],
    true,
  ),
  moved('clock back by ten minutes while it runs', [
    [-10 * MINUTE, behind],
    [0, '200'],
  ]),
  moved('clock back by three minutes while it runs', [
    [-3 * MINUTE, '200'],
    [0, '200'],
  ]),
  moved('clock back by two seconds while it runs', [
    [-2, '200'],
    [-4, '200'],
    [0, '200'],
  ]),
  accepted,
  moved('clock ahead by two hours, then right', [
    [2 * 60 * MINUTE, '200'],
    [0, behind],
    [2 * 60 * MINUTE, '200'],
  ]),
]
