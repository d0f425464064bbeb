import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { LinkView } from '@beatbook/contract'
import {
  type ChangedField,
  changeIn,
  forceDefault1,
  type HistoryEntry,
  type Link,
  subjectOfPlan,
  validate,
} from '@beatbook/domain'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sqliteDialect } from '../database/sqlite.ts'
import { openStore, type Store } from '../open.ts'
import { whyBefore } from '../testing/why-before.ts'
import { migrations } from './index.ts'

// A record written before the names changed (the sample, rules saved and pinned, severities, overrides, a
// draft, an action waiting to be rated), and every answer of that version about it, at ten dates and three
// instants. Both are in ../../fixtures.
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url))
interface Before {
  readonly now: string
  readonly today: string
  readonly person: string
  readonly answers: Readonly<Record<string, unknown>>
}
// A stale edit of a ref is refused since. No ref was revised there, and no action moved: both have one version.
const withRef = (key: string, value: unknown): unknown =>
  key === 'touched' && typeof value === 'object' && value !== null && 'section' in value
    ? { ...value, ref: value.section }
    : value
const before = JSON.parse(
  brotliDecompressSync(fixture('before-names.answers.json.br')).toString(),
  withRef,
) as Before
const names = Object.keys(migrations).find((name) => name.endsWith('-names')) ?? ''

let folder: string
const path = () => join(folder, 'record.db')
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  writeFileSync(path(), gunzipSync(fixture('before-names.db.gz')))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Whether a value is empty: nothing stated, no column with a value, no file or link. */
const isNothing = (value: unknown): boolean =>
  value === null || value === 0 || (typeof value === 'object' && Object.values(value).every(isNothing))

/** Fields of an action that were added later: nobody had stated them. */
const later: readonly string[] = [
  'priority',
  'columns',
  'columnsTouched',
  'areaId',
  'attached',
  'attachments',
  'success',
  'tags',
  'plan',
]

const laterOfPlans = ['archived', 'description', 'updatePeriod']

const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, each) => {
      if (later.includes(key) && isNothing(each)) return undefined
      // Plans had no description and no update period, and were not archived.
      if (laterOfPlans.includes(key) && (each === null || each === false)) return undefined
      // No import was undone.
      if (key === 'undone' && each === false) return undefined
      // Workflows had no versions: all were the first.
      if (key === 'workflowVersion' && each === 1) return undefined
      if (key === 'touched')
        return Object.fromEntries(Object.entries(each as object).filter(([field]) => !later.includes(field)))
      return each instanceof Map ? Object.fromEntries(each) : each
    }),
  )

/** An earlier answer, with the current names. */
const renamed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(renamed)
  if (value === null || typeof value !== 'object')
    return value === 'level-outside-scheme' ? 'level-outside-rules' : value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [keys[key] ?? key, renamed(each)]))
}
const keys: Readonly<Record<string, string>> = {
  scheme: 'ragRules',
  'level-outside-scheme': 'level-outside-rules',
}

/** An earlier answer about documents, with the field added since: that the original is not stored. */
const withoutOriginal = (question: string, answer: unknown): unknown => {
  if (question === 'documents') return (answer as object[]).map((each) => ({ ...each, original: null }))
  return question.startsWith('document ') && answer !== null
    ? { ...(answer as object), original: null, originalMissing: false }
    : answer
}

/** An entry of a history in its shape at that time. */
const asBefore = ({ changes, ...entry }: HistoryEntry) => {
  const of = <F extends ChangedField>(field: F) => {
    const change = changeIn({ changes }, field)
    return change === undefined ? null : { from: change.from, to: change.to }
  }
  const link = changeIn({ changes }, 'link')
  return {
    ...entry,
    stage: of('stage'),
    level: of('level'),
    progress: of('progress'),
    timescale: of('timescale'),
    words: of('text'),
    override: changeIn({ changes }, 'override')?.to ?? null,
    link: link?.to ?? link?.from ?? null,
  }
}

/**
 * An answer as of the time when an action listed only its dependencies, and its history did not name
 * commands.
 */
