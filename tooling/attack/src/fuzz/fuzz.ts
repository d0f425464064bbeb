import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { aColleague, type Caller } from '../callers.ts'
import { type Answer, administratorEmail, ask, call, password, setUp, signIn } from '../client.ts'
import { randomFrom } from '../random.ts'
import { faultsOf, inACopy } from '../record.ts'
import { createTally, type Report, spread } from '../report.ts'
import type { Amount } from '../run.ts'
import { aFolder, type Server, startServer } from '../server.ts'
import { faultOf } from './judge.ts'
import { fill, isAlive, knownOf } from './known.ts'
import { aRequest, procedures, type Request } from './request.ts'
import { shrunk } from './shrink.ts'

/** The number of concurrent requests. */
const AT_ONCE = 4
/** The maximum time of an answer, in milliseconds. */
const SLOWEST = 5_000
/**
 * After this many requests, the ids of the record are read again and callers whose session expired sign in
 * again.
 */
const REFRESHED_AFTER = 400
/** The growth in megabytes that the process may have after the first tenth of the requests. */
const MOST_GROWTH = 350
/** The run ends after this many crashes of the server. */
const MOST_DEATHS = 5

/** Sends `rounds` nearly valid requests, from four callers. */
export const fuzz = async (
  { rounds, seed, seconds }: Amount,
  say: (line: string) => void,
): Promise<Report> => {
  const random = randomFrom(seed)
  const tally = createTally()
  const database = join(aFolder(), 'record.db')
  const ends = performance.now() + seconds * 1_000
  let server = await startServer({ database })
  const administrator = await setUp(server.url)
  let callers: Caller[] = [
    { name: 'administrator', email: administratorEmail, token: administrator, id: null },
    await aColleague(server.url, administrator, 'editor'),
    await aColleague(server.url, administrator, 'reader'),
    { name: 'signed out', email: null, token: null, id: null },
  ]
  const tokenOf = (name: string) => callers.find((caller) => caller.name === name)?.token ?? ''
  await fill(server.url, administrator, tokenOf('editor'))
  callers[0] = {
    ...(callers[0] as Caller),
    id:
      (await ask(server.url, 'session.me', undefined, { token: administrator })).body?.result?.data?.person
        ?.id ?? null,
  }

  const statuses = new Map<string, number>()
  const took: number[] = []
  const reached = new Set<string>()
  let warm = 0
  let deaths = 0
  let sent = 0
  let known = await knownOf(
    server.url,
    tokenOf('administrator'),
    tokenOf('editor'),
    callers.map(({ id }) => id),
  )

  const attempt = (request: Request, caller: Caller, input = request.input): Promise<Answer> => {
    const { path, body } = request.write(input)
    return call(`${server.url}${path}`, {
      method: request.method,
      body,
      headers: request.headers,
      token: request.signedIn ? caller.token : null,
      patience: 4 * SLOWEST,
    })
  }
  const judged = async (request: Request, caller: Caller, input = request.input): Promise<string | null> => {
    try {
      const answer = await attempt(request, caller, input)
      took.push(answer.took)
      if (answer.status === 200) reached.add(request.what)
      const group = `${caller.name} ${Math.floor(answer.status / 100)}xx`
      statuses.set(group, (statuses.get(group) ?? 0) + 1)
      return faultOf(answer) ?? (answer.took > SLOWEST ? slow : null)
    } catch {
      return silent
    }
  }

  while (sent < rounds && performance.now() < ends && deaths < MOST_DEATHS) {
    const batch = Array.from({ length: Math.min(AT_ONCE, rounds - sent) }, (_, index) => ({
      number: sent + index + 1,
      request: aRequest(random, known),
      caller: random.pick(callers),
    }))
    sent += batch.length
    const outcomes = await Promise.all(
      batch.map(async (each) => ({ ...each, fault: await judged(each.request, each.caller) })),
    )
    for (const { number, request, caller, fault } of outcomes) {
      // A request that was slow or unanswered among others is repeated alone: a busy machine is not the
      // server's fault.
      const confirmed =
        (fault === slow || fault === silent) && (await isAlive(server.url))
          ? await judged(request, caller)
          : fault
      const failures = confirmed === null ? [] : [await described(number, request, caller, confirmed)]
      for (const failure of failures) say(`FAILED ${failure}`)
      tally.count(`calls as ${caller.name}`, 1, failures)
    }
    if (!(await isAlive(server.url))) {
      deaths += 1
      tally.count('server dead or frozen', 1, [
        `after call ${sent}, one of: ${batch.map(({ request }) => sentence(request, request.input)).join(' | ')}; ${server.printed().slice(-500)}`,
      ])
      await server.kill()
      server = await startServer({ database })
      warm = 0
    }
    if (warm === 0 && sent >= rounds / 10) warm = memoryOf(server)
    if (sent % REFRESHED_AFTER < AT_ONCE) {
      callers = await signedInAgain(server.url, callers)
      known = await knownOf(
        server.url,
        tokenOf('administrator'),
        tokenOf('editor'),
        callers.map(({ id }) => id),
      )
      say(`${sent} of ${rounds}`)
    }
  }

  async function described(number: number, request: Request, caller: Caller, fault: string): Promise<string> {
    const again =
      fault === slow || fault === silent
        ? request.input
        : await shrunk(request.input, async (input) => sameKind(await judged(request, caller, input), fault))
    return `call ${number} as ${caller.name}: ${sentence(request, again)} ${fault}`
  }

  const grown = memoryOf(server) - warm
  tally.count(
    'memory after the first tenth of the calls',
    1,
    grown > MOST_GROWTH ? [`it grew by ${grown} MB, from ${warm} MB`] : [],
  )
  tally.note(
    'memory after the first tenth of the calls',
    `${warm} MB, ${grown >= 0 ? '+' : ''}${grown} MB at the end`,
  )
  tally.count('alive at the end', 1, (await isAlive(server.url)) ? [] : ['/health does not answer'])
  const code = await server.stop()
  tally.count('clean stop', 1, code === 0 ? [] : [`it ended with ${code}`])
  tally.count('integrity, foreign keys, versions as folded', 1, inACopy(database, faultsOf))
  for (const { name } of callers)
    tally.note(
      `calls as ${name}`,
      [...statuses]
        .filter(([group]) => group.startsWith(name))
        .map(([group, times]) => `${group.slice(name.length + 1)}: ${times}`)
        .sort()
        .join(', '),
    )
  const carriedOut = procedures.filter(({ name }) => reached.has(name)).length
  tally.count('procedures that carried at least one call out', carriedOut)
  tally.note('procedures that carried at least one call out', `of ${procedures.length}`)
  tally.count('time of an answer', took.length)
  tally.note('time of an answer', spread(took))
  return tally.report()
}

const slow = `took more than ${SLOWEST / 1_000} s, twice`
const silent = 'had no whole answer, twice'

const sameKind = (fault: string | null, other: string) =>
  fault !== null && fault.slice(0, 12) === other.slice(0, 12)

/** A request on one line, truncated. */
const sentence = (request: Request, input: unknown): string => {
  const { path, body } = request.write(input)
  const cut = (long: string) =>
    long.length > 600 ? `${long.slice(0, 600)}… (${long.length} characters)` : long
  return cut(`${request.method} ${path}${body === undefined ? '' : ` ${JSON.stringify(String(body))}`}`)
}

/** Signs in callers whose session expired. */
const signedInAgain = (url: string, callers: readonly Caller[]): Promise<Caller[]> =>
  Promise.all(
    callers.map(async (caller) => {
      if (caller.email === null) return caller
      const me = await ask(url, 'session.me', undefined, { token: caller.token })
      return me.body?.result?.data?.person
        ? caller
        : { ...caller, token: await signIn(url, caller.email, password) }
    }),
  )

/** The resident memory of a server in megabytes. */
const memoryOf = ({ child }: Server): number => {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
  return Math.round(Number(found?.[1] ?? 0) / 1_024)
}
