import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type PublishedReading, publishDraft, publishedReading } from './published.ts'
import { readDocument } from './read.ts'

const root = process.env.BEATBOOK_DOCUMENTS ?? join(import.meta.dirname, '../../../../shared/documents')
const present = existsSync(join(root, 'expected'))
if (!present && process.env.CI !== 'true')
  process.stderr.write(
    `SKIPPED: no real documents at ${root}; set BEATBOOK_DOCUMENTS to compare the reader with them.\n`,
  )

/** Notes for testers, which a reading does not have. */
const notes = /^(?:about|starts|paragraphs|asAt|overdueDays|measuresInText|.*Proposed)$/

interface Expected {
  [name: string]: unknown
  findings: Record<string, unknown>[]
}

const documents = [
  'charter-delivery-plan-2022',
  'nhw-action-plan-2014',
  'hmicfrs-recommendation-2018',
  'spcb-report-2019',
  'neighbourhood-ambition-2023',
]

describe.skipIf(!present && process.env.CI !== 'true')('real documents', () => {
  test.each(documents)('the reading of %s agrees with a careful reader in every field', async (name) => {
    const { expected, reading } = await both(name)
    const { findings: _, roadmap, ...rest } = expected
    const got = { ...reading, plans: withoutRoadMap(reading) }
    expect(differences(rest, roadmap ? { ...got, roadmap: reading.roadmap } : got)).toEqual([])
    if (roadmap)
      expect(reading.roadmap).toMatchObject({
        milestones: (roadmap as { milestones: number }).milestones,
        titles: (roadmap as { titles: string[] }).titles,
      })
  })

  test.each(documents)('the reading of %s finds all that a careful reader finds', async (name) => {
    const { expected, reading } = await both(name)
    const said = (finding: Record<string, unknown>) =>
      JSON.stringify([finding.code, finding.ref ?? null, finding.row ?? null])
    const without = (finding: Record<string, unknown>) => JSON.stringify([finding.code, null, null])
    const found = new Set(reading.findings.flatMap((f) => [said(f), without(f)]))
    expect(expected.findings.map(said).filter((finding) => !found.has(finding))).toEqual([])
  })
})

async function both(name: string): Promise<{ expected: Expected; reading: PublishedReading }> {
  const bytes = readFileSync(join(root, `${name}.txt`))
  const result = await readDocument(`${name}.txt`, bytes)
  if (!result.ok) throw new Error(result.error.code)
  return {
    expected: JSON.parse(readFileSync(join(root, 'expected', `${name}.json`), 'utf8')),
    reading: publishedReading.parse(publishDraft(result.value)),
  }
}

/** A road map's milestones are counted separately. */
const withoutRoadMap = (reading: PublishedReading) =>
  reading.plans.map((p) => ({ ...p, sections: p.sections.filter((s) => s.title !== 'Road map') }))

/**
 * Where `expected` has something that `got` lacks: as many entries in every list, the same value for every
 * name.
 */
function differences(expected: unknown, got: unknown, at = ''): string[] {
  if (Array.isArray(expected)) {
    const list = Array.isArray(got) ? got : []
    const length =
      list.length === expected.length ? [] : [`${at}: ${expected.length} expected, ${list.length} read`]
    return [...length, ...expected.flatMap((value, i) => differences(value, list[i], `${at}[${i}]`))]
  }
  if (typeof expected === 'object' && expected !== null) {
    return Object.entries(expected).flatMap(([name, value]) => {
      if (name === 'starts')
        return String((got as { text?: string } | undefined)?.text ?? '').startsWith(String(value))
          ? []
          : [`${at}: does not start with ${value}`]
      return notes.test(name)
        ? []
        : differences(value, (got as Record<string, unknown> | undefined)?.[name], `${at}.${name}`)
    })
  }
  return expected === got || (expected === null && got === undefined)
    ? []
    : [`${at}: ${JSON.stringify(expected)} expected, ${JSON.stringify(got)} read`]
}
