import type { Draft } from '@beatbook/domain'
import { describe, expect, it } from 'vitest'
import { readDocument } from './read.ts'

/**
 * The plans of a document, line by line: sections, then each action's number, text, owners, time, level and
 * stage.
 */
async function outline(name: string, text: string): Promise<{ draft: Draft; lines: string[] }> {
  const read = await readDocument(name, new TextEncoder().encode(text))
  if (!read.ok) throw new Error(read.error.code)
  const lines = read.value.plans.flatMap((plan) => [
    `# ${plan.title}`,
    ...plan.sections.flatMap((section) => [
      `§ ${section.title}`,
      ...section.actions.map(({ ref, text: words, owners, timescale, level, stage }) =>
        [
          `${ref} ${words}`,
          owners.map(({ name: who }) => who).join(' + '),
          timescale.latest ?? timescale.kind,
          level,
          stage,
        ]
          .filter((part) => part !== null)
          .join(' | '),
      ),
    ]),
  ])
  return { draft: read.value, lines }
}
const codes = (draft: Draft): string[] => draft.findings.map(({ code }) => code)

describe('a plan of another layout', () => {
  it('has headings on two rows whose cells span them', async () => {
    const { lines } = await outline(
      'watch.html',
      `<h1>Millford Watch Action Plan</h1><table>
      <tr><td rowspan=2>No</td><td rowspan=2>Objective</td><td colspan=2>Delivery</td><td rowspan=2>Status</td></tr>
      <tr><td>Who</td><td>When</td></tr>
      <tr><td colspan=5>Theme A: Growth</td></tr>
      <tr><td>a)</td><td>Find a co-ordinator in every street</td><td><ul><li>Committee</li><li>Beat team</li></ul></td><td>By Sept 2030</td><td>Status: Complete</td></tr>
      <tr><td>b)</td><td>Hold two <s>three</s> open evenings</td><td>Committee</td><td>March 2030</td><td>Not started</td></tr></table>`,
    )
    expect(lines).toEqual([
      '# Millford Watch Action Plan',
      '§ Theme A: Growth',
      'a Find a co-ordinator in every street | Committee + Beat team | 2030-09-30 | complete',
      'b Hold two open evenings | Committee | 2030-03-31 | not-started',
    ])
  })

  it('has a heading whose last word is on a separate line', async () => {
    const { lines } = await outline(
      'plan.txt',
      'Ref\tRecommendation\tOwner\tTimescale\tRAG\n\t\t\t\tstatus\n1\tReview vetting\tPSD\tMar 30\tRed\n',
    )
    expect(lines).toEqual(['# Plan', '§ Plan', '1 Review vetting | PSD | 2030-03-31 | red'])
  })

  it('has several levels, of which the current one is read', async () => {
    const { draft, lines } = await outline(
      'plan.txt',
      'RAG: Previous\tRAG: Current\tNo\tAction\tLead\nAmber\tGreen\tR1\tOpen the desk\tEstates\n',
    )
    expect(lines.at(-1)).toBe('R1 Open the desk | Estates | none | green')
    expect(codes(draft)).toContain('several-levels')
  })

  it('has an ambiguous heading of dates, and a finding that content decided', async () => {
    const rows =
      'P1 | Visit every shop | Licensing | By 31 Dec 2030 |\nP2 | Open the desk | Estates | Jan 31 |'
    const { draft, lines } = await outline(
      'plan.md',
      `| Ref | Action | Lead | Milestone |\n|---|---|---|---|\n| ${rows}`,
    )
    expect(lines.slice(2)).toEqual([
      'P1 Visit every shop | Licensing | 2030-12-31',
      'P2 Open the desk | Estates | 2031-01-31',
    ])
    expect(codes(draft)).toContain('columns-guessed')
  })

  it('is named after its file if its first row is an action, and numbered by letters in its text', async () => {
    const { lines } = await outline(
      'desk-plan.md',
      '| Action | Lead | Due |\n|---|---|---|\n| Rec 3a - Open the desk | Estates | May 2030 |\n',
    )
    expect(lines).toEqual(['# Desk plan', '§ Desk plan', 'Rec 3a Open the desk | Estates | 2030-05-31'])
  })

  it('has objectives given once above their actions', async () => {
    const { lines } = await outline(
      'aims.md',
      '| Objective | Action | Who | When |\n|---|---|---|---|\n| Grow | Leaflet homes | Watch | June 2030 |\n|  | Stall at fete | Watch | May 2030 |\n| Share | Send news | Watch | May 2030 |\n',
    )
    expect(lines.filter((line) => line.startsWith('§'))).toEqual(['§ Grow', '§ Share'])
  })

  it('begins with its name and date above the headings and ends with a key', async () => {
    const { draft, lines } = await outline(
      'tracker.csv',
      'Rural Action Plan,,,\nLast updated: 3 March 2030,,,\nRef,Action,Owner,Due\nTheme 1: Reporting,,,\n1.1,Open a desk,Estates,Sept 2030\nKey: G = on track,,,\n',
    )
    expect(lines).toEqual([
      '# Rural Action Plan',
      '§ Theme 1: Reporting',
      '1.1 Open a desk | Estates | 2030-09-30',
    ])
    expect(draft.plans[0]?.documentDate).toMatchObject({ on: '2030-03-03', because: 'stated' })
    expect(codes(draft)).toContain('stray-row')
  })

  it('continues after a page mark, which is not a section', async () => {
    const head = 'Ref\tAction\tOwner\tDue\n'
    const { lines } = await outline(
      'plan.txt',
      `Desk Plan\n\n${head}1\tOpen the desk\tEstates\tMay 30\n\fPage 2 of 3\n${head}2\tShut the desk\tEstates\tJune 30\n`,
    )
    expect(lines.filter((line) => line.startsWith('§'))).toEqual(['§ Desk Plan'])
  })

  it('consists of records of labelled lines, with numbers in a label or in the line above', async () => {
    const { lines } = await outline(
      'roads.txt',
      'Road Safety Plan\n\nAction 1: Fit cameras\nOwner: Roads\nTarget date: May 2030\n\nAction 2: Visit schools\nOwner: Partnership\nTarget date: ongoing\n',
    )
    expect(lines.slice(2)).toEqual([
      '1 Fit cameras | Roads | 2030-05-31',
      '2 Visit schools | Partnership | ongoing',
    ])
    const led = await outline(
      'town.txt',
      'Town Watch Plan\n\nAim 1 - Safer evenings\n\n1.1 Put wardens out\n    Who: Committee\n    When: July 2030\n\n1.2 Fix the lights\n    Who: Council\n    When: ongoing\n',
    )
    expect(led.lines).toEqual([
      '# Town Watch Plan',
      '§ Aim 1 - Safer evenings',
      '1.1 Put wardens out | Committee | 2030-07-31',
      '1.2 Fix the lights | Council | ongoing',
    ])
  })

  it('consists of headings with labelled items below each', async () => {
    const { draft, lines } = await outline(
      'rural.md',
      '# Rural Plan\n\n## Aim A\n\n### 1. Mark machinery\n\n**Owner:** Rural Sgt\n**Target date:** June 2030\n\n### 2. Hold meets\n\n- **Lead:** Watch\n- **By when:** quarterly\n- **Progress:**\n  - First held\n  - Second planned\n',
    )
    expect(lines).toEqual([
      '# Rural Plan',
      '§ Aim A',
      '1 Mark machinery | Rural Sgt | 2030-06-30',
      '2 Hold meets | Watch | recurring',
    ])
    expect(draft.plans[0]?.sections[0]?.actions[1]?.updates[0]?.text).toBe('• First held • Second planned')
  })

  it('is not recognised in a letter with a date and a contact', async () => {
    const read = await readDocument(
      'memo.txt',
      new TextEncoder().encode(
        'MEMO\n\nFrom: Chief\nDate: 12 May 2030\nSubject: Parking\n\nPark in the bays.\n\nContact: Estates\nDate: ongoing\n',
      ),
    )
    expect(read.ok).toBe(false)
  })

  it('is a table for each action, which the heading above numbers', async () => {
    const table = (n: number, what: string): string =>
      `<h2>Recommendation ${n}</h2><table><tr><td>Action</td><td>${what}</td></tr><tr><td>Owner</td><td>Roads</td></tr><tr><td>Due date</td><td>May 2030</td></tr></table>`
    const { lines } = await outline(
      'roads.html',
      `<h1>Road Safety Plan</h1>${table(1, 'Fit cameras')}${table(2, 'Visit schools')}`,
    )
    expect(lines.slice(2)).toEqual([
      '1 Fit cameras | Roads | 2030-05-31',
      '2 Visit schools | Roads | 2030-05-31',
    ])
  })

  it('has a column of the days on which work was completed, from which on it is complete', async () => {
    const { draft } = await outline(
      'desk.txt',
      'Ref\tAction\tOwner\tTarget date\tActual completion date\n1\tOpen the desk\tEstates\t31 March 2030\t15 April 2030\n2\tShut it\tEstates\tMay 2030\t\n',
    )
    expect(
      draft.plans[0]?.sections[0]?.actions.map(({ stage, stages }) => [stage, stages[0]?.on ?? null]),
    ).toEqual([
      ['complete', '2030-04-15'],
      [null, null],
    ])
  })

  it('has struck-out text next to its replacement, which is ignored with a finding', async () => {
    const { draft, lines } = await outline(
      'desk.csv',
      'Ref,Action,Owner,Due\n1,Open <s>two</s> three desks,<strike>Estates</strike> Fleet,<del>May 2030</del> June 2030\n2,Shut 3 < 4 desks,<s>Estates</s>,May 2030\n',
    )
    expect(lines.slice(2)).toEqual([
      '1 Open three desks | Fleet | 2030-06-30',
      '2 Shut 3 < 4 desks | Estates | 2030-05-31',
    ])
    expect(codes(draft).filter((code) => code === 'deleted-text')).toHaveLength(3)
    expect(draft.ignored.filter(({ reason }) => reason === 'deleted').map(({ text }) => text)).toEqual([
      'two',
      'Estates',
      'May 2030',
    ])
  })

  it('has a text too long for a time in the details', async () => {
    const { draft } = await outline(
      'desk.txt',
      `Ref\tAction\tOwner\tTimescale\n1\tOpen\tEstates\t${'It depends. '.repeat(300)}\n2\tShut\tEstates\tMay 2030\n`,
    )
    expect(draft.plans[0]?.sections[0]?.actions[0]?.details).toMatchObject([
      { heading: 'Timescale', text: 'It depends. '.repeat(300).trim() },
    ])
  })

  it('is followed by a past date that is not a deadline, under a line about its owner', async () => {
    const { lines } = await outline(
      'desk.md',
      '# Desk plan\n\nOwner: Estates\n\n| No | Title | Assignee | Created at |\n|---|---|---|---|\n| 1 | Open the desk | Fleet | 2030-01-02 |\n',
    )
    expect(lines).toEqual(['# Desk plan', '§ Desk plan', '1 Open the desk | Fleet | none'])
  })

  it('is one of two, each under its own heading', async () => {
    const table = '| Ref | Action | Owner | Due |\n|---|---|---|---|\n| 1 | '
    const { draft, lines } = await outline(
      'crime.md',
      `# Burglary Delivery Plan 2030\n\n${table}Harden doors | Crime | 31/05/30 |\n\n# Vehicle Crime Action Plan 2031\n\nUpdated: 1 May 2031\n\n${table}Bait cars | Ops | 30/06/31 |\n`,
    )
    expect(lines).toEqual([
      '# Burglary Delivery Plan 2030',
      '§ Burglary Delivery Plan 2030',
      '1 Harden doors | Crime | 2030-05-31',
      '# Vehicle Crime Action Plan 2031',
      '§ Vehicle Crime Action Plan 2031',
      '1 Bait cars | Ops | 2031-06-30',
    ])
    expect(draft.plans.map(({ documentDate }) => documentDate.on)).toEqual(['2030-01-01', '2031-05-01'])
    expect(codes(draft)).not.toContain('duplicate-ref')
  })

  it('is a list exported with a title, a status and who has it', async () => {
    const { lines } = await outline(
      'list.txt',
      'Title\tStatus\tOwner\tNotes\nOpen the desk\tComplete\tEstates\tAll fine\nShut the desk\tNot started\tFleet\tNo van\n',
    )
    expect(lines.slice(2)).toEqual([
      '1 Open the desk | Estates | none | complete',
      '2 Shut the desk | Fleet | none | not-started',
    ])
  })

  it('has progress in per cent', async () => {
    const { lines } = await outline(
      'list.csv',
      'ID,Title,Assigned to,Due date,% complete\n1,Open,Estates,May 2030,75%\n2,Shut,Estates,May 2030,0%\n3,Move,Estates,May 2030,100%\n',
    )
    expect(lines.slice(2).map((line) => line.split(' | ').at(-1))).toEqual([
      'in-progress',
      'not-started',
      'complete',
    ])
  })
})
