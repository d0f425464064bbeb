import { request } from 'node:http'
import { join } from 'node:path'
import { aColleague, addPerson, firstSignIn } from '../callers.ts'
import { type Answer, ask, call, dataOf, refusalOf, send, setUp } from '../client.ts'
import { procedures } from '../fuzz/request.ts'
import { createTally, type Report } from '../report.ts'
import { aFolder, startServer } from '../server.ts'
import { type Audience, audiences, expected, neededFor } from './matrix.ts'
import { routes } from './routes.ts'

/**
 * Calls every procedure and every route as every kind of caller, and compares the answers with this package's
 * own table.
 */
export const access = async (): Promise<Report> => {
  const tally = createTally()
  const { url, stop } = await startServer({ database: join(aFolder(), 'record.db') })
  const tokens = await everybody(url)

  for (const { name, type } of procedures) {
    const need = neededFor(name)
    tally.count(
      'procedures with a line in the table',
      1,
      need === null ? [`nobody has written down who may call ${name}`] : [],
    )
    if (need === null) continue
    for (const audience of audiences) {
      const answer = await attempt(url, name, type, tokens[audience])
      const wanted = expected(need, audience)
      tally.count(
        `procedures as ${audience}`,
        1,
        answer === wanted ? [] : [`${name} is ${answer}, not ${wanted}`],
      )
    }
    if (type === 'mutation')
      for (const audience of audiences) {
        const { status } = await ask(url, name, {}, { token: tokens[audience] })
        tally.count(
          'changes asked for by GET',
          1,
          status === 405 ? [] : [`${name} as ${audience} answered ${status}`],
        )
      }
  }
  for (const { method, path, body, headers, status } of routes)
    for (const audience of audiences) {
      const answer = await call(`${url}${path}`, { method, body, headers, token: tokens[audience] })
      const wanted = status(audience)
      tally.count(
        `routes as ${audience}`,
        1,
        wanted.includes(answer.status)
          ? []
          : [`${method} ${path} answered ${answer.status}, not ${wanted.join(' or ')}`],
      )
    }
  const foreign = await statusByHost(url, 'evil.example')
  tally.count(
    'call that names another host',
    1,
    foreign >= 400 && foreign < 500 ? [] : [`it answered ${foreign}`],
  )
  await stop()
  return tally.report()
}

/** A session of each kind of caller. */
const everybody = async (url: string): Promise<Record<Audience, string | null>> => {
  const administrator = await setUp(url)
  const reader = await aColleague(url, administrator, 'reader')
  const editor = await aColleague(url, administrator, 'editor')
  const removed = await aColleague(url, administrator, 'administrator', 'removed@example.org')
  dataOf(await send(url, 'people.remove', { id: removed.id }, { token: administrator }))
  await addPerson(url, administrator, 'administrator', 'new@example.org')
  const due = await firstSignIn(url, 'new@example.org')
  return {
    'signed out': null,
    removed: removed.token,
    'must change': due,
    reader: reader.token,
    editor: editor.token,
    administrator,
  }
}

/** Calls without any input: a caller with access gets an answer, or an error that input is missing. */
const attempt = async (url: string, name: string, type: string, token: string | null): Promise<string> => {
  const answer =
    type === 'subscription'
      ? await beginningOf(`${url}/trpc/${name}`, token)
      : await (type === 'query' ? ask(url, name, undefined, { token }) : send(url, name, {}, { token }))
  const code =
    refusalOf(answer) ?? /"code":"(not-[a-z-]+|password-change-due)"/.exec(answer.text)?.[1] ?? null
  if (answer.status >= 500) return String(answer.status)
  return code !== null && ['not-signed-in', 'not-allowed', 'password-change-due'].includes(code)
    ? code
    : 'let in'
}

/** The first message of a stream. */
const beginningOf = async (url: string, token: string | null): Promise<Answer> => {
  const ended = new AbortController()
  const answer = await fetch(url, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
    signal: ended.signal,
  })
  const reader = answer.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  // The first message only confirms the connection.
  while (reader !== undefined && !/\ndata:|^data:/.test(text.replace(/event: connected\ndata: .*\n/, ''))) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value, { stream: true })
  }
  ended.abort()
  return { status: answer.status, headers: answer.headers, text, body: null, took: 0 }
}

const statusByHost = (url: string, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const sent = request({ hostname, port, path: '/trpc/session.me', headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sent.once('error', reject)
    sent.end()
  })
