import { callerWho } from '@beatbook/api'
import type { OpenedFeed } from '@beatbook/contract'
import { type FeedKind, type Person, refuse } from '@beatbook/domain'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { matchesTag } from '../file/send.ts'
import { type HttpContext, type HttpEnv, networkOf } from '../http/caller.ts'
import { inChunks } from '../http/chunks.ts'
import { acceptsGzip } from '../http/compress.ts'
import { refuseWith } from '../http/errors.ts'
import { feedRoutes } from '../http/feed-address.ts'
import type { SecurityLog } from '../http/security-log.ts'
import type { Tries } from '../http/tries.ts'
import { feedGuesses } from '../person/limits.ts'
import type { Pool } from '../work/pool.ts'
import type { Reply } from '../work/question.ts'
import { answerFeed, type FeedPorts, type FeedQuestion } from './answer.ts'
import { askedOf, tableOfFile } from './asked.ts'
import type { Feeds } from './feeds.ts'

export interface FeedParts {
  readonly ports: FeedPorts
  readonly feeds: Feeds
  /** The pool for expensive questions; `null` for a record in memory. */
  readonly questions: Pool<FeedQuestion, Reply> | null
  /** A name of what is committed; `null` for a record in memory. */
  readonly snapshot: () => Promise<string | null>
  readonly publicUrl: string
  readonly now: () => string
  readonly today: (now: string) => string
  readonly tries: Tries
  readonly security: SecurityLog
}

/** What a feed costs, in milliseconds, as in the table of the procedures: 10,000 rows. */
const COST = 1_500

/** The most answers whose tags are remembered. */
const MOST_TAGS = 1_000

/**
 * `/calendar/SECRET.ics` and `/export/v1/SECRET/TABLE.csv` or `.json`: a calendar or a table for whoever has the secret of
 * a feed, with the rights of its person at that moment. Neither cookies nor tokens are read or set. Whatever opens nothing
 * is answered alike.
 */
export const feedRoutesOf = (parts: FeedParts) => {
  const send = sendFeeds(parts)
  const opened = async (c: HttpContext, kind: FeedKind, secret: string) => {
    const met = await metBy(c, parts, secret)
    if (met instanceof Response) return met
    if (met === null || met.kind !== kind || !callerWho(met.person, 'read').ok) return noFeed(c)
    return met
  }
  return new Hono<HttpEnv>()
    .use(`${feedRoutes.calendar}/*`, withoutReferrer)
    .use('/export/*', withoutReferrer)
    .get(`${feedRoutes.calendar}/:file`, async (c) => {
      const file = c.req.param('file')
      const feed = await opened(c, 'calendar', file.replace(/\.ics$/, ''))
      if (feed instanceof Response) return feed
      const { withWords, planId, person } = feed
      const of = planId === null ? { person: person.id } : { plan: planId }
      return send(c, feed, { kind: 'calendar', of, withWords })
    })
    .get(`${feedRoutes.data}/:secret/:file`, async (c) => {
      const feed = await opened(c, 'data', c.req.param('secret'))
      if (feed instanceof Response) return feed
      const file = tableOfFile(c.req.param('file'))
      if (file === null)
        return refuseWith(c, refuse('not-found', { what: 'address', asked: c.req.param('file') }))
      const asked = askedOf(file, c.req.query())
      if (!asked.ok) return refuseWith(c, asked.error)
      return send(c, feed, { kind: 'data', planId: feed.planId, asked: asked.value })
    })
    .all(`${feedRoutes.calendar}/*`, noFeed)
    .all('/export/*', noFeed)
}

/** `GET /api/actions/ACTION/calendar.ics`: one action as an event, for who may read it. */
export const sendEvent = (parts: FeedParts) => async (c: HttpContext) => {
  const caller = callerWho(c.get('person'), 'read')
  if (!caller.ok) return refuseWith(c, caller.error)
  const action = c.req.param('action') ?? ''
  const found = await parts.ports.work.dates({ action })
  if (found === null) return refuseWith(c, refuse('not-found', { what: 'action', asked: action }))
  const { value } = await answerFeed(parts.ports, {
    feed: { kind: 'calendar', of: { action }, withWords: false },
    url: parts.publicUrl,
    gzip: false,
    context: { today: parts.today(parts.now()) },
  })
  return respond(c, value)
}

