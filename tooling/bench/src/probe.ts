import { spawn } from 'node:child_process'
import { Agent, get } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** The request of a probe: one GET, sent every 20 ms whether the last one is answered or not. */
export interface Probed {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** The answer times of a probe, in milliseconds. */
export interface Latencies {
  readonly median: number
  readonly worst: number
  readonly asked: number
}

const EVERY = 20

/** Sends requests from a separate process while `work` runs. Throws if an answer is not a success. */
export const probeDuring = async (
  probed: readonly Probed[],
  work: () => Promise<unknown>,
): Promise<Latencies[]> => {
  const probes = probed.map(startProbe)
  await Promise.all(probes.map((probe) => probe.ready))
  try {
    await work()
  } finally {
    for (const probe of probes) probe.end()
    await Promise.allSettled(probes.map((probe) => probe.result))
  }
  return Promise.all(probes.map((probe) => probe.result))
}

const startProbe = (probed: Probed) => {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ready = Promise.withResolvers<void>()
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
    if (out.startsWith('ready\n')) ready.resolve()
  })
  const result = new Promise<Latencies>((resolve, reject) => {
    child.once('close', (code) =>
      code === 0
        ? resolve(JSON.parse(out.slice('ready\n'.length)) as Latencies)
        : reject(new Error('the probe failed')),
    )
  })
  result.catch(ready.reject)
  child.stdin.write(`${JSON.stringify(probed)}\n`)
  return { ready: ready.promise, result, end: () => child.stdin.end() }
}

const probe = async ({ url, headers }: Probed, goesOn: () => boolean): Promise<number[]> => {
  const agent = new Agent({ keepAlive: true })
  const ask = (began = performance.now()): Promise<number> =>
    new Promise<number>((resolve, reject) => {
      const call = get(url, { agent, headers }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`the probe was answered ${answer.statusCode}`))
        answer.resume().once('end', () => resolve(performance.now() - began))
      })
      // The server may close an idle connection at the moment it is reused: then another is opened, within
      // the same measurement.
      call.once('error', (error: NodeJS.ErrnoException) =>
        call.reusedSocket && error.code === 'ECONNRESET'
          ? resolve(ask(began))
          : reject(new Error(`${url}: ${error.message} after ${Math.round(performance.now() - began)} ms`)),
      )
    })
  for (let warm = 0; warm < 20; warm++) await ask()
  process.stdout.write('ready\n')
  const answers: Promise<number>[] = []
  for (let next = performance.now(); goesOn(); next += EVERY) {
    answers.push(ask())
    await wait(Math.max(0, next + EVERY - performance.now()))
  }
  const all = await Promise.all(answers)
  agent.destroy()
  return all
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const request = Promise.withResolvers<Probed>()
  let ended = false
  process.stdin
    .setEncoding('utf8')
    .once('data', (line: string) => request.resolve(JSON.parse(line) as Probed))
  process.stdin.once('end', () => {
    ended = true
  })
  const sorted = (await probe(await request.promise, () => !ended)).sort((a, b) => a - b)
  const latencies: Latencies = {
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    worst: sorted.at(-1) ?? 0,
    asked: sorted.length,
  }
  process.stdout.write(JSON.stringify(latencies))
}
