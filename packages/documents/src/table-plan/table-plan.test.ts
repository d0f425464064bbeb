import type { Draft, DraftAction } from '@beatbook/domain'
import { describe, expect, it } from 'vitest'
import { readSource } from '../read.ts'
import { htmlSource } from '../source/html.ts'
import { textSource } from '../source/text.ts'

function read(text: string, name = 'plan.txt'): Draft {
  const result = readSource(textSource(name, text))
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const actionsOf = (draft: Draft): DraftAction[] =>
  draft.plans.flatMap((plan) => plan.sections.flatMap((section) => section.actions))
const findingsOf = (draft: Draft): string[] => {
  const refs = new Map(actionsOf(draft).map(({ key, ref }) => [key, ref]))
  return draft.findings.map(({ code, action }) =>
    [code, refs.get(action ?? '')].filter((part) => part !== undefined).join(' '),
  )
}

const header = '#\tAction\tOwner\tTimescale\tRAG\tUpdate'

describe('a plan in a table', () => {
  it('has a title, its date and its kind from the line above', () => {
    expect(
      read(`Riverside Delivery Plan (May 2030)\n\n${header}\n1\tOpen the desk\tEstates\tBy June 2030\tA\t`)
        .plans[0],
    ).toMatchObject({
      title: 'Riverside Delivery Plan',
      dated: 'May 2030',
      kind: 'delivery-plan',
      documentDate: { on: '2030-05-01', because: 'period-start' },
    })
  })

  it('is read whatever the order of its columns', () => {
    const [action] = actionsOf(
      read('Status\tDue date\tLead\tWhat we will do\tNo\nNot started\t31/10/30\tEstates\tOpen the desk\t7'),
    )
    expect(action).toMatchObject({
      ref: '7',
      text: 'Open the desk',
      ownerSaid: 'Estates',
      stage: 'not-started',
      timescale: { kind: 'by', latest: '2030-10-31' },
    })
  })

  it('is read by its content if it has no headings, with a finding', () => {
    const draft = read(
      '1\tOpen the desk again\tEstates team\tBy Jan 30\tG\n2\tClose the old annexe\tFleet team\tBy Mar 30\tA\n3\tPaint the white van\tFleet team\tOngoing\tR',
    )
    expect(actionsOf(draft).map(({ ref, text, level }) => `${ref} ${text} ${level}`)).toEqual([
      '1 Open the desk again green',
      '2 Close the old annexe amber',
      '3 Paint the white van red',
    ])
    expect(findingsOf(draft)).toContain('columns-guessed')
  })

  it('is read transposed if the headings are in the first column', () => {
    const draft = read(
      'Action\tOpen the desk\tClose the annexe\nOwner\tFront office\tEstates\nTimescale\tJan 30\tMar 30',
    )
    expect(actionsOf(draft).map(({ text, ownerSaid }) => `${text}: ${ownerSaid}`)).toEqual([
      'Open the desk: Front office',
      'Close the annexe: Estates',
    ])
  })

  it('has sections from rows of one cell, and from headings above its tables', () => {
    const rows = read(
      `${header}\n\t[1] Visible patrols\n\tWalk the high street\tSNT\tMay 30\tA\t\n\t[2] Engagement\n\tHold a street meeting\tSNT\tMay 30\tA\t`,
    )
    expect(rows.plans[0]?.sections.map(({ ref, title }) => `${ref} ${title}`)).toEqual([
      '1 Visible patrols',
      '2 Engagement',
    ])
    expect(actionsOf(rows).map(({ ref }) => ref)).toEqual(['1.1', '2.1'])
    const headed = read(
      `Action Plan\n\nPriority 1: Patrols\n\n${header}\n1\tWalk\tSNT\tMay 30\tA\t\n\nPriority 2: Talk\n\n${header}\n2\tTalk\tSNT\tMay 30\tA\t`,
    )
    expect(headed.plans[0]?.sections.map(({ title }) => title)).toEqual([
      'Priority 1: Patrols',
      'Priority 2: Talk',
    ])
  })

  it('reads distinct numbers in a first column without a heading as refs', () => {
    const draft = read(
      '\tAction\tOwner\tDue\n7\tOpen the desk\tEstates\tMay 30\n9\tClose the annexe\tEstates\tJune 30',
    )
    expect(actionsOf(draft).map(({ ref }) => ref)).toEqual(['7', '9'])
    expect(findingsOf(draft)).not.toContain('columns-guessed')
  })

  it('is read next to pledges, with the pledge in its details', () => {
    const draft = read(
      'Our pledge\tWhat we will do\nWe listen\tHold a meeting in every ward\nWe answer\tWrite back within two days',
    )
    expect(actionsOf(draft).map(({ text, details }) => `${details[0]?.text}: ${text}`)).toEqual([
      'We listen: Hold a meeting in every ward',
      'We answer: Write back within two days',
    ])
  })

  it('has sections from a column whose values are repeated in runs', () => {
    const draft = read(
      'Theme\tAction\tLead\tDue\nCadets\tOpen a unit\tCiP\tMay 30\nCadets\tTrain leaders\tCiP\tJune 30\nWatch\tMap cold spots\tSNT\tMay 30\nWatch\tWrite letters\tSNT\tMay 30',
    )
    expect(draft.plans[0]?.sections.map(({ title, actions }) => `${title} ${actions.length}`)).toEqual([
      'Cadets 2',
      'Watch 2',
    ])
  })

  it('joins a heading split over two cells', () => {
    const draft = read(`${header}\n\t\tAccessi\tibility\n1\tOpen the desk\tEstates\tMay 30\tA\t`)
    expect(draft.plans[0]?.sections[0]?.title).toBe('Accessibility')
    expect(findingsOf(draft)).toContain('joined-heading')
  })

  it('joins a continuation after a page break to its row', () => {
    const draft = read(
      `${header}\n1\tOpen the desk at the\tEstates\tMay 30\tA\t\n\n\tfront of the station.\n2\tClose the annexe\tEstates\tMay 30\tA\t`,
    )
    expect(actionsOf(draft).map(({ text }) => text)).toEqual([
      'Open the desk at the front of the station.',
      'Close the annexe',
    ])
    expect(findingsOf(draft)).toContain('joined-row 1')
  })

  it('joins the first half of a row to the half that has its fields', () => {
    const draft = read(
      `${header}\n1\tOpen the desk and\n\tthe yard behind it\tEstates\tMay 30\tA\t\n2\tClose the annexe\tEstates\tMay 30\tG\t`,
    )
    expect(actionsOf(draft).map(({ text, level }) => `${text} ${level}`)).toEqual([
      'Open the desk and the yard behind it amber',
      'Close the annexe green',
    ])
  })

  it('reads a revised date instead of the first one, and asks', () => {
    const draft = read(
      'No\tAction\tOwner\tTarget date\tRevised target date\n1\tOpen the desk\tEstates\t31/03/2030\t30/06/2030\n2\tClose the annexe\tEstates\t30/04/2030\t',
    )
    expect(actionsOf(draft).map(({ timescale }) => timescale.latest)).toEqual(['2030-06-30', '2030-04-30'])
    expect(findingsOf(draft)).toContain('several-dates 1')
  })

  it('reads a row of one merged cell as a section, and a merged value for each of its rows', () => {
    const page = `<h1>Riverside Action Plan</h1><table><tr><th>Action</th><th>Owner</th><th>Due</th></tr><tr><td colspan="3">Patrols</td></tr>
      <tr><td>Walk the high street</td><td rowspan="2">SNT</td><td>May 2030</td></tr><tr><td>Walk the park</td><td>June 2030</td></tr></table>`
    const result = readSource(htmlSource('plan.html', page))
    const draft = result.ok ? result.value : read('')
    expect(draft.plans[0]?.sections.map(({ title }) => title)).toEqual(['Patrols'])
    expect(actionsOf(draft).map(({ ownerSaid, timescale }) => `${ownerSaid} ${timescale.latest}`)).toEqual([
      'SNT 2030-05-31',
      'SNT 2030-06-30',
    ])
    expect(findingsOf(draft)).toContain('inherited-value 2')
  })

  it('reads an owner’s duty from the column heading', () => {
    const draft = read(
      'Action\tResponsible\tAccountable\tDeadline\nOpen the desk\tFront office\tHead of Estates\tMay 2030',
    )
    expect(actionsOf(draft)[0]?.owners).toEqual([
      { name: 'Front office', duty: 'responsible' },
      { name: 'Head of Estates', duty: 'accountable' },
    ])
  })

  it('restores a missing number and marks a doubled one', () => {
    const draft = read(
      `${header}\n1\tOne thing\tSNT\tMay 30\tA\t\n•\tTwo things\tSNT\tMay 30\tA\t\n3\tThree things\tSNT\tMay 30\tA\t\n3\tFour things\tSNT\tMay 30\tA\t`,
    )
    expect(actionsOf(draft).map(({ ref }) => ref)).toEqual(['1', '2', '3', '3'])
    expect(findingsOf(draft)).toEqual(expect.arrayContaining(['missing-ref 2', 'duplicate-ref 3']))
  })

  it('declares no level where the RAG cell is empty or not understood', () => {
    const draft = read(
      `${header}\n1\tOne thing\tSNT\tMay 30\t\t\n2\tTwo things\tSNT\tMay 30\t4\t\n3\tThree\tSNT\tMay 30\t\u0410\t`,
    )
    expect(actionsOf(draft).map(({ level }) => level)).toEqual([null, null, 'amber'])
    expect(findingsOf(draft)).toEqual(
      expect.arrayContaining(['missing-rag 1', 'unknown-level 2', 'lookalike-letter 3']),
    )
  })

  it('dates updates by their text, and asks if others have a day', () => {
    const draft = read(
      `${header}\n1\tOne thing\tSNT\tMay 30\tA\t010330 – begun\n2\tTwo things\tSNT\tMay 30\tA\tMoney is needed\n3\tThree\tSNT\tMay 30\tA\t310230 - met`,
    )
    expect(actionsOf(draft).flatMap(({ updates }) => updates.map(({ on, text }) => `${on} ${text}`))).toEqual(
      ['2030-03-01 begun', 'null Money is needed', 'null met'],
    )
    expect(
      draft.findings
        .find(({ code }) => code === 'undated-update')
        ?.choices.map(({ code, cautious }) => `${code} ${cautious}`),
    ).toEqual(['use-date false', 'another-date false', 'leave-undated true'])
    expect(findingsOf(draft)).toContain('impossible-date 3')
  })

  it('reads "completed" in a timescale as the stage', () => {
    expect(actionsOf(read(`${header}\n1\tOne thing\tSNT\tCompleted April 2030\t\t`))[0]).toMatchObject({
      stage: 'complete',
      timescale: { kind: 'completed', latest: '2030-04-30' },
    })
  })

  it('inherits the value of the row above where a cell has "as above"', () => {
    const draft = read(`${header}\n1\tOne thing\tSNT\tMay 30\tA\t\n2\tTwo things\tSNT\tAs above\tG\t`)
    expect(actionsOf(draft)[1]?.timescale).toMatchObject({ said: 'May 30', latest: '2030-05-31' })
    expect(findingsOf(draft)).toContain('inherited-value 2')
  })

  it('ignores repeated headings, page numbers and empty rows of a form', () => {
    const draft = read(
      `${header}\n1\tOne thing\tSNT\tMay 30\tA\t\nPage 1 of 2\n${header}\n2\t\t< Select >\t\t< Select >\t\n3\tThree things\tSNT\tMay 30\tA\t`,
    )
    expect(actionsOf(draft).map(({ ref }) => ref)).toEqual(['1', '3'])
    expect(draft.ignored.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['repeated-header', 'page-furniture', 'template']),
    )
  })

  it('separates number, time and stage from the text if there is no column for them', () => {
    const draft = read(
      'Project\tOwner\tMilestone\nDesk\tEstates\tR1: Completed: Open the desk --- May 2030\nDesk\tEstates\tR2: Train the volunteers --- after June 2030',
    )
    expect(
      actionsOf(draft).map(
        ({ ref, text, stage, timescale }) => `${ref} ${text} ${stage} ${timescale.kind} ${timescale.said}`,
      ),
    ).toEqual(['R1 Open the desk complete by May 2030', 'R2 Train the volunteers null after after June 2030'])
  })

  it('ignores a note repeated among rows with a time', () => {
    const rows = Array.from({ length: 20 }, (_, n) => `Desk\tEstates\tStep ${n} --- May 20${30 + n}`)
    const draft = read(
      [
        'Project\tOwner\tMilestone',
        ...rows,
        'Desk\tEstates\tSee the annexe',
        'Desk\tEstates\tSee the annexe',
      ].join('\n'),
    )
    expect(actionsOf(draft)).toHaveLength(20)
    expect(findingsOf(draft).filter((code) => code === 'stray-row')).toHaveLength(2)
  })

  it('is read from labelled lines where there is no table', () => {
    const draft = read(
      'Action Plan\n\n1. Contact\nAction: Answer calls sooner\nOwner: Head of Contact\nTimescale: March 2030\n\n2. Patrols\nAction: Walk the high street\nOwner: SNT\nTimescale: June 2030',
    )
    expect(
      actionsOf(draft).map(({ text, ownerSaid, timescale }) => `${text}, ${ownerSaid}, ${timescale.latest}`),
    ).toEqual(['Answer calls sooner, Head of Contact, 2030-03-31', 'Walk the high street, SNT, 2030-06-30'])
  })

  it('stores a column that is not a field under its own heading', () => {
    expect(
      actionsOf(read('No\tAction\tOwner\tCost\n1\tOpen the desk\tEstates\t£400'))[0]?.details,
    ).toMatchObject([{ heading: 'Cost', text: '£400' }])
  })

  it.each([
    'Area\tTarget\tActual\nNorth\t40\t38\nSouth\t20\t25',
    'Risk\tLikelihood\tImpact\tOwner\tMitigation\nFlood\t2\t3\tEstates\tSandbags',
    'Good morning.\n\nNothing to see here.',
  ])('is not seen in %j', (text) => {
    const result = readSource(textSource('t', text))
    expect(result.ok ? result.value.plans : []).toEqual([])
  })
})
