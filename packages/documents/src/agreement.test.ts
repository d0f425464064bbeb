import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Draft } from '@beatbook/domain'
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
    const { expected, reading, draft } = await both(name)
    const { findings: _, ...rest } = expected
    expect(differences(rest, { ...asExpected(reading), roadmap: roadMapOf(draft) })).toEqual([])
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

async function both(name: string): Promise<{ expected: Expected; reading: PublishedReading; draft: Draft }> {
  const bytes = readFileSync(join(root, `${name}.txt`))
  const result = await readDocument(`${name}.txt`, bytes)
  if (!result.ok) throw new Error(result.error.code)
  return {
    expected: JSON.parse(readFileSync(join(root, 'expected', `${name}.json`), 'utf8')),
    reading: publishedReading.parse(publishDraft(result.value)),
    draft: result.value,
  }
}

/** The milestones of a draft's road maps: how many, and their headings. */
const roadMapOf = (draft: Draft) => {
  const milestones = draft.plans
    .filter(({ kind }) => kind === 'strategy')
    .flatMap(({ sections }) => sections.filter(isRoadMap).flatMap(({ actions }) => actions))
  return { milestones: milestones.length, titles: milestones.map(({ text }) => text.split('\n')[0]).sort() }
}

/** A reading in the names and forms of the careful reader's files, which are older than those of a draft. */
const asExpected = ({ document, plans, tables, areas }: PublishedReading) => ({
  document,
  areas,
  plans: plans.map(({ period, sections, ...plan }) => ({
    ...plan,
    // A period of calendar years is written as years.
    period: period && {
      raw: period.said,
      start: period.start?.replace(/^(\d{4})-01-01$/, period.end?.endsWith('-12-31') ? '$1' : '$&'),
      end: period.end?.replace(/^(\d{4})-12-31$/, period.start?.endsWith('-01-01') ? '$1' : '$&'),
    },
    // A road map's milestones are counted separately.
    sections: sections
      .filter((section) => !isRoadMap(section))
      .map(({ actions, ...section }) => ({ ...section, actions: actions.map(actionExpected) })),
  })),
  tables: tables.map(({ rows, ...table }) => ({
    ...table,
    byArea: Object.fromEntries(rows.map(({ label, values }) => [label, values])),
  })),
})

const isRoadMap = ({ title }: { readonly title: string }): boolean => title === 'Road map'

type ReadAction = PublishedReading['plans'][number]['sections'][number]['actions'][number]

const actionExpected = ({
  timescale,
  level,
  levelSaid,
  stage,
  stageSaid,
  stages,
  ...action
}: ReadAction) => ({
  ...action,
  owner: action.ownerSaid,
  owners: action.owners.map(({ name }) => name),
  timescale: { ...timescale, raw: timescale.said },
  rag: level,
  rawRag: levelSaid,
  status: stage,
  rawStatus: stageSaid,
  statusHistory: stages.map(({ on, stage: status }) => ({ on, status })),
  updates: action.updates.map(({ said, ...update }) => ({ ...update, rawDate: said })),
})

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
