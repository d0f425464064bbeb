import type { Draft } from '@beatbook/domain'
import { describe, expect, it } from 'vitest'
import { readDocument } from './read.ts'

/** The plans of a document, line by line: sections, then each action's number, words, owners, time, level and stage. */
async function outline(name: string, text: string): Promise<{ draft: Draft; lines: string[] }> {
  const read = await readDocument(name, new TextEncoder().encode(text))
  if (!read.ok) throw new Error(read.error.code)
  const lines = read.value.plans.flatMap((plan) => [
    `# ${plan.title}`,
    ...plan.sections.flatMap((section) => [
      `§ ${section.title}`,
      ...section.actions.map(({ ref, text: words, owners, timescale, level, stage }) =>
        [`${ref} ${words}`, owners.map(({ name: who }) => who).join(' + '), timescale.latest ?? timescale.kind, level, stage]
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

  it('has a heading whose last word stands on a line of its own', async () => {
    const { lines } = await outline('plan.txt', 'Ref\tRecommendation\tOwner\tTimescale\tRAG\n\t\t\t\tstatus\n1\tReview vetting\tPSD\tMar 30\tRed\n')
    expect(lines).toEqual(['# Plan', '§ Plan', '1 Review vetting | PSD | 2030-03-31 | red'])
  })

  it('says several levels, of which the current one is read', async () => {
    const { draft, lines } = await outline('plan.txt', 'RAG: Previous\tRAG: Current\tNo\tAction\tLead\nAmber\tGreen\tR1\tOpen the desk\tEstates\n')
    expect(lines.at(-1)).toBe('R1 Open the desk | Estates | none | green')
    expect(codes(draft)).toContain('several-levels')
  })

  it('names its dates by a word that may name the work, and says that content decided', async () => {
    const rows = 'P1 | Visit every shop | Licensing | By 31 Dec 2030 |\nP2 | Open the desk | Estates | Jan 31 |'
    const { draft, lines } = await outline('plan.md', `| Ref | Action | Lead | Milestone |\n|---|---|---|---|\n| ${rows}`)
    expect(lines.slice(2)).toEqual(['P1 Visit every shop | Licensing | 2030-12-31', 'P2 Open the desk | Estates | 2031-01-31'])
    expect(codes(draft)).toContain('columns-guessed')
  })

  it('is called by its file where its first row is an action, and numbered by letters within its words', async () => {
    const { lines } = await outline('desk-plan.md', '| Action | Lead | Due |\n|---|---|---|\n| Rec 3a - Open the desk | Estates | May 2030 |\n')
    expect(lines).toEqual(['# Desk plan', '§ Desk plan', 'Rec 3a Open the desk | Estates | 2030-05-31'])
  })

  it('has objectives that stand once above their actions', async () => {
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
    expect(lines).toEqual(['# Rural Action Plan', '§ Theme 1: Reporting', '1.1 Open a desk | Estates | 2030-09-30'])
    expect(draft.plans[0]?.documentDate).toMatchObject({ on: '2030-03-03', because: 'stated' })
    expect(codes(draft)).toContain('stray-row')
  })

  it('goes on after a page mark, which is no section', async () => {
    const head = 'Ref\tAction\tOwner\tDue\n'
    const { lines } = await outline(
      'plan.txt',
      `Desk Plan\n\n${head}1\tOpen the desk\tEstates\tMay 30\n\fPage 2 of 3\n${head}2\tShut the desk\tEstates\tJune 30\n`,
    )
    expect(lines.filter((line) => line.startsWith('§'))).toEqual(['§ Desk Plan'])
  })

  it('says how far the work is in per cent', async () => {
    const { lines } = await outline(
      'list.csv',
      'ID,Title,Assigned to,Due date,% complete\n1,Open,Estates,May 2030,75%\n2,Shut,Estates,May 2030,0%\n3,Move,Estates,May 2030,100%\n',
    )
    expect(lines.slice(2).map((line) => line.split(' | ').at(-1))).toEqual(['in-progress', 'not-started', 'complete'])
  })
})
