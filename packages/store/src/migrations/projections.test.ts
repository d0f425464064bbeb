import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { ReadAt } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { openStore, type Store } from '../open.ts'
import { checkRecord } from '../record/check.ts'
import { whyBefore } from '../testing/why-before.ts'

// A record written before projections were data (updates, one undone, values of a column, a link added and
// removed, an override, a withdrawal, other rules), and every answer of that version about it, at ten dates and
// four instants. Both are in ../../fixtures.
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url))
// A stale edit of a ref is refused since. No ref was revised there, and no action moved: both have one version.
const withRef = (key: string, value: unknown): unknown =>
  key === 'touched' && typeof value === 'object' && value !== null && 'section' in value
    ? { ...value, ref: value.section }
    : value
const before = JSON.parse(brotliDecompressSync(fixture('2b0afaf.answers.json.br')).toString(), withRef) as {
  readonly now: string
  readonly today: string
  readonly owner: string
  readonly answers: Readonly<Record<string, unknown>>
}

const ask = async (store: Store, words: string, at: ReadAt): Promise<unknown> => {
  const [what = '', about = ''] = words.split(' ')
  const list = { sort: 'place', descending: false, limit: 12, withdrawn: 'with', ...at } as const
  switch (what) {
    case 'plans':
      return store.plans.list(at)
    case 'plan':
      return store.plans.get(about, at)
    case 'actions':
      return store.actions.list({ ...list, sort: about as 'place' })
    case 'red':
      return store.actions.list({ ...list, computed: ['red'] })
    case 'disagreeing':
      return store.actions.list({ ...list, disagrees: true })
    case 'owner':
      return store.actions.list({ ...list, owner: before.owner })
    case 'text':
      return store.actions.list({ ...list, text: 'walks week' })
    case 'turning':
      return store.rating.turning({ ...at, until: '2027-12-31' })
    case 'trends':
      return store.rating.trends({
        ...at,
        plan: 'charter',
        from: '2026-01-01',
        to: '2026-12-31',
        by: 'computed',
      })
    case 'why':
      return whyBefore(store, about, at)
    case 'ribbon':
      return store.rating.ribbon(about, at)
    case 'action':
      return store.actions.get(about, at)
    case 'history':
      return store.actions.history(about, at)
    default:
      throw new Error(`nobody asked ${words}`)
  }
}

/**
 * A value as JSON, without what plans had not yet (a description, an update period, and being archived) and
 * what actions had not yet: files and links, holders of the posts that own them, tags and words about success.
 */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null, (key, each) => {
      if (key === 'attached' && each.count === 0) return undefined
      if (['attachments', 'holders', 'tags'].includes(key) && each.length === 0) return undefined
      if (key === 'success' && each === null) return undefined
      if (key === 'touched') return without(each, ['plan', 'success', 'tags'])
      return laterOfPlans.includes(key) && (each === null || each === false) ? undefined : each
    }),
  )
/** An object without some of its properties. */
const without = (of: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(of).filter(([name]) => !names.includes(name)))

const laterOfPlans = ['archived', 'description', 'updatePeriod']

test('a record from before projections were data answers every question as it did', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  const file = join(folder, 'record.db')
  writeFileSync(file, gunzipSync(fixture('2b0afaf.db.gz')))
  const store = await openStore({
    url: `sqlite:${file}`,
    thread: false,
    now: () => before.now,
    today: () => before.today,
  })
  try {
    expect(Object.keys(before.answers).length).toBeGreaterThan(1000)
    for (const [question, answer] of Object.entries(before.answers)) {
      const [words = '', asAt, knownAt] = question.split('|')
      const at = { ...(asAt ? { asAt } : {}), ...(knownAt ? { knownAt } : {}) }
      expect([question, plain(await ask(store, words, at))]).toEqual([question, answer])
    }
  } finally {
    await store.close()
  }
  expect((await checkRecord(file)).faults.filter(({ check }) => check !== 'files')).toEqual([])
  rmSync(folder, { recursive: true })
})
