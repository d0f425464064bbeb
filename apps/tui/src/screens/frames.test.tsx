import { forceDefault1 } from '@beatbook/domain'
import { renderToString } from 'ink'
import { beforeAll, describe, expect, test } from 'vitest'
import { aggregateLines } from '../aggregate/page.ts'
import { comparisonLines } from '../compare/lines.ts'
import { whyLines } from '../rating/why-lines.ts'
import {
  aBackTest,
  aComparison,
  aList,
  anActionView,
  anEntry,
  aPlan,
  aPlanView,
  aRibbon,
  aRow,
  aTurning,
  aWhatIf,
  aWhy,
  byRules,
} from '../testing/views.ts'
import { actionLines } from './action/lines.ts'
import { updateForm, updateFormTyped } from './action/update-form.ts'
import { UpdateView } from './action/update-view.tsx'
import { KeyLine } from './frame.tsx'
import { HelpView } from './help/view.tsx'
import { keysOf } from './keys.ts'
import { ListView } from './list-view.tsx'
import { type Page, PageView } from './page-view.tsx'
import { PlansView } from './plan/plans-view.tsx'
import { PlanView } from './plan/view.tsx'
import { ragRulesLines } from './rag-rules/lines.ts'
import { turningList } from './rating/turning-list.ts'
import { workAddresses, workList } from './work/list.ts'

