import { describe, expect, it } from 'vitest'
import { readSource } from './read.ts'
import { textSource } from './source/text.ts'

const read = (text: string) => readSource(textSource('plan.txt', text))

describe('a list of actions with owner and time in brackets', () => {
  const plan = `Ward Action Plan 2026

Engagement

- Publish the calendar of the ward (Inspector North, by Oct 26)
- Hold a drop-in at the library (Ward Sergeant; weekly from Nov 26)

Prevention

- Map where calls come from (Analysis Unit, Partnership Team, by Dec 26)
- Train the desk staff
- Publish the map (Analysis Unit, by Jan 27)
`

  it('is a plan with a section under each heading', () => {
    const draft = read(plan)
    const [first] = draft.ok ? draft.value.plans : []
    expect(first?.title).toBe('Ward Action Plan 2026')
    expect(
      first?.sections.map((section) => [
        section.title,
        section.actions.map((action) => [action.text, action.ownerSaid, action.timescale.said]),
      ]),
    ).toEqual([
      [
        'Engagement',
        [
          ['Publish the calendar of the ward', 'Inspector North', 'by Oct 26'],
          ['Hold a drop-in at the library', 'Ward Sergeant', 'weekly from Nov 26'],
        ],
      ],
      [
        'Prevention',
        [
          ['Map where calls come from', 'Analysis Unit; Partnership Team', 'by Dec 26'],
          ['Train the desk staff', null, ''],
          ['Publish the map', 'Analysis Unit', 'by Jan 27'],
        ],
      ],
    ])
  })

  it.each([
    [
      'brackets that name no time',
      '- Meet the panel (and its chair)\n- Meet the shops (all of them)\n- Go home (by bus)\n',
    ],
    ['one such item only', '- Meet the panel (Sergeant, by Oct 26)\n- Meet the shops\n'],
  ])('is not seen in %s', (_, text) => {
    const draft = read(`Ward notes\n\n${text}`)
    expect(
      draft.ok
        ? draft.value.plans.flatMap((each) => each.sections.flatMap((section) => section.actions))
        : [],
    ).toEqual([])
  })
})

describe('actions in minutes', () => {
  it('are read by their labels, and the text before them remains prose', () => {
    const draft = read(`Ward panel action log

1. Speeding

The panel heard of a short cut.
ACTION: Deploy the speed indicator for two
weeks. Owner: Ward Sergeant. By: 30 September 2026.

2. Youth club

ACTION: Ask the school for a room. Owner: Youth Officer. By: 12 October 2026.
Action 3: Report back. Lead: Panel Chair. Deadline: 2 November 2026
`)
    const [first] = draft.ok ? draft.value.plans : []
    expect(
      first?.sections.map((section) => [
        section.title,
        section.actions.map((action) => [action.text, action.ownerSaid, action.timescale.latest]),
      ]),
    ).toEqual([
      ['Speeding', [['Deploy the speed indicator for two weeks.', 'Ward Sergeant', '2026-09-30']]],
      [
        'Youth club',
        [
          ['Ask the school for a room.', 'Youth Officer', '2026-10-12'],
          ['Report back.', 'Panel Chair', '2026-11-02'],
        ],
      ],
    ])
    expect(draft.ok && draft.value.ignored.map(({ text }) => text)).toContain(
      'The panel heard of a short cut.',
    )
  })
})
