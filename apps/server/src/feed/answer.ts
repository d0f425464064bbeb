import { hash } from 'node:crypto'
import { httpStatus, type Ports, refusalHeaders } from '@beatbook/api'
import type { FeedTable } from '@beatbook/contract'
import {
  calendarOf,
  type FactRow,
  type FactSource,
  factsCsv,
  factsOf,
  namesOfFacts,
} from '@beatbook/documents'
import {
  type Column,
  defaultSettings,
  type Refusal,
  RefusalError,
  refuse,
  type Settings,
} from '@beatbook/domain'
import { compressHere } from '../work/gzip.ts'
import type { Reply } from '../work/question.ts'
import type { Answered } from '../work/serve.ts'
import { type Cursor, type TableAsked, writtenCursor } from './asked.ts'
import { type Asks, type Part, sources } from './sources.ts'

/** What is asked of a feed, as data: everything its answer depends on. Whoever asks may read the record. */
export interface FeedQuestion {
  readonly feed:
    | {
        readonly kind: 'calendar'
        readonly of: { readonly person: string } | { readonly plan: string } | { readonly action: string }
        readonly withWords: boolean
      }
    | { readonly kind: 'data'; readonly planId: string | null; readonly asked: TableAsked }
  /** The address of the server. */
  readonly url: string
  /** Whether the caller understands gzip. */
  readonly gzip: boolean
  readonly context: { readonly today: string }
}

/** The ports that feeds ask. */
export type FeedPorts = Asks & Pick<Ports, 'aggregates' | 'work'>

/** The version of the tables, which is in the addresses too. */
const VERSION = 1

/** Answers a feed, in a worker. A refusal is answered as the API does. */
export const answerFeed = async (ports: FeedPorts, question: FeedQuestion): Promise<Answered<Reply>> => {
  try {
    return replyOf(
      await (question.feed.kind === 'calendar'
        ? calendar(ports, question.feed, question.url)
        : table(ports, question.feed, question.context.today)),
      question.gzip,
    )
  } catch (error) {
    if (error instanceof RefusalError) return refused(error.refusal)
    throw error
  }
}

/** A file, before it is compressed, with the name under which it is saved. */
interface File {
  readonly name: string
  readonly type: string
  readonly text: string
  readonly headers?: readonly (readonly [string, string])[]
}

const calendar = async (
  { work }: FeedPorts,
  { of, withWords }: Extract<FeedQuestion['feed'], { kind: 'calendar' }>,
  url: string,
): Promise<File> => {
  const dates = await work.dates(of)
  if (dates === null) throw new RefusalError(refuse('not-found', { what: 'plan', id: '' }))
  const name = `Beatbook: ${'person' in of ? 'my work' : (dates.title ?? dates.actions[0]?.planTitle ?? '')}`
  return {
    name: 'beatbook.ics',
    type: 'text/calendar; charset=utf-8',
    text: calendarOf({ name, actions: dates.actions, withWords, url }),
  }
}

const table = async (
  ports: FeedPorts,
  { planId, asked }: Extract<FeedQuestion['feed'], { kind: 'data' }>,
  today: string,
): Promise<File> => {
  const knownAt = asked.knownAt ?? (await ports.actions.knownUntil()) ?? new Date(0).toISOString()
  const times = { asAt: asked.asAt ?? today, knownAt }
  const part: Part = { ...times, plan: await planOf(ports, planId, asked, times) }
  const own = asked.table === 'actions' ? (await settingsNow(ports)).columns : []
  const { rows, next } = await rowsOf(asked.table, ports, part, asked, own)
  const total = sources[asked.table].total
  const begun = asked.begins.after === null && asked.begins.skip === 0
  const cursor =
    next === null ? null : writtenCursor({ table: asked.table, ...times, ...next } satisfies Cursor)
  const link: File['headers'] =
    cursor === null ? [] : [['link', `<${nextAddress(asked, cursor)}>; rel="next"`]]
  const name = `${asked.table}.${asked.format}`
  if (asked.format === 'csv')
    return {
      name,
      type: 'text/csv; charset=utf-8',
      text: factsCsv(namesOfFacts(asked.table, own), rows),
      headers: link,
    }
  const counted = begun && next === null ? rows.length : ((await total?.(ports, part)) ?? null)
  const page = { returned: rows.length, total: counted, next: cursor }
  const envelope = { v: VERSION, kind: asked.table, ...times, data: rows, page }
  return { name, type: 'application/json', text: JSON.stringify(envelope), headers: link }
}

/** The address of the next page, beside that of this one, so that no secret is in it. */
const nextAddress = ({ table, format, limit, plan }: TableAsked, cursor: string): string => {
  const search = new URLSearchParams({
    ...(plan === null ? {} : { plan }),
    limit: String(limit),
    after: cursor,
  })
  return `${table}.${format}?${search}`
}

/** The plan that a table is limited to. Refused with `not-found` where there is none, or the address is of another. */
const planOf = async (
  { plans }: FeedPorts,
  planId: string | null,
  { plan }: TableAsked,
  times: Pick<Part, 'asAt' | 'knownAt'>,
): Promise<string | null> => {
  const asked = plan ?? planId
  if (asked === null) return null
  const id = (await plans.get(asked, times))?.id
  if (id !== undefined && (planId === null || planId === id)) return id
  throw new RefusalError(refuse('not-found', { what: 'plan', asked, asAt: times.asAt }))
}

/** The settings of the force today: columns that were removed are in no table, and those that are there in all. */
const settingsNow = async ({ aggregates }: FeedPorts): Promise<Settings> => {
  const area = (await aggregates.get('area', await aggregates.force())) as { settings: Settings } | null
  return area?.settings ?? defaultSettings
}

/** As many rows of a table as were asked for, and where the next page begins. */
const rowsOf = async <T extends FeedTable>(
  name: T,
  ports: FeedPorts,
  part: Part,
  { begins, limit }: TableAsked,
  own: readonly Column[],
): Promise<{ readonly rows: readonly FactRow[]; readonly next: Pick<Cursor, 'after' | 'skip'> | null }> => {
  const rows: FactRow[] = []
  let { after, skip } = begins
  for await (const unit of sources[name].units(ports, part, after)) {
    const left = (unit.rows as readonly FactSource<T>[]).slice(skip)
    const room = limit - rows.length
    for (const row of left.slice(0, room)) rows.push(factsOf(name, row, own))
    if (left.length > room) return { rows, next: { after, skip: skip + room } }
    after = unit.id
    skip = 0
  }
  return { rows, next: null }
}

/** A file as a reply: its tag is a digest of its text, so that one that is the same need not be sent again. */
const replyOf = ({ name, type, text, headers = [] }: File, gzip: boolean): Answered<Reply> => {
  const bytes = new Uint8Array(Buffer.from(text))
  const body = (gzip ? compressHere(bytes) : null) ?? bytes
  return {
    value: {
      status: 200,
      headers: [
        ['content-type', type],
        ['content-disposition', `attachment; filename="${name}"`],
        ['etag', `"${hash('sha256', bytes, 'base64url')}"`],
        ['vary', 'accept-encoding'],
        ...headers,
        ...(body === bytes ? [] : ([['content-encoding', 'gzip']] as const)),
      ],
      body,
      errors: [],
    },
    transfer: [body.buffer],
  }
}

const refused = (refusal: Refusal): Answered<Reply> => ({
  value: {
    status: httpStatus(refusal.code),
    headers: [['content-type', 'application/json'], ...Object.entries(refusalHeaders(refusal))],
    body: new Uint8Array(Buffer.from(JSON.stringify({ error: refusal }))),
    errors: [],
  },
})
