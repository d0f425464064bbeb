import { type ApiContext, openApi, type Ports } from '@beatbook/api'
import type { AttachmentKeeper, FileStore } from '@beatbook/contract'
import type { CommandName, Instant, IsoDate } from '@beatbook/domain'
import { commandTitle } from '@beatbook/presentation'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { crestBytes, sendCrest } from './area/crest.ts'
import type { ForceShown } from './area/force.ts'
import { sendAttached } from './attachment/file.ts'
import { uploadFile } from './attachment/upload.ts'
import { sendOriginal } from './document/original.ts'
import type { DocumentJobs } from './draft/jobs.ts'
import { listJobs, stopJob, uploadDraft } from './draft/upload.ts'
import { type FeedParts, feedRoutesOf, sendEvent } from './feed/routes.ts'
import { boundedInput } from './http/bodies.ts'
import { callerAddress, type HttpContext, type HttpEnv } from './http/caller.ts'
import { answerCalls, type CallParts } from './http/calls.ts'
import { compressJson } from './http/compress.ts'
import { nothingHere, unexpected } from './http/errors.ts'
import { type HostParts, ownHostOnly } from './http/host.ts'
import { pageHeaders, sameSiteOnly } from './http/protection.ts'
import { answerRest } from './http/rest.ts'
import type { SecurityLog } from './http/security-log.ts'
import type { Tries } from './http/tries.ts'
import { webApp } from './http/web.ts'
import { type OutParts, takeOut } from './out/route.ts'
import { orThrowRefusal } from './person/failures.ts'
import type { createKnownBrowsers } from './person/known-browser.ts'
import { ownPassword } from './person/limits.ts'
import type { Lookups } from './person/lookups.ts'
import { authRoutes } from './person/routes.ts'
import type { Sessions } from './person/sessions.ts'
import type { SignIn } from './person/sign-in.ts'
import { type SessionCookie, signedIn } from './person/signed-in.ts'
import type { Readiness } from './record/ready.ts'
import { type ReturnedParts, readBack } from './returned/route.ts'
import { setUpRoutes } from './set-up/routes.ts'
import type { SetUp } from './set-up/set-up.ts'
import type { Failed } from './work/question.ts'

export interface AppParts extends HostParts {
  readonly ports: Ports
  readonly files: FileStore
  readonly attachments: AttachmentKeeper
  /** Whether every file is checked. */
  readonly filesChecked: boolean
  readonly signIn: SignIn
  readonly sessions: Sessions
  readonly cookie: SessionCookie
  readonly setUp: SetUp
  readonly jobs: DocumentJobs
  readonly feeds: FeedParts['feeds']
  readonly questions: (NonNullable<CallParts['questions']> & NonNullable<FeedParts['questions']>) | null
  readonly outs: OutParts['outs']
  readonly returns: ReturnedParts['returns']
  readonly newest: OutParts['newest']
  readonly snapshot: CallParts['snapshot']
  readonly force: () => ForceShown
  /** The problems SQLite's `quick_check` reported last; `null` until it has run. */
  readonly quickCheck: () => { readonly at: Instant; readonly complaints: readonly string[] } | null
  /**
   * How many files documents and drafts refer to, and how many of those are missing; `null` until counted.
   */
  readonly filesState: () => { readonly named: number; readonly missing: number } | null
  readonly databaseState: () => Promise<{ ok: boolean; migrations: readonly string[] }>
  readonly readiness: () => Promise<Readiness>
  readonly now: () => Instant
  readonly today: (now: Instant) => IsoDate
  readonly newId: () => string
  readonly version: string
  readonly trustProxy: boolean
  readonly checkOutputs: boolean
  readonly webFolder: string
  readonly log: Logger
  readonly security: SecurityLog
  readonly tries: Tries
  readonly lookups: Lookups
  readonly knownBrowsers: ReturnType<typeof createKnownBrowsers>
}

