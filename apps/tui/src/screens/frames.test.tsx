import { renderToString } from 'ink'
import { beforeAll, describe, expect, test } from 'vitest'
import { anActionView, anEntry, aPlan, aPlanView, aRow } from '../testing/views.ts'
import { ActionView } from './action/view.tsx'
import { HelpView } from './help/view.tsx'
import { PlanView } from './plan/view.tsx'
import { PlansView } from './plans/view.tsx'
import { updateForm, updateFormTyped } from './update/form.ts'
import { UpdateView } from './update/view.tsx'

const answer = <T,>(data: T) => ({ data, error: null, loading: false })
const rows = [
  aRow({ id: 'a', ref: '18', text: 'Grow watch schemes by a fifth', section: 'Relationships', sectionId: 's1', level: 'green', stage: null }),
  aRow({ id: 'b', ref: '19', text: 'Bring the special constabulary to 80', section: 'Relationships', sectionId: 's1', level: 'red' }),
  aRow({ id: 'c', ref: '32', section: 'Visibility', sectionId: 's2', stage: 'complete' }),
]
const plain = (frame: string) =>
  frame
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()

beforeAll(() => {
  process.env['NO_COLOR'] = '1'
})

describe('frames', () => {
  test('the plans, on a narrow screen', () => {
    const frame = plain(renderToString(<PlansView answer={answer([aPlan()])} selected={0} width={80} height={4} asAt={null} />, { columns: 80 }))
    expect(frame).toMatchInlineSnapshot(`
      "  CODE     PLAN                ACTIONS DECLARED                    LAST UPDATE
      ▌ charter  Community charter …      3  ■ R 1  ▲ A 1  ✓ C 1         2 Sep 2026"
    `)
  })

  test('no plan yet says how to bring one', () => {
    const frame = plain(renderToString(<PlansView answer={answer([])} selected={0} width={80} height={6} asAt={null} />, { columns: 80 }))
    expect(frame).toContain('beatbook import FILE')
  })

  test('a plan with the selected action below, on 80 columns', () => {
    const frame = plain(
      renderToString(<PlanView plan={answer(aPlanView())} rows={{ ...answer(rows), count: 3 }} selected={1} filter="" width={80} height={20} />, {
        columns: 80,
      }),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  REF ACTION                              OWNER            TIMESCALE      DECL.
       ── Relationships ────────────────────────────────────────────────────────────
        18  Grow watch schemes by a fifth       Estates          by Jun 2027    ● G
      ▌ 19  Bring the special constabulary to … Estates          by Jun 2027    ■ R
       ── Visibility ───────────────────────────────────────────────────────────────
        32  Doorbells and clear signs at every… Estates          by Jun 2027    ✓ C







       ──────────────────────────────────────────────────────────────────────────────
       ■ Red
       19 Bring the special constabulary to 80
       stage  In progress
       owner  Estates
       when   “by June 2027”: by 30 June 2027
       2 September 2026: 19 of 21 are fitted."
    `)
  })

  test('a plan with the selected action beside, on 130 columns', () => {
    const frame = plain(
      renderToString(<PlanView plan={answer(aPlanView())} rows={{ ...answer(rows), count: 3 }} selected={0} filter="" width={130} height={10} />, {
        columns: 130,
      }),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  REF ACTION                                OWNER             TIMESCALE      DECL. │ ● Green
       ── Relationships ───────────────────────────────────────────────────────────────  │ 18 Grow watch schemes by a fifth
      ▌ 18  Grow watch schemes by a fifth         Estates           by Jun 2027    ● G   │ stage  Not stated
        19  Bring the special constabulary to 80  Estates           by Jun 2027    ■ R   │ owner  Estates
       ── Visibility ──────────────────────────────────────────────────────────────────  │ when   “by June 2027”: by 30 June 2027
        32  Doorbells and clear signs at every p… Estates           by Jun 2027    ✓ C   │
                                                                                         │ 2 September 2026: 19 of 21 are fitted.
                                                                                         │
                                                                                         │
                                                                                         │"
    `)
  })

  test('a filter that matches nothing says how to take it away', () => {
    const frame = plain(
      renderToString(<PlanView plan={answer(aPlanView())} rows={{ ...answer([]), count: 0 }} selected={0} filter="zebra" width={80} height={6} />),
    )
    expect(frame).toContain('No action has the words “zebra”.')
    expect(frame).toContain('Press Esc')
  })

  test('an action with its history', () => {
    const frame = plain(
      renderToString(
        <ActionView
          action={answer(anActionView())}
          history={answer([anEntry({ type: 'action-added', level: null, text: null, on: '2026-04-01' }), anEntry()])}
          scroll={0}
          width={80}
          height={18}
        />,
        {
          columns: 80,
        },
      ),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  declared ▲ Amber · charter/32
        32 Doorbells and clear signs at every police station

        Stage      In progress
        Owners     Estates (responsible)
        Timescale  “by June 2027”: by 30 June 2027

        History, 2 entries

        2 September 2026 Declared Green, was Amber
          19 of 21 are fitted.
          Programme office, recorded 2 September 2026, 2:01pm

        1 April 2026 Action set
          Programme office, recorded 2 September 2026, 2:01pm"
    `)
  })

  test('the form of an update says what a timescale means as it is typed', () => {
    const form = updateFormTyped({ ...updateForm(anActionView()), field: 'timescale' }, 'Q3 2027/28', {})
    const frame = plain(renderToString(<UpdateView form={form} width={80} height={14} />, { columns: 80 }))
    expect(frame).toMatchInlineSnapshot(`
      "  Update charter/32: Doorbells and clear signs at every police station

          Words       What happened? (Ctrl-O writes it in your editor)
          Stage       stays in progress
          Level       stays ▲ Amber
        ▌ Timescale   Q3 2027/28
                      = by 31 December 2027
          Reason      needed for a new timescale, and to open again what is complete

        Tab or ↓ next field · ← → turn stage and level · Enter sends · Esc leaves"
    `)
  })

  test('help names every sign with its word', () => {
    const frame = plain(renderToString(<HelpView screen="plan" width={120} height={20} />, { columns: 120 }))
    for (const sign of ['■ Red', '▲ Amber', '● Green', '✓ Complete', '– Not set']) expect(frame).toContain(sign)
  })
})