const answer = <T,>(data: T) => ({ data, error: null, loading: false })
const rows = [
  aRow({
    id: 'a',
    ref: '18',
    text: 'Grow watch schemes by a fifth',
    section: 'Relationships',
    sectionId: 's1',
    level: 'green',
    stage: null,
  }),
  aRow({
    id: 'b',
    ref: '19',
    text: 'Bring the special constabulary to 80',
    section: 'Relationships',
    sectionId: 's1',
    level: 'red',
  }),
  aRow({ id: 'c', ref: '32', section: 'Visibility', sectionId: 's2', stage: 'complete' }),
]
/** A list that is not narrowed, ordered, marked or talked about. */
const bare = {
  several: false,
  unread: null,
  layout: { sorts: [] },
  own: [],
  marks: new Set<string>(),
  talks: new Map<string, number>(),
}
const page = (given: Partial<Page>): Page => ({
  head: '',
  lines: [],
  error: null,
  waiting: 'Reading…',
  ...given,
})
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
    const frame = plain(
      renderToString(
        <PlansView answer={answer([aPlan()])} selected={0} width={80} height={4} asAt={null} />,
        { columns: 80 },
      ),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  CODE     PLAN                      ACTIONS DECLARED              LAST UPDATE
      ▌ charter  Community charter delive…      3  ■ R 1  ▲ A 1  ✓ C 1   2 Sep 2026"
    `)
  })

  test('a long code leaves room for the title, and the headings fit on one line', () => {
    const long = aPlan({ code: 'neighbourhood-policing-2' })
    const frame = plain(
      renderToString(<PlansView answer={answer([long])} selected={0} width={80} height={4} asAt={null} />, {
        columns: 80,
      }),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  CODE                    PLAN                    ACTIONS DECLARED
      ▌ neighbourhood-policing… Community charter deli…      3  ■ R 1  ▲ A 1  ✓ C 1"
    `)
  })

  test('without plans it says how to import one', () => {
    const frame = plain(
      renderToString(<PlansView answer={answer([])} selected={0} width={80} height={6} asAt={null} />, {
        columns: 80,
      }),
    )
    expect(frame).toContain('beatbook import FILE')
  })

  test('a plan with the selected action below, on 80 columns', () => {
    const frame = plain(
      renderToString(
        <PlanView
          plan={answer(aPlanView())}
          list={aList(rows)}
          {...bare}
          selected={1}
          filter=""
          why={null}
          ribbon={null}
          width={80}
          height={20}
        />,
        {
          columns: 80,
        },
      ),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  REF ACTION                        OWNER            TIMESCALE      D    R
       ── Relationships ────────────────────────────────────────────────────────────
        18  Grow watch schemes by a fifth Estates          by Jun 2027    ● G  –
      ▌ 19  Bring the special constabula… Estates          by Jun 2027    ■ R  –
       ── Visibility ───────────────────────────────────────────────────────────────
        32  Doorbells and clear signs at… Estates          by Jun 2027    ✓ C  –







       ──────────────────────────────────────────────────────────────────────────────
       ■ Red · rules – No rating
       19 Bring the special constabulary to 80
       stage  In progress
       owner  Estates
       when   “by June 2027”: by 30 June 2027
       2 September 2026: 19 of 21 are fitted."
    `)
  })

  test('a plan with the selected action beside, on 130 columns', () => {
    const frame = plain(
      renderToString(
        <PlanView
          plan={answer(aPlanView())}
          list={aList(rows)}
          {...bare}
          selected={0}
          filter=""
          why={null}
          ribbon={null}
          width={130}
          height={10}
        />,
        {
          columns: 130,
        },
      ),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  REF ACTION                           OWNER            TIMESCALE      D    R      │ ● Green · rules – No rating
       ── Relationships ───────────────────────────────────────────────────────────────  │ 18 Grow watch schemes by a fifth
      ▌ 18  Grow watch schemes by a fifth    Estates          by Jun 2027    ● G  –      │ stage  Not stated
        19  Bring the special constabulary … Estates          by Jun 2027    ■ R  –      │ owner  Estates
       ── Visibility ──────────────────────────────────────────────────────────────────  │ when   “by June 2027”: by 30 June 2027
        32  Doorbells and clear signs at ev… Estates          by Jun 2027    ✓ C  –      │
                                                                                         │ 2 September 2026: 19 of 21 are fitted.
                                                                                         │
                                                                                         │
                                                                                         │"
    `)
  })

  test('a filter that matches nothing says how to remove it', () => {
    const frame = plain(
      renderToString(
        <PlanView
          plan={answer(aPlanView())}
          list={aList([])}
          {...bare}
          selected={0}
          filter="zebra"
          why={null}
          ribbon={null}
          width={80}
          height={6}
        />,
      ),
    )
    expect(frame).toContain('No action matches: zebra')
    expect(frame).toContain('Press Esc')
  })

  test('an action with its history', () => {
    const frame = plain(
      renderToString(
        <PageView
          page={page({
            head: 'charter/32',
            lines: actionLines(
              anActionView({ computed: byRules('amber', { turns: { on: '2027-07-01', level: 'red' } }) }),
              [anEntry({ type: 'action-added', changes: [], text: null, on: '2026-04-01' }), anEntry()],
              aRibbon(),
              76,
            ),
          })}
          scroll={0}
          height={28}
        />,
        {
          columns: 80,
        },
      ),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  charter/32
        32 Doorbells and clear signs at every police station

        Declared      ▲ Amber
        By the rules  ▲ Amber since 23 September 2026; Red on 1 July 2027 if nobody
                      writes
        Stage         In progress
        Owners        Estates (responsible)
        Timescale     “by June 2027”: by 30 June 2027

                  Apr 2026                                                  Jul 2027
        declared  ▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲▲●●●●●●●●●●●●●●│●░░●░░●░░●░░●░░●░░●░░●░░●░░●░░●░░
        by rules    ●●●●●●●●●●●●●●●●●●●●●●▲▲▲▲▲▲▲▲│▲░░▲░░▲░░▲░░▲░░▲░░▲░░▲░░▲░░▲░░■░░

        History, 2 entries

        23 September 2026 ▲ Amber by the rules, was Green

        2 September 2026 Declared Green, was Amber
          19 of 21 are fitted.
          Programme office, recorded 2 September 2026, 2:01pm

        14 April 2026 ● Green by the rules

        1 April 2026 Action set
          Programme office, recorded 2 September 2026, 2:01pm"
    `)
  })

  test('why an action has its level, with every test', () => {
    const frame = plain(
      renderToString(
        <PageView
          page={page({ head: 'Why this level', lines: whyLines(aWhy(), 76) })}
          scroll={0}
          height={40}
        />,
        { columns: 80 },
      ),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  Why this level · more below
        charter/18 Grow watch schemes by a fifth

        ▲ Amber because nothing said for 102 days, since 11 August 2026.
        Declared Green since 11 August 2026: “Summer fairs went well.” The two
        disagree.
        Rules: Force default, version 1. This level holds since 23 September 2026;
        Red on 1 July 2027 if nobody writes.

        What would turn it green
          an update (nothing said for 102 days)

        Every rule, in the order in which they are asked
          Complete (complete): not met
              Stage: In progress, is Complete: not met
          Red (late): not met
              Past its deadline: 221 days before, more than 0 days: not met
          Not yet due (not-due): not met
              all of these: not met
                Since its time to begin: not known, less than 0 days: not met
                not this: not met
                  any of these: met
                    Stage: In progress, is In progress: met
                    Stage: In progress, is Being progressed: not met
          Amber (start-late): not met
              all of these: not met
                Past the day to have begun by: not known, more than 0 days: not met
                not this: not met
                  any of these: met
                    Stage: In progress, is In progress: met
                    Stage: In progress, is Being progressed: not met
          Amber (unowned): not met
              Has an owner: yes, is no: not met
          Amber (undated): not met
              any of these: not met
                Kind of timescale: By a date, is None given: not met
                Kind of timescale: By a date, is Not understood: not met
                Kind of timescale: By a date, is Counted from something else: not
                met
          Amber (held-up): not met"
    `)
  })

  test('why, on the smallest screen, scrolls', () => {
    const frame = plain(
      renderToString(<PageView page={page({ lines: whyLines(aWhy(), 56) })} scroll={6} height={9} />, {
        columns: 60,
      }),
    )
    expect(frame).toMatch(/more above · more below/)
    for (const line of frame.split('\n')) expect([...line].length).toBeLessThanOrEqual(60)
  })

  test('two dates compared, with the words marked', () => {
    const lines = comparisonLines(aComparison(), new Map(), 76)
    const frame = plain(
      renderToString(<PageView page={page({ head: 'Compare', lines })} scroll={0} height={20} />, {
        columns: 80,
      }),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  Compare
        From 1 June 2026 to 21 November 2026: 1 withdrawn, 1 re-worded, 1 re-dated,
        1 declared level changed, 2 silent; 0 actions the same.

        1 Fit a doorbell at every open station
          Re-worded, Re-dated, Declared level changed, Silent
          Its words changed: Fit a doorbell at every {+open +}station
          Its timescale was by 31 October 2026 and is by 31 March 2027, 151 days
          later.
          Its declared level was not set and is Red.
          Nothing was ever said of it.

        2 Publish the hours
          Silent
          Nothing was ever said of it.

        3 Paint the gate
          Withdrawn
          It was withdrawn."
    `)
  })

  test('the changes of level, soonest first, with the reason where there is room', () => {
    const list = turningList(answer([aTurning()]), '2027-02-20')
    expect(
      plain(renderToString(<ListView list={list} selected={0} width={130} height={4} />, { columns: 130 })),
    ).toMatchInlineSnapshot(`
      "  ON          ADDRESS           TURNS         ACTION                              BECAUSE
      ▌ 1 Dec 2026  charter/8         ● G → ■ R     Give each problem-solving hub a pr… 1 day past 30 November 2026"
    `)
    expect(
      plain(renderToString(<ListView list={list} selected={0} width={60} height={4} />, { columns: 60 })),
    ).toMatchInlineSnapshot(`
      "  ON          TURNS         ACTION
      ▌ 1 Dec 2026  ● G → ■ R     Give each problem-solving hub …"
    `)
  })

  test('the work waiting for a person, in lists', () => {
    const late = { ...aRow({ address: 'charter/8', level: 'green', computed: byRules('red') }), days: 41 }
    const work = {
      asAt: '2027-01-10',
      parties: [{ id: 'p', name: 'Estates', because: 'answers' as const, since: null }],
      late: [late],
      due: [],
      silent: [late],
      disagreeing: [],
      returned: [],
    }
    const frame = plain(
      renderToString(<ListView list={workList(answer(work))} selected={1} width={100} height={8} />, {
        columns: 100,
      }),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  ADDRESS           ACTION                            BECAUSE                           D     R
       ── Late, 1 ──────────────────────────────────────────────────────────────────────────────────────
        charter/8         Doorbells and clear signs at eve… 41 days past, by Jun 2027         ● G   ■ R
       ── Silent, 1 ────────────────────────────────────────────────────────────────────────────────────
      ▌ charter/8         Doorbells and clear signs at eve… nothing said for 41 days          ● G   ■ R"
    `)
    expect(workAddresses(work)).toEqual(['charter/8', 'charter/8'])
  })

  test('a person who answers for nobody is told how to choose', () => {
    const nobody = {
      asAt: '2027-01-10',
      parties: [],
      late: [],
      due: [],
      silent: [],
      disagreeing: [],
      returned: [],
    }
    const frame = plain(
      renderToString(<ListView list={workList(answer(nobody))} selected={0} width={100} height={8} />, {
        columns: 100,
      }),
    )
    expect(frame).toContain('beatbook mine --answer-for NAME')
  })

  test('rules in sentences and what they would change', () => {
    const lines = ragRulesLines(
      forceDefault1,
      { plan: 'charter', whatIf: aWhatIf(), backTest: aBackTest() },
      76,
    )
    expect(
      plain(
        renderToString(<PageView page={page({ head: 'Rules, read only', lines })} scroll={0} height={40} />, {
          columns: 80,
        }),
      ),
    ).toMatchInlineSnapshot(`
      "  Rules, read only · more below
        force-default, version 1: Force default
        Made for the delivery plans, action plans and inspection logs police forces
        keep. Late, not begun in time, without an owner, without a date and silent
        are told apart by the rule that decides; what is not yet due to begin is not
        amber; complete is a stage and never green by accident. Source: Beatbook’s
        own reading of the documents forces publish, in which actions not yet due
        and actions nobody wrote about stood amber beside those at risk.

        Levels
          ■ R Red Past its deadline, and not complete. Asks for the risk or issue.
          Asks whether the date moves.
          ▲ A Amber Not begun in time, without an owner or a date, held up, or
          silent for six weeks. Asks for the risk or issue.
          ● G Green Owned, dated, heard of within six weeks and not past its
          deadline.
          ○ N Not yet due Its time to begin has not come.
          ✓ C Complete Its stage is complete.

        Rules; the first that is met decides
           1 Complete when its stage is complete. (complete)
           2 Red when it is past its deadline. (late)
           3 Not yet due when its time to begin has not come and it is not so that
           its stage is in progress or being progressed. (not-due)
           4 Amber when the day to have begun by has passed and it is not so that
           its stage is in progress or being progressed. (start-late)
           5 Amber when nobody owns it. (unowned)
           6 Amber when the kind of its timescale is none given, not understood or
           counted from something else. (undated)
           7 Amber when the worst level it depends on is red. (held-up)
           8 Amber when more than 42 days have gone since the last update. (silent)
           9 Green otherwise.

        On charter: 1 action of 36 would have another level today, 1 action some day
        by 20 February 2027, if nobody writes.
        charter/18         ▲ A → ● G    Grow watch schemes by a fifth
            1 Dec 2026: ■ R → ▲ A

        Over the past, 14 April 2026 to 21 November 2026
          Held against the past of 36 actions."
    `)
  })

  test('a plan on 130 columns draws the selected action’s ribbon and reason beside it', () => {
    const row = aRow({ address: 'charter/18', level: 'green', computed: byRules('amber'), disagrees: true })
    const frame = plain(
      renderToString(
        <PlanView
          plan={answer(aPlanView())}
          list={aList([row])}
          {...bare}
          {...{ selected: 0, filter: '', disagrees: false, width: 130, height: 20 }}
          why={aWhy()}
          ribbon={aRibbon()}
        />,
        { columns: 130 },
      ),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  REF ACTION                           OWNER            TIMESCALE      D    R      │ ● Green · rules ▲ Amber since 23 Sep 2026
       ── Visibility ──────────────────────────────────────────────────────────────────  │ 32 Doorbells and clear signs at every police
      ▌ 32  Doorbells and clear signs at ev… Estates          by Jun 2027    ● G  ▲ A  ≠ │ station
                                                                                         │ stage  In progress
                                                                                         │ owner  Estates
                                                                                         │ when   “by June 2027”: by 30 June 2027
                                                                                         │
                                                                                         │           Apr 2026                  Jul 2027
                                                                                         │ declared  ▲▲▲▲▲▲▲▲▲●●●●●●●●│●░░●░░●░░●░░●░░●
                                                                                         │ by rules   ●●●●●●●●●●●▲▲▲▲▲│▲░░▲░░▲░░▲░░▲░░■
                                                                                         │
                                                                                         │ why       Amber because nothing said for 102
                                                                                         │           days, since 11 August 2026
                                                                                         │ green if  an update (nothing said for 102
                                                                                         │           days)
                                                                                         │
                                                                                         │ 2 September 2026: 19 of 21 are fitted.
                                                                                         │
                                                                                         │
                                                                                         │"
    `)
  })

  test('the form of an update says what a timescale means as it is typed', () => {
    const form = updateFormTyped(
      {
        ...updateForm(anActionView(), { past: undefined, ragRules: null }, { commandId: '', updateId: '' }),
        field: 'timescale',
      },
      'Q3 2027/28',
      {},
    )
    const frame = plain(
      renderToString(<UpdateView form={form} editor width={80} height={14} />, { columns: 80 }),
    )
    expect(frame).toMatchInlineSnapshot(`
      "  Update charter/32: Doorbells and clear signs at every police station

          Words       What happened? (Ctrl-O writes it in your editor)
          Stage       stays in progress
          Level       stays ▲ Amber
          Priority    stays not stated
        ▌ Timescale   Q3 2027/28
                      = by 31 December 2027
          Reason      needed for a new timescale, and to open again what is com…
          Share done  in per cent, not stated yet

        Tab ↓ next · ← → turn · Enter sends · Ctrl-O editor · Esc leaves, words stay"
    `)
  })

  test('help shows every key of a plan completely on the smallest screen, which it scrolls', () => {
    const shown = (scroll: number) =>
      plain(
        renderToString(<HelpView screen="plan" scroll={scroll} width={60} height={10} />, { columns: 60 }),
      )
    expect(shown(0)).toContain('more below')
    expect(shown(99)).not.toContain('more below')
    const frame = Array.from({ length: 40 }, (_, scroll) => shown(scroll)).join('\n')
    for (const line of frame.split('\n')) expect([...line].length).toBeLessThanOrEqual(60)
    for (const { key, does } of keysOf.plan)
      expect(frame).toMatch(new RegExp(`${key.replace(/[/?*[\]]/g, '\\$&')} +${does}`))
    expect(frame).toMatch(/Guide: beatbook help terminal$/m)
  })

  test('the key line leaves room for the help key', () => {
    for (const width of [60, 80, 120]) {
      const frame = plain(
        renderToString(<KeyLine keys={keysOf.action} right="" width={width} />, { columns: width }),
      )
      expect(frame).toMatch(/^ u update w why .*\? keys$/)
      expect(frame.length).toBeLessThanOrEqual(width)
    }
  })

  test('help names every sign with its word', () => {
    const frame = plain(
      renderToString(<HelpView screen="plan" scroll={0} width={120} height={20} />, { columns: 120 }),
    )
    for (const sign of ['■ Red', '▲ Amber', '● Green', '✓ Complete', '– Not set'])
      expect(frame).toContain(sign)
  })
})

describe('the answer to a question about aggregates', () => {
  const question = { kind: 'area', plural: 'areas', id: null, history: false }
  const frame = (answered: unknown) =>
    plain(
      renderToString(
        <PageView
          page={page({ head: 'Areas', lines: aggregateLines(question, answered, 60) })}
          scroll={0}
          height={5}
        />,
        { columns: 64 },
      ),
    )

  test('a list is a table', () => {
    expect(
      frame([{ id: '01a', name: 'Arden Vale Police', settings: { priorities: [] } }]),
    ).toMatchInlineSnapshot(`
      "  Areas
        ID   NAME
        01a  Arden Vale Police"
    `)
  })

  test('an empty list is said', () => {
    expect(frame([])).toContain('There is no area yet.')
  })
})