/** All routes of the server. */
export const createApp = (parts: AppParts) => {
  const { ports, log, security, tries } = parts
  const callOf = (c: HttpContext): ApiContext => {
    const now = parts.now()
    const force = parts.force()
    const { version, checkOutputs, filesChecked } = parts
    return {
      ports,
      person: c.get('person'),
      sessionId: c.get('sessionId'),
      stillSignedIn: c.get('stillSignedIn'),
      now,
      today: parts.today(now),
      force: force.name,
      crest: force.crest?.sha256 ?? null,
      marking: force.marking,
      version,
      filesChecked,
      checkOutputs,
    }
  }
  const authenticate = signedIn(parts.sessions, parts.cookie, parts.now)

  const calls = answerCalls({
    contextOf: callOf,
    questions: parts.questions,
    snapshot: parts.snapshot,
    onFailed: (c, failed) => logFailure(parts, c, failed),
  })

  // Built from all schemas, once: it does not change while the server runs.
  let described: string | undefined
  const description = (): string => {
    described ??= JSON.stringify(openApi(parts.version, (name) => commandTitle(name as CommandName)))
    return described
  }

  return new Hono<HttpEnv>()
    .use(
      callers(parts),
      ownHostOnly(parts),
      pageHeaders(parts.publicUrl),
      sameSiteOnly(parts.publicUrl, security),
    )
    .get('/health', async (c) => {
      const database = await parts.databaseState()
      const check = parts.quickCheck()
      const quickCheck = check && { at: check.at, complaints: check.complaints.length }
      const counted = parts.filesState()
      const files = counted && { named: counted.named, missing: counted.missing }
      return c.json({ version: parts.version, database, quickCheck, files })
    })
    .get('/ready', noStore, async (c) => {
      const readiness = await parts.readiness()
      return c.json(readiness, readiness.ready ? 200 : 503)
    })
    .get('/crest', sendCrest(parts))
    .use('/api/*', noStore)
    .post('/api/drafts', authenticate, uploadDraft({ ...parts, drafts: ports.drafts }))
    .get('/api/documents/:id/file', authenticate, sendOriginal({ ...parts, documents: ports.documents }))
    .post('/api/files', authenticate, uploadFile(parts))
    .get('/api/actions/:action/files/:id', authenticate, sendAttached(parts))
    .post(
      '/api/exports',
      authenticate,
      takeOut({ ...parts, contextOf: callOf, crest: () => crestBytes(parts) }),
    )
    .post('/api/returned', authenticate, readBack({ ...parts, contextOf: callOf }))
    .get('/api/actions/:action/calendar.ics', authenticate, sendEvent(parts))
    .get('/api/jobs', authenticate, listJobs(parts.jobs))
    .delete('/api/jobs/:id', authenticate, stopJob(parts.jobs))
    .route('/api/setup', setUpRoutes(parts.setUp, { tries, log: security }))
    .route(
      '/api/auth',
      authRoutes({
        ...parts,
        handler: (request) => orThrowRefusal(() => parts.signIn.handler(request)),
        log: security,
        authenticate,
      }),
    )
    .use('/api/v1/*', compressJson, authenticate)
    .use('/api/v1/*', boundedInput)
    .all('/api/v1/*', answerRest(calls, parts.newId))
    .get('/openapi.json', (c) => c.body(description(), 200, { 'content-type': 'application/json' }))
    .all('/api/*', nothingHere)
    .use('/trpc/*', compressJson, noStore, getOrPost, authenticate)
    .use('/trpc/*', boundedInput)
    .all('/trpc/*', (c) => calls(c))
    .route('/', feedRoutesOf(parts))
    .route('/', webApp(parts.webFolder))
    .notFound(nothingHere)
    .onError(unexpected(log))
}

/** Sets the network address of a call and an id for its log lines. */
const callers = ({ newId, trustProxy, log }: Pick<AppParts, 'newId' | 'trustProxy' | 'log'>) => {
  let warned = trustProxy
  return async (c: HttpContext, next: () => Promise<void>) => {
    c.set('address', callerAddress(c, trustProxy))
    c.set('request', newId())
    if (!warned && c.req.header('x-forwarded-for') !== undefined) {
      warned = true
      log.warn(
        { event: 'forwarded-not-trusted' },
        'A proxy says who is calling (X-Forwarded-For), but TRUST_PROXY is off: everybody behind it counts as one caller',
      )
    }
    await next()
  }
}

const logFailure = (
  { log, security }: Pick<AppParts, 'log' | 'security'>,
  c: HttpContext,
  { path, code, message, stack }: Failed,
) => {
  const request = c.get('request')
  if (code === 'INTERNAL_SERVER_ERROR')
    log.error({ err: { message, stack }, path, request }, 'unexpected error')
  // The end of a stream makes its subscriber reconnect: not an error, and without a message of its own.
  else if (code === 'SERVICE_UNAVAILABLE' && message !== code) log.error({ path, request }, message)
  if (message === 'too-many-at-once')
    security.writeSeldom(c, 'limit-reached', {
      limit: 'at-once',
      person: c.get('person')?.id ?? null,
      at: path,
    })
  if (message === 'too-many-tries')
    security.writeSeldom(c, 'limit-reached', { limit: ownPassword.name, person: c.get('person')?.id ?? null })
  if (message === 'not-allowed')
    security.writeSeldom(c, 'refused-forbidden', { person: c.get('person')?.id ?? null, at: path })
}

/**
 * Procedures are called by GET and POST. Hono passes HEAD to the handlers of GET, which tRPC's adapter cannot
 * answer.
 */
const getOrPost = async (c: HttpContext, next: () => Promise<void>): Promise<Response | undefined> => {
  if (c.req.method !== 'GET' && c.req.method !== 'POST') return nothingHere(c)
  await next()
  return undefined
}

const noStore = async (c: HttpContext, next: () => Promise<void>) => {
  await next()
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
}
