import { hash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { ragPresets, workflows } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { rated, readTable } from './testing/table.ts'

// Rules are permanent: their result for a history never changes. Nothing here may change. A new version of
// rules, or a new fact, gets a line or a table of its own (`testing/make.ts`). Source: DESIGN, "Rules are
// permanent too".

/** The SHA-256 of each frozen table's rows. */
const tables: Readonly<Record<string, string>> = {
  'ratings-1': '881f1720ce1212b67d611e2910e68d259d58cc750ec904e60c11480197aa108e',
  'ratings-2': '6060710f7b98e4a2a89a31504966de0b5f560cebe916882c3340a75219203152',
}

/** The SHA-256 of each version of rules that ever shipped, as JSON. */
const shipped: Readonly<Record<string, string>> = {
  'force-default 1': '2587a79c5e792629993da77bdd4253d8c1964646e182519764b79d7cd072eecd',
  'force-default 2': '97a81c24a9f54f9b5b80d0bb00c5089ca9b13b5407bd7f4414873aca4a15a302',
  'inspection-log 1': '6d69035aa40ce9f2f3709e178f32909aa7153347324fab9e26a61a93d1d4af82',
  'delivery-confidence-3 1': '0b79ec54b5b5a410a9afb26dd56660c33a67d3372fe2f28926616e2c72032288',
  'delivery-confidence-5 1': '2a9a0a2fa3d3781dda29377fa04132bbb1cc002a4a158fcfe64e00e260da3a90',
  'council-two-axis 1': '6aa52b0fbe05bc897f564277f566b02dee8d84ebc032f3ec020a15cbadd7ad89',
  'force-tracker 1': 'e182b9624dab2d498f456838c7f2ac5bd8138d6db78d3c5527ea527a2f665d8a',
  'departmental-update 1': '0fc7ea453facc321b5a7fe78a389b5a385c510442080287cbffa271551f752da',
  'computed-ratio 1': '2d3cbff3acfe0afaf7fa9f188262d17c802e493763472bc373d030281e84272a',
  'brag-complete 1': 'a249035e272096809af3e53c958cd5135d56be7fdc6601b8ee5c4e1814a8c494',
  'brag-embedded 1': '427f0a726fd382088f87ce92ed8dfa2ac2015ec110056b995f3ea35a082068bc',
}

test.each(Object.entries(tables))(
  '%s is as it was frozen, and its histories are rated as they were',
  (name, digest) => {
    const rows = readTable(name)
    expect(hash('sha256', JSON.stringify(rows))).toBe(digest)
    expect(rows).toHaveLength(200)
    for (const row of rows) expect(JSON.parse(JSON.stringify(rated(row)))).toEqual(row.ratings)
  },
)

test('every frozen table is listed', () => {
  const there = readdirSync(import.meta.dirname).flatMap((file) =>
    file.endsWith('.json.gz') ? [file.slice(0, -'.json.gz'.length)] : [],
  )
  expect(there.sort()).toEqual(Object.keys(tables).sort())
})

test('the first table has ratings by every set of rules that ships, and by most of their rules', () => {
  const rows = readTable('ratings-1')
  expect(new Set(rows.flatMap(({ pins }) => pins.map(({ code }) => code))).size).toBe(10)
  const intervals = rows.flatMap(({ ratings }) => ratings.flatMap(([, , each]) => each))
  expect(new Set(intervals.map(([, , level]) => level)).size).toBeGreaterThan(6)
  expect(new Set(intervals.map(([, , , , rule]) => rule)).size).toBeGreaterThan(15)
})

test('the second table has ratings by every rule of the second default rules', () => {
  const of = ({ ragRules }: { ragRules: string }) => ragRules === 'force-default 2'
  const rules = readTable('ratings-2').flatMap(({ pins, ratings }) =>
    ratings.flatMap(([, , each]) =>
      each.map(([from, , , , rule]) => {
        const pin = pins.findLast((known) => known.from <= from)
        return { ragRules: `${pin?.code} ${pin?.version}`, rule }
      }),
    ),
  )
  const { rules: all } = ragPresets.find(
    ({ code, version }) => code === 'force-default' && version === 2,
  ) as (typeof ragPresets)[number]
  const found = new Set(rules.filter(of).map(({ rule }) => rule))
  expect(all.map(({ id }) => id).filter((id) => !found.has(id))).toEqual(['held-up'])
})

test('a version of rules that shipped is unchanged', () => {
  const now = Object.fromEntries(
    ragPresets.map((rules) => [`${rules.code} ${rules.version}`, hash('sha256', JSON.stringify(rules))]),
  )
  for (const [version, digest] of Object.entries(shipped))
    expect([version, now[version]]).toEqual([version, digest])
  expect(Object.keys(shipped)).toEqual(expect.arrayContaining(Object.keys(now)))
})

/** The SHA-256 of each version of a workflow that ever shipped, as JSON. */
const shippedWorkflows: Readonly<Record<string, string>> = {
  'simple 1': '5e342e422740e1f2ebd9c8fcbde7d15234d6af60dc7e8936d122ada3bc5c1cc0',
  'inspectorate 1': 'd01a53a1c85934f2be9e32e1bbf5efbb866966f42c721c40f7b26fafdb689e98',
}

test('a version of a workflow that shipped is unchanged', () => {
  const now = Object.fromEntries(
    workflows.map((workflow) => [
      `${workflow.code} ${workflow.version}`,
      hash('sha256', JSON.stringify(workflow)),
    ]),
  )
  expect(now).toEqual(shippedWorkflows)
})
