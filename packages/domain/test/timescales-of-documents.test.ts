import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readTimescale } from '../src/timescale/read.ts'
import { deadline } from '../src/timescale/timescale.ts'

const folder =
  process.env.BEATBOOK_DOCUMENTS ?? fileURLToPath(new URL('../../../../shared/documents', import.meta.url))
const found = existsSync(folder)
if (!found && process.env.CI !== 'true')
  process.stderr.write(`SKIPPED: no documents in ${folder} (set BEATBOOK_DOCUMENTS)\n`)

const json = (path: string): unknown => JSON.parse(readFileSync(`${folder}/${path}`, 'utf8'))
const files = (under: string, end: string): string[] =>
  found ? readdirSync(`${folder}/${under}`).filter((name) => name.endsWith(end)) : []

/** Every object anywhere in a value that has the property. */
const having = (value: unknown, property: string): Record<string, unknown>[] => {
  if (typeof value !== 'object' || value === null) return []
  const own = property in value ? [value as Record<string, unknown>] : []
  return [...own, ...Object.values(value).flatMap((inner) => having(inner, property))]
}

const distinct = <T extends { said: string }>(cases: T[]): T[] => [
  ...new Map(cases.map((each) => [each.said, each])).values(),
]

interface Meaning {
  raw: string
  kind: string
  earliest: string | null
  latest: string | null
  precision: string | null
}
const expected = distinct(
  files('expected', '.json').flatMap((name) =>
    having(json(`expected/${name}`), 'raw').map((meaning) => ({
      said: String(meaning.raw),
      ...(meaning as unknown as Meaning),
    })),
  ),
)

/** The mapping of an independent reader's kinds to ours. */
const kinds: Record<string, string[]> = {
  deadline: ['by', 'between'],
  'not-before': ['after'],
  recurring: ['recurring'],
  relative: ['relative'],
  tbc: ['unknown'],
  asap: ['unknown', 'relative'],
  immediate: ['unknown', 'relative'],
  event: ['unknown', 'relative'],
  inherit: ['unknown'],
  ongoing: ['ongoing'],
  none: ['none'],
}
/** Information only in the column's format or heading: that a day stands for its month. */
const saidElsewhere = (said: string): boolean => /^\d{5}$|date cell/.test(said)
const careful = distinct(
  files('more', '.expect.json').flatMap((name) =>
    having(json(`more/${name}`), 'timescale_raw').flatMap(({ timescale_raw: said, due }) =>
      typeof said === 'string' && !saidElsewhere(said)
        ? [{ said, due: due as { date: string | null; kind: string } }]
        : [],
    ),
  ),
)

test.skipIf(!found && process.env.CI !== 'true')('the documents exist', () => {
  expect(found).toBe(true)
  expect(expected.length).toBeGreaterThan(20)
  expect(careful.length).toBeGreaterThan(60)
})

describe.skipIf(!found)('every timescale of the documents is read as expected', () => {
  test.each(expected)('$said', ({ said, kind, earliest, latest, precision }) => {
    expect(readTimescale(said).timescale).toMatchObject({ said, kind, earliest, latest, precision })
  })

  test.each(careful)('$said', ({ said, due }) => {
    const { timescale, notes } = readTimescale(said)
    expect(kinds[due.kind]).toContain(timescale.kind)
    expect(deadline(timescale)).toBe(due.date)
    if (timescale.kind === 'unknown') expect(notes).not.toEqual([])
  })
})
