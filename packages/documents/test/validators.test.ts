import { readFileSync } from 'node:fs'
import path from 'node:path'
import { subjectOfDraft, type ValidatorCode, type Violation, validate } from '@beatbook/domain'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../src/index.ts'
import { sharedDocuments } from './shared-documents.ts'

const folder = sharedDocuments()
const today = '2026-11-20'

/** What validators find in a document, each with the ref of its action. */
async function check(name: string): Promise<{ ref: string | null; found: Violation }[]> {
  const result = await readDocument(name, readFileSync(path.join(folder ?? '', name)))
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`)
  const refs = new Map(
    result.value.plans.flatMap((plan) =>
      plan.sections.flatMap((section) => section.actions.map(({ key, ref }) => [key, ref])),
    ),
  )
  return validate(subjectOfDraft(result.value, today), { today }).map((found) => ({
    ref: refs.get(found.where.action ?? '') ?? null,
    found,
  }))
}

const refsOf = (all: Awaited<ReturnType<typeof check>>, code: ValidatorCode) =>
  all.flatMap(({ ref, found }) => (found.code === code ? [ref] : []))

describe.skipIf(folder === null)(
  'the validators find in the shared documents what a careful reader finds',
  () => {
    it('the recommendation was closed before its work is said to end, by a sentence of the day it was closed', async () => {
      const all = await check('hmicfrs-recommendation-2018.txt')
      const closed = all
        .filter(({ found }) => found.code === 'closed-before-the-work-ends')
        .map(({ found }) => found)
      expect(closed).toMatchObject([{ args: { closed: '2019-01-04', ends: '2019-12-31' } }])
      expect(closed[0]?.quote).toMatch(/^Delivery\b.*\b2019\b.*\bend of the year\.$/)
      expect(all.map(({ found }) => found.code)).toEqual([
        'closed-before-the-work-ends',
        'owner-only-in-prose',
        'several-promises',
      ])
    })

    it('the report says 64 % in its words and 52 % in its table, and one of its percentages does not fit', async () => {
      const all = await check('spcb-report-2019.txt')
      expect(all.map(({ found }) => found)).toMatchObject([
        { code: 'percentage-does-not-fit', args: { written: 40, computed: 40.9 } },
        { code: 'words-against-table', args: { written: 64, computed: 52.2 } },
      ])
      expect(all[1]?.found.quote).toContain('64%')
    })

    it('the charter plan’s eleven reds give no reason, six actions go on unreviewed, and few promise several things', async () => {
      const all = await check('charter-delivery-plan-2022.txt')
      expect(refsOf(all, 'level-without-reason')).toEqual([
        '3',
        '6',
        '11',
        '15',
        '17',
        '20',
        '23',
        '25',
        '27',
        '30',
        '34',
      ])
      expect(refsOf(all, 'ongoing-without-review')).toEqual(['8', '12', '24', '31', '32', '36'])
      expect(refsOf(all, 'target-without-measure')).toEqual(['2', '18', '19', '20'])
      expect(refsOf(all, 'several-promises')).toEqual(['1', '2', '8', '10'])
      expect(new Set(all.map(({ found }) => found.code)).size).toBe(4)
    })

    it('the watch plan says hardly anything wrong', async () => {
      expect((await check('nhw-action-plan-2014.txt')).map(({ ref, found }) => [ref, found.code])).toEqual([
        ['1.9', 'several-promises'],
      ])
    })

    it('a strategy without owners or dates is told so once each', async () => {
      expect(
        (await check('neighbourhood-ambition-2023.txt')).map(({ found }) => [found.code, found.where]),
      ).toEqual([
        ['no-date', { plan: expect.any(String) }],
        ['no-owner', { plan: expect.any(String) }],
      ])
    })
  },
)