const inOldWords = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((each) => inOldWords(undoneUpdate(each, value)))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      if (['commandId', 'redone', 'undoes', 'holders'].includes(key)) return []
      return [entryBefore(key, each)]
    }),
  )
}
/** An undo in a history, as it was named when only updates could be undone. */
const undoneUpdate = (entry: HistoryEntry, history: readonly HistoryEntry[]): unknown => {
  if (entry?.type !== 'command-undone') return entry
  const update = history.find(({ commandId }) => commandId === entry.undoes?.commandId)
  return { ...entry, type: 'update-undone', updateId: update?.updateId }
}
const entryBefore = (key: string, each: unknown): [string, unknown] => {
  if (key === 'links') return ['dependencies', (each as LinkView[]).flatMap(dependencyOf)]
  if (key === 'link') return ['dependency', (each as Link | null)?.to ?? null]
  if (key === 'type' && /^link-/.test(String(each)))
    return [key, String(each).replace('link-', 'dependency-')]
  return [key, inOldWords(each)]
}
const dependencyOf = ({ kind, direction, ...other }: LinkView) => {
  expect(kind).toBe('depends-on')
  return direction === 'to' ? [inOldWords(other)] : []
}

/** Whether rules have shipped since. */
const isLater = ({ code, version }: { readonly code: string; readonly version: number }): boolean =>
  code === 'force-default' && version > 1

/** Answers one of the earlier questions: its text, the date, the instant. */
const ask = async (store: Store, question: string): Promise<unknown> => {
  const [, words = '', asAt = '', knownAt = ''] =
    /^(.*?)(?: (\d{4}-\d\d-\d\d)?(?: (\S+Z))?\s*)?$/.exec(question) ?? []
  const at = { ...(asAt ? { asAt } : {}), ...(knownAt ? { knownAt } : {}) }
  const [what, ...rest] = words.trim().split(' ')
  const about = rest.join(' ')
  const list = { sort: 'place', descending: false, limit: 10, withdrawn: 'with', ...at } as const
  switch (what) {
    case 'plans':
      return store.plans.list(at)
    case 'actions':
      return about === 'by the rules'
        ? store.actions.list({ ...list, sort: 'computed', limit: 15 })
        : store.actions.list({ ...list, computed: ['amber', 'none'] })
    case 'disagreeing':
      return store.actions.list({ ...list, disagrees: true })
    case 'mine': {
      const { parties, ...work } = await store.work.mine(before.person, at)
      return { ...work, parties: parties.map(({ id, name }) => ({ id, name })) }
    }
    case 'parties':
      return store.work.parties(before.person)
    case 'turning':
      return store.rating.turning({ ...at, until: '2027-12-31' })
    case 'plan':
      return store.plans.get(about, at)
    case 'check': {
      const whole = await store.plans.whole(about, at)
      if (whole === null) return null
      const levels = whole.ragRules?.levels.map(({ code, reasonDue }) => ({ code, reasonDue }))
      const subject = subjectOfPlan(whole.plan, whole.actions, (party) => whole.names.get(party) ?? party)
      return validate(subject, {
        today: asAt || before.today,
        ...(levels ? { levels } : {}),
        severities: whole.plan.severities,
      })
    }
    case 'trends':
      return store.rating.trends({ ...at, plan: about, from: '2026-01-01', to: '2026-12-31', by: 'computed' })
    case 'why':
      return whyBefore(store, about, at)
    case 'ribbon':
      return store.rating.ribbon(about, at)
    case 'action':
      return store.actions.get(about, at)
    case 'history': {
      const history = await store.actions.history(about, at)
      return history.ok ? { ...history, value: history.value.map(asBefore) } : history
    }
    case 'rules':
      return rest[0] === undefined
        ? (await store.rating.allRagRules()).filter((each) => !isLater(each))
        : store.rating.ragRules(
            rest[0],
            rest[1] !== undefined ? Number(rest[1]) : rest[0] === 'force-default' ? 1 : undefined,
          )
    case 'what':
      return store.rating.whatIf('charter', forceDefault1)
    case 'back':
      return store.rating.backTest('charter', forceDefault1)
    case 'documents':
      return store.documents.list()
    case 'document':
      return store.documents.get(about)
    case 'drafts':
      return store.drafts.list(before.person, before.now)
    case 'draft':
      return store.drafts.get(about, before.person, before.now)
    default:
      throw new Error(`nobody asked ${question}`)
  }
}

