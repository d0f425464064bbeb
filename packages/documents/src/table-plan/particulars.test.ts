import type { DraftPlan } from '@beatbook/domain'
import { describe, expect, it } from 'vitest'
import { lost } from '../../test/conservation.ts'
import { readDocument } from '../read.ts'
import { isParticular, particularsOf } from './particulars.ts'

const tabs =
  'Ref\tAction\tOwner\tDue\tRAG\n1\tOpen the desk at the library\tEstates\tMay 31\tG\n2\tShut the old desk\tEstates\tJune 31\tA\n'
const commas = 'Ref,Action,Owner,Due\n1,Open the desk,Estates,May 31\n2,Shut it,Estates,June 31\n'
const html =
  '<table><tr><th>Ref</th><th>Action</th><th>Owner</th></tr><tr><td>1</td><td>Open</td><td>Estates</td></tr><tr><td>2</td><td>Shut</td><td>Estates</td></tr></table>'

async function planOf(name: string, text: string): Promise<DraftPlan> {
  const read = await readDocument(name, new TextEncoder().encode(text))
  if (!read.ok) throw new Error(read.error.code)
  expect(lost(read.value)).toEqual([])
  const [plan] = read.value.plans
  if (!plan) throw new Error('no plan')
  return plan
}

describe('the lines before a table', () => {
  it('have the sponsor, the period and the date', async () => {
    const text = `Desk Delivery Plan\n\nPeriod: April 2030 to March 2032\nSponsor: Assistant Chief Constable\nVersion 3, 12 May 2030\n\n${tabs}`
    expect(await planOf('desk.txt', text)).toMatchObject({
      title: 'Desk Delivery Plan',
      period: { start: '2030-04-01', end: '2032-03-31', said: 'April 2030 to March 2032' },
      sponsor: 'Assistant Chief Constable',
      dated: '12 May 2030',
      documentDate: { on: '2030-05-12', because: 'stated', said: 'Version 3, 12 May 2030' },
      sections: [{ title: 'Desk Delivery Plan' }],
    })
  })

  it('are directly under the title', async () => {
    const plan = await planOf(
      'desk.txt',
      `Desk Delivery Plan\nPlan owner: Prevention Superintendent\nFinancial year 2030/31\nLast updated: 3 June 2030\n${tabs}`,
    )
    expect(plan).toMatchObject({
      title: 'Desk Delivery Plan',
      period: { start: '2030-04-01', end: '2031-03-31' },
      sponsor: 'Prevention Superintendent',
      documentDate: { on: '2030-06-03', because: 'stated' },
    })
  })

  it.each([
    [
      'desk.csv',
      `Desk Action Plan,,,\nSponsor,Head of Crime,Date,12/05/2030\nPeriod: April 2030 - March 2032,,,\n${commas}`,
    ],
    [
      'desk.html',
      `<h1>Desk Action Plan</h1><table><tr><td>SRO</td><td>Head of Crime</td></tr><tr><td>Date</td><td>12 May 2030</td></tr><tr><td>Period</td><td>April 2030 - March 2032</td></tr></table>${html}`,
    ],
  ])('stand in cells: %s', async (name, text) => {
    expect(await planOf(name, text)).toMatchObject({
      title: 'Desk Action Plan',
      sponsor: 'Head of Crime',
      period: { start: '2030-04-01', end: '2032-03-31' },
      documentDate: { on: '2030-05-12', because: 'stated' },
    })
  })

  it('have no sponsor where nobody is named, and no day for a month', async () => {
    const plan = await planOf('desk.txt', `Desk Delivery Plan\n\nOwner: TBC\nDate: May 2030\n\n${tabs}`)
    expect(plan).toMatchObject({
      sponsor: null,
      dated: 'May 2030',
      documentDate: { on: null, because: 'today' },
    })
  })
})

describe('particulars', () => {
  it.each([
    'SRO: Head of Crime',
    'Executive lead: Deputy Chief Constable',
    'Term: 2030-2033',
    'As at 31 March 2030',
    'v2.1 – 12/05/2030',
    'Issue 4 (1 June 2030)',
  ])('are read in %j', (line) => {
    expect(isParticular(line)).toBe(true)
  })

  it.each([
    'Next review: June 2031',
    'Owner: TBC',
    'Theme 1: Prevention',
    'Priority 2030: Safer roads',
    'Version control',
    'Period poverty',
    'Updated guidance for staff',
    'Date: ongoing',
  ])('are not seen in %j', (line) => {
    expect(isParticular(line)).toBe(false)
  })

  it('prefer a sponsor to an owner, and the latest day', () => {
    const lines = [
      'Owner: Estates',
      'Sponsor: Head of Crime',
      'Issue date: 1 May 2030',
      'Last updated: 3 June 2030',
    ].map((text, n) => ({ text, pieces: [n] }))
    expect(particularsOf(lines)).toMatchObject({
      sponsor: { name: 'Head of Crime', pieces: [1] },
      dated: { on: '2030-06-03', pieces: [3] },
    })
  })
})
