import { expect, test } from 'vitest'
import { readDocument } from './read.ts'

const log =
  'Ref,Action,Owner,Timescale,Update\n1,Fit a doorbell,Estates,by Dec 2027,20/01/2027 – Ordered\n2,Publish the rota,Media,by Dec 2027,20/01/2026 – Drafted\n'
const read = async (today?: string) => {
  const draft = await readDocument(
    'stations.csv',
    new TextEncoder().encode(log),
    today === undefined ? {} : { readOn: today },
  )
  if (!draft.ok) throw new Error(draft.error.code)
  return draft.value
}
const days = (draft: Awaited<ReturnType<typeof read>>) =>
  draft.plans.flatMap(({ sections }) =>
    sections.flatMap(({ actions }) => actions.map(({ updates }) => updates[0]?.on)),
  )

test('content dated later than the day of reading is treated as undated, with a finding that asks for another day', async () => {
  const draft = await read('2026-11-20')
  expect(days(draft)).toEqual([null, '2026-01-20'])
  expect(
    draft.findings.filter(({ code }) => code === 'entry-in-future').map(({ args, field }) => [field, args]),
  ).toEqual([
    ['documentDate', { on: '2027-01-20' }],
    ['update', { on: '2027-01-20' }],
  ])
})

test('nothing is treated as undated once that day has come, or without a day of reading', async () => {
  for (const draft of [await read('2027-01-20'), await read()]) {
    expect(days(draft)).toEqual(['2027-01-20', '2026-01-20'])
    expect(draft.findings.map(({ code }) => code)).not.toContain('entry-in-future')
  }
})