/**
 * The changes of level, each once: the earlier version listed one twice where a rating was replaced at the
 * instant of its recording.
 */
const once = (turning: unknown): unknown => [
  ...new Map((turning as object[]).map((each) => [JSON.stringify(each), each])).values(),
]

const everyRow = (database: DatabaseSync): Record<string, unknown[]> => {
  const tables = database
    .prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%' order by 1",
    )
    .all()
  return Object.fromEntries(
    tables.map(({ name }) => [name, database.prepare(`select * from "${name}" order by 1, 2`).all()]),
  )
}
const looked = <T>(look: (database: DatabaseSync) => T): T => {
  const database = new DatabaseSync(path())
  try {
    return look(database)
  } finally {
    database.close()
  }
}

test('a record from before the names changed migrates up, down and up again without losing a row', async () => {
  const database = new Kysely<unknown>({ dialect: sqliteDialect({ in: 'file', path: path() }, 'writer') })
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } })
  const to = async (name: string) => expect((await migrator.migrateTo(name)).error).toBeUndefined()
  const all = Object.keys(migrations)
  await to(all[all.indexOf(names) - 1] ?? '')
  const rows = looked(everyRow)
  expect(rows.scheme_version?.length).toBe(3)
  expect(rows.recolouring?.length).toBe(1)
  await to(names)
  const now = looked(everyRow)
  expect(Object.keys(now)).toEqual(expect.arrayContaining(['rag_rules_version', 'rating', 'rating_due']))
  expect(Object.keys(now)).not.toEqual(expect.arrayContaining(['scheme_version']))
  expect(now.rating).toEqual(rows.colouring)
  expect(now.rating_due).toEqual(rows.recolouring)
  await to(all[all.indexOf(names) - 1] ?? '')
  expect(looked(everyRow)).toEqual(rows)
  await to(names)
  expect(looked(everyRow)).toEqual(now)
  await database.destroy()
})

test('no stored kind, type, command or code has an earlier name, and text that people wrote is unchanged', () => {
  looked((database) => {
    const texts = (sql: string) =>
      database
        .prepare(sql)
        .all()
        .map((row) => Object.values(row)[0])
    expect(texts('select distinct stream_kind from event order by 1')).toEqual([
      'action',
      'party',
      'plan',
      'rag-rules',
    ])
    expect(texts("select distinct type from event where type like '%scheme%'")).toEqual([])
    expect(texts("select distinct type from event where type like 'rag-rules%' order by 1")).toEqual([
      'rag-rules-pinned',
      'rag-rules-saved',
    ])
    expect(texts("select distinct name from command where name like '%rules%' order by 1")).toEqual([
      'pin-rag-rules',
      'save-rag-rules',
    ])
    expect(texts("select count(*) from event where facts like '%level-outside-scheme%'")).toEqual([0])
    expect(texts("select count(*) from event where facts like '%level-outside-rules%'")).toEqual([2])
    expect(texts("select count(*) from plan_version where state like '%level-outside-scheme%'")).toEqual([0])
    expect(texts("select count(*) from plan_version where state like '%level-outside-rules%'")).toEqual([
      expect.toSatisfy((count: number) => count > 0),
    ])
    // Free text that contains those words, even in quotes.
    expect(texts("select count(*) from event where words like '%level-outside-scheme%'")).toEqual([3])
    expect(texts("select count(*) from event where words like '%scheme-saved and%scheme-pinned%'")).toEqual([
      1,
    ])
    expect(
      texts(
        "select count(*) from sqlite_master where name like '%colouring%' or name like '%scheme%' or sql like '%scheme%'",
      ),
    ).toEqual([0])
  })
})

test('a record from before its names changed answers every question as it did', async () => {
  const store = await openStore({
    url: `sqlite:${path()}`,
    thread: false,
    now: () => before.now,
    today: () => before.today,
  })
  try {
    expect(Object.keys(before.answers).length).toBeGreaterThan(1000)
    for (const [question, answer] of Object.entries(before.answers))
      expect([question, inOldWords(plain(await ask(store, question)))]).toEqual([
        question,
        question.startsWith('turning') ? once(renamed(answer)) : withoutOriginal(question, renamed(answer)),
      ])
  } finally {
    await store.close()
  }
})