/** The feed of a secret; `null` where it opens nothing. A secret that never was counts as a failed try of its network. */
const metBy = async (
  c: HttpContext,
  { feeds, tries, security }: FeedParts,
  secret: string,
): Promise<(OpenedFeed & { readonly person: Person }) | Response | null> => {
  const tried = await tries.run(
    [{ rule: feedGuesses, by: networkOf(c.get('address')) }],
    () => feeds.meet(secret),
    (met) => met.found === 'nothing',
  )
  if ('value' in tried) return tried.value.found === 'feed' ? tried.value.feed : null
  security.writeSeldom(c, 'limit-reached', { limit: tried.rule.name })
  return refuseWith(c, refuse('too-many-tries', { seconds: tried.seconds }))
}

/** Answers feeds in a worker. What was sent before and is the same now is neither made nor sent again. */
const sendFeeds = (parts: FeedParts) => {
  const tags = new Map<string, { readonly snapshot: string; readonly etag: string }>()
  return async (
    c: HttpContext,
    { id, person, ...opened }: OpenedFeed & { readonly person: Person },
    feed: FeedQuestion['feed'],
  ): Promise<Response> => {
    const now = parts.now()
    const today = parts.today(now)
    await parts.feeds.used({ id, person, ...opened }, { now, today })
    const snapshot = await parts.snapshot()
    const key = JSON.stringify([id, person.role, today, feed])
    const tag = tags.get(key)
    const given = c.req.header('if-none-match')
    if (given !== undefined && snapshot !== null && tag?.snapshot === snapshot && matchesTag(given, tag.etag))
      return c.body(null, 304, { 'cache-control': CACHED, etag: tag.etag })

    const question: FeedQuestion = {
      feed,
      url: parts.publicUrl,
      gzip: acceptsGzip(c.req.header('accept-encoding')),
      context: { today },
    }
    const { questions, ports } = parts
    const answer =
      questions === null
        ? { ok: true as const, value: (await answerFeed(ports, question)).value }
        : await questions.run({ person: person.id, cost: COST, task: question, signal: c.req.raw.signal })
            .done
    if (!answer.ok) return refuseWith(c, answer.error)
    const etag = answer.value.headers.find(([name]) => name === 'etag')?.[1]
    if (snapshot !== null && etag !== undefined) {
      tags.delete(key)
      tags.set(key, { snapshot, etag })
      for (const old of tags.keys()) {
        if (tags.size <= MOST_TAGS) break
        tags.delete(old)
      }
    }
    return respond(c, answer.value)
  }
}

/** Only its own program may keep an answer, and asks whether it is still the same. */
const CACHED = 'private, no-cache'

const respond = (c: HttpContext, { status, headers, body }: Reply): Response => {
  const all: Record<string, string> = { 'cache-control': CACHED, ...Object.fromEntries(headers) }
  const { etag } = all
  if (status === 200 && etag !== undefined && matchesTag(c.req.header('if-none-match'), etag))
    return c.body(null, 304, { 'cache-control': CACHED, etag })
  return c.body(inChunks(body), status as ContentfulStatusCode, {
    ...all,
    'content-length': String(body.byteLength),
  })
}

/** The answer of every address that opens nothing: it says nothing about why. */
const noFeed = (c: HttpContext): Response => {
  c.header('cache-control', 'no-store')
  return refuseWith(c, refuse('not-found', { what: 'feed', id: '' }))
}

/** A link that is followed from an answer must not say the secret. */
const withoutReferrer = async (c: HttpContext, next: () => Promise<void>): Promise<void> => {
  c.set('isSecret', true)
  await next()
}
