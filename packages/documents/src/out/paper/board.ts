import type { ActionRow, PlanView, Trends, Turning, Why } from '@beatbook/contract'
import type { Comparison, Instant, IsoDate } from '@beatbook/domain'
import {
  becauseWords,
  comparedSentences,
  comparisonLine,
  counted,
  dayShort,
  dayWords,
  declaredBesideSentence,
  fullStop,
  grouped,
  instantWords,
  levelSentence,
  listed,
  markInRules,
  planSentences,
  ruleSentence,
  stageWords,
  timescaleSentence,
  timescaleShort,
  turnsByItselfSentence,
  waysWords,
} from '@beatbook/domain/english'
import {
  barOf,
  barsWords,
  type CountedLevels,
  countedLevels,
  countsOf,
  declaredCell,
  ruleCell,
  totalOf,
} from './levels.ts'
import {
  countedParts,
  type Paper,
  type PaperBar,
  type PaperBlock,
  type PaperCell,
  type PaperStatement,
  type PaperTable,
  type PaperTemplate,
  type UncountedBlock,
  withTotals,
} from './paper.ts'

/** What people say about a paper themselves. What is absent is left out, but for the purpose. */
export interface PaperParticulars {
  readonly title: string
  readonly marking?: string
  readonly agenda?: string
  readonly board?: string
  /** The day of the meeting. */
  readonly date?: IsoDate
  readonly presenter?: string
  /** Without it the paper says which plan it reports, and from when. */
  readonly purpose?: string
  readonly recommendations?: readonly string[]
  readonly author?: string
}

/** An earlier date that a paper compares with: the rows on its day, and what became of them since. */
export interface EarlierDate {
  readonly on: IsoDate
  readonly rows: readonly ActionRow[]
  readonly comparison: Comparison
}

/** What a board paper is made from, as the API answers it. */
export interface BoardPaperInput {
  readonly particulars: PaperParticulars
  readonly template: PaperTemplate
  readonly plan: PlanView
  /** The actions in the order of the plan: all, or those of a saved view. Withdrawn ones are counted apart. */
  readonly rows: readonly ActionRow[]
  /** The saved view that the rows fit, by its name; `null` is the whole plan. */
  readonly view: string | null
  readonly asAt: IsoDate
  /** The instant up to which what was recorded counts; `null` is all. */
  readonly knownAt: Instant | null
  readonly made: Instant
  readonly earlier: EarlierDate | null
  /** The changes of level to come, up to and including a day; `null` where nobody asked. */
  readonly turning: { readonly until: IsoDate; readonly rows: readonly Turning[] } | null
  /** Why each red action is red; one without an answer is listed by its row alone. */
  readonly reds: readonly Why[]
  /** How many actions had each level over time; `null` where nobody asked. */
  readonly trends: Trends | null
}

/** The most ways to another level that are named for an action: the simplest come first. */
const MOST_WAYS = 2
/** The most bars of a chart of levels over time. */
const MOST_BARS = 12

/**
 * A board paper: particulars, purpose, recommendations, where the plan stands, what changed, what is red and what
 * would turn it, what turns next, and as appendices the counts by section, every action and every change. Each empty
 * part says so. Pure; errors: none.
 */
export const boardPaper = (input: BoardPaperInput): Paper => {
  const { particulars, template, plan, asAt, made } = input
  const rows = input.rows.filter(({ withdrawn }) => !withdrawn)
  const levels = countedLevels(plan, [...rows, ...(input.earlier?.rows ?? [])])
  const parts: readonly { landscape: boolean; blocks: readonly UncountedBlock[] }[] = [
    {
      landscape: false,
      blocks: [
        ...template.opening.flatMap(statement),
        ...purpose(input),
        ...recommendations(particulars.recommendations ?? []),
        ...standing(input, rows, levels),
        ...overTime(input.trends),
        ...changed(input, rows, levels),
        ...reds(input, rows, levels),
        ...turns(input),
        ...template.closing.flatMap(statement),
      ],
    },
    {
      landscape: true,
      blocks: [
        heading('Appendix A: Actions by section'),
        {
          is: 'next',
          words: `Each action is counted once, by its level ${levels.said} on ${dayWords(asAt)}.`,
        },
        bySection(input, rows, levels),
        ...everyAction(input, rows),
        ...everyChange(input),
      ],
    },
  ]
  return {
    title: particulars.title,
    author: particulars.author ?? null,
    force: template.force,
    crest: template.crest,
    accent: template.accent,
    marking: particulars.marking ?? null,
    foot: footOf(asAt, input.knownAt),
    asAt,
    made,
    particulars: particularsOf(input),
    parts: countedParts(parts),
  }
}

/** What stands below each page: the two dates of the paper. */
export const footOf = (asAt: IsoDate, knownAt: Instant | null): string =>
  `As at ${dayWords(asAt)}${knownAt === null ? '' : `, as known at ${instantWords(knownAt)}`}`

const heading = (words: string, level: 1 | 2 = 1): PaperBlock => ({ is: 'heading', level, words })
const next = (words: string): UncountedBlock => ({ is: 'next', words })

const statement = ({ title, paragraphs }: PaperStatement): UncountedBlock[] => [
  heading(title),
  ...paragraphs.map(next),
]

const particularsOf = (input: BoardPaperInput): Paper['particulars'] => {
  const { particulars, plan, asAt, earlier, knownAt, view } = input
  const given: readonly (readonly [string, string | undefined])[] = [
    ['Board', particulars.board],
    ['Date of meeting', particulars.date === undefined ? undefined : dayWords(particulars.date)],
    ['Agenda number', particulars.agenda],
    ['Marking', particulars.marking],
    ['Presented by', particulars.presenter],
    ['Author', particulars.author],
    ['Plan', `${plan.title} (${plan.code})`],
    ['Sponsor', plan.sponsor ?? undefined],
    ['View', view ?? undefined],
    [
      'As at',
      `${dayWords(asAt)}${knownAt === null ? '' : `, with what was known at ${instantWords(knownAt)}`}`,
    ],
    ['Compared with', earlier === null ? undefined : dayWords(earlier.on)],
  ]
  return given.flatMap(([label, words]) => (words === undefined || words === '' ? [] : [{ label, words }]))
}

const purpose = ({ particulars, plan, asAt, earlier, view }: BoardPaperInput): UncountedBlock[] => [
  heading('Purpose'),
  next(
    particulars.purpose ??
      `This paper reports where the plan “${plan.title}” stood on ${dayWords(asAt)}${
        earlier === null ? '' : `, and what changed since ${dayWords(earlier.on)}`
      }.`,
  ),
  ...(view === null ? [] : [next(`It covers the actions of the view “${view}”, not the whole plan.`)]),
]

const recommendations = (given: readonly string[]): UncountedBlock[] => [
  heading('Recommendations'),
  ...(given.length === 0
    ? [next('This paper is for information. It asks for no decision.')]
    : [
        next(`It is recommended that the board ${given.length === 1 ? 'agrees this' : 'agrees these'}:`),
        ...given.map((words): UncountedBlock => ({ is: 'sub', words })),
      ]),
]

/** Counts in words: "1 Red, 3 Amber and 2 Complete". */
const countsWords = (levels: CountedLevels, rows: readonly ActionRow[]): string =>
  listed(
    countsOf(levels, rows).flatMap(({ mark, count }) =>
      count === 0 ? [] : [`${grouped(count)} ${mark.word.toLowerCase()}`],
    ),
  )

const standing = (
  input: BoardPaperInput,
  rows: readonly ActionRow[],
  levels: CountedLevels,
): UncountedBlock[] => {
  const { plan, asAt, earlier } = input
  const withdrawn = input.rows.length - rows.length
  const disagreements = rows.filter(({ disagrees }) => disagrees).length
  if (rows.length === 0)
    return [heading('Where the plan stands'), next(`No action is open or complete on ${dayWords(asAt)}.`)]
  const before = earlier?.rows.filter((row) => !row.withdrawn) ?? null
  const bars = [
    barOf(levels, dayShort(asAt), rows),
    ...(earlier === null || before === null ? [] : [barOf(levels, dayShort(earlier.on), before)]),
  ]
  return [
    heading('Where the plan stands'),
    next(
      `On ${dayWords(asAt)} there are ${counted(rows.length, 'action')}${
        withdrawn === 0 ? '' : `, and ${grouped(withdrawn)} more that were withdrawn`
      }. ${levels.said === 'by the rules' ? 'By the rules' : 'As declared'}: ${countsWords(levels, rows)}.`,
    ),
    ...(plan.ragRules === null
      ? [next('The plan has no RAG rules, so levels are those that people declared.')]
      : [
          next(
            `The level of an action is the one that the rules “${plan.ragRules.title}”, version ${plan.ragRules.version}, give it. ${
              disagreements === 0
                ? 'No declared level differs from it.'
                : `The declared level of ${counted(disagreements, 'action')} differs from it.`
            }`,
          ),
        ]),
    chart(`Actions by level ${levels.said}`, bars),
    barsTable(`Actions by level ${levels.said}`, 'Level', bars, levels),
  ]
}

const chart = (caption: string, bars: readonly PaperBar[]): PaperBlock => ({
  is: 'chart',
  caption,
  alt: `A bar for each date, divided by level. ${barsWords(bars)}.`,
  bars,
})

/** The table of a chart: a row for each level, a column for each bar. */
const barsTable = (
  caption: string,
  title: string,
  bars: readonly PaperBar[],
  { marks }: CountedLevels,
): PaperTable =>
  withTotals(
    {
      caption,
      columns: [
        { title, share: 2 },
        ...bars.map(({ label }) => ({ title: label, share: 1, number: true })),
        ...(bars.length === 2 ? [{ title: 'Change', share: 1, number: true }] : []),
      ],
      rows: marks.flatMap((mark, at) => {
        const counts = bars.map(({ parts }) => parts[at]?.count ?? 0)
        if (counts.every((count) => count === 0)) return []
        const change = signed((counts[0] ?? 0) - (counts[1] ?? 0))
        return [{ cells: [mark, ...counts.map(grouped), ...(bars.length === 2 ? [change] : [])] }]
      }),
    },
    'All actions',
    (total, at) => (at > bars.length ? signed(total) : grouped(total)),
  )

/** A difference with its sign: "+6", "−2", "0". */
const signed = (change: number): string =>
  `${change > 0 ? '+' : change < 0 ? '−' : ''}${grouped(Math.abs(change))}`

/** As many points as a chart has room for, the last before the forecast always among them. */
const thinned = (points: Trends['points']): Trends['points'] => {
  const step = Math.max(1, Math.ceil(points.length / MOST_BARS))
  const now = points.findLastIndex(({ forecast }) => !forecast)
  return points.filter((_, at) => (at - now) % step === 0)
}

const overTime = (trends: Trends | null): UncountedBlock[] => {
  if (trends === null) return []
  const words = trends.by === 'computed' ? 'by the rules' : 'as declared'
  if (trends.points.length === 0)
    return [heading('Levels over time'), next('There is no day to count levels on.')]
  const marks = [
    ...trends.levels.map(({ level, shape, word }) => ({ level, shape, word })),
    { level: 'none', shape: '–', word: trends.by === 'computed' ? 'No rating' : 'Not set' },
  ].filter(({ level }, at, all) => all.findIndex((mark) => mark.level === level) === at)
  const bars = thinned(trends.points).map(
    ({ on, forecast, counts }): PaperBar => ({
      label: `${dayShort(on)}${forecast ? ' (forecast)' : ''}`,
      parts: marks.map((mark) => ({ mark, count: counts[mark.level] ?? 0 })),
    }),
  )
  const shown = marks.filter((_, at) => bars.some(({ parts }) => (parts[at]?.count ?? 0) > 0))
  const ahead = trends.points.some(({ forecast }) => forecast)
  return [
    heading('Levels over time'),
    next(
      `The chart counts the actions of each level ${words} at the end of each day.${
        ahead
          ? ' Days marked as forecast lie ahead: they count what will be if nothing more is recorded.'
          : ''
      }`,
    ),
    chart(`Actions by level ${words} over time`, bars),
    {
      is: 'table',
      caption: `Actions by level ${words} over time`,
      columns: [
        { title: 'Day', share: 2 },
        ...shown.map(({ word }) => ({ title: word, share: 1, number: true })),
        { title: 'All', share: 1, number: true },
      ],
      rows: bars.map(({ label, parts }) => ({
        cells: [
          label,
          ...shown.map(({ level }) => grouped(parts.find(({ mark }) => mark.level === level)?.count ?? 0)),
          grouped(totalOf(parts)),
        ],
      })),
      totals: null,
    },
  ]
}

const changed = (
  { asAt, earlier }: BoardPaperInput,
  rows: readonly ActionRow[],
  levels: CountedLevels,
): UncountedBlock[] => {
  if (earlier === null) return []
  const was = new Map(earlier.rows.map((row) => [row.id, row]))
  const turned = rows.flatMap((row) => {
    const before = was.get(row.id)
    if (before === undefined || levels.of(before).level === levels.of(row).level) return []
    return [{ cells: [row.ref, row.text, levels.of(before), levels.of(row)] as readonly PaperCell[] }]
  })
  return [
    heading(`What changed since ${dayWords(earlier.on)}`),
    next(fullStop(comparisonLine(earlier.comparison).replace(/\.$/, ''))),
    ...planSentences(earlier.comparison).map(next),
    ...(turned.length === 0
      ? [next(`No action has another level ${levels.said} than on ${dayWords(earlier.on)}.`)]
      : [
          next(
            `${counted(turned.length, 'action has', { plural: 'actions have' })} another level ${levels.said} than on ${dayWords(earlier.on)}. Every other change is in appendix C.`,
          ),
          {
            is: 'table' as const,
            caption: `Levels ${levels.said} that changed`,
            columns: [
              { title: 'Ref', share: 1.2 },
              { title: 'Action', share: 7 },
              { title: dayShort(earlier.on), share: 2 },
              { title: dayShort(asAt), share: 2 },
            ],
            rows: turned,
            totals: null,
          },
        ]),
  ]
}

const ownersWords = ({ owners, ownerSaid }: Pick<ActionRow, 'owners' | 'ownerSaid'>): string =>
  owners.length === 0
    ? (ownerSaid ?? '')
    : listed(owners.map(({ name, duty }) => (duty === 'responsible' ? name : `${name} (${duty})`)))

const reds = (
  { asAt, reds: whys, plan }: BoardPaperInput,
  rows: readonly ActionRow[],
  levels: CountedLevels,
): UncountedBlock[] => {
  const red = rows.filter((row) => levels.of(row).level === 'red')
  const title = heading('What is red, and what would turn it')
  if (red.length === 0) return [title, next(`No action is red ${levels.said} on ${dayWords(asAt)}.`)]
  const known = new Map(whys.map((why) => [why.id, why]))
  return [
    title,
    next(`${counted(red.length, 'action is', { plural: 'actions are' })} red ${levels.said}.`),
    ...red.flatMap((row): UncountedBlock[] => {
      const owners = ownersWords(row)
      const about = `${owners === '' ? 'Nobody owns it' : `Owner: ${owners}`}; ${timescaleSentence(row.timescale)}; ${stageWords(row.stage).toLowerCase()}.`
      const why = known.get(row.id)
      return [
        { is: 'next', words: `${row.ref}: ${row.text}`, mark: levels.of(row) },
        { is: 'sub', words: about },
        ...(why === undefined
          ? lastWords(row)
          : whyWords(why, plan).map((words): UncountedBlock => ({ is: 'sub', words }))),
      ]
    }),
  ]
}

const lastWords = ({ lastUpdate }: ActionRow): UncountedBlock[] => [
  {
    is: 'sub',
    words:
      lastUpdate === null
        ? 'Nothing was ever said of it.'
        : fullStop(`Last said on ${dayWords(lastUpdate.on)}: “${lastUpdate.text}”`),
  },
]

/** Why an action has its level, by which rule, and what would turn it: a sentence each. */
const whyWords = (why: Why, plan: PlanView): string[] => {
  const level = levelSentence(why)
  const decided = why.evaluation?.rules.find(({ id }) => id === why.evaluation?.rule)
  const beside = declaredBesideSentence(why)
  const ways = waysWords(why.toTurn?.ways ?? []).slice(0, MOST_WAYS)
  const itself = turnsByItselfSentence(why)
  const to = why.toTurn === null ? null : markInRules(why.ragRules, why.toTurn.level).word.toLowerCase()
  return [
    level === null ? `No rules of the plan ${plan.code} rate it on that day.` : fullStop(level),
    ...(decided === undefined || why.ragRules === null
      ? []
      : [`The rule: ${ruleSentence(decided, why.ragRules)}`]),
    ...(beside === null ? [] : [fullStop(beside)]),
    ...(itself === null ? [] : [itself]),
    ...(to === null
      ? []
      : ways.length > 0
        ? [`What would turn it ${to}: ${ways.join('; or ')}.`]
        : itself === null
          ? [`Nothing that up to three changes could bring about would turn it ${to}.`]
          : []),
  ]
}

const turns = ({ turning }: BoardPaperInput): UncountedBlock[] => {
  if (turning === null) return []
  const title = heading('What turns next')
  if (turning.rows.length === 0)
    return [title, next(`No level changes by itself up to ${dayWords(turning.until)}.`)]
  return [
    title,
    next(
      `If nothing more is recorded, ${counted(turning.rows.length, 'level changes', { plural: 'levels change' })} by ${dayWords(turning.until)}.`,
    ),
    {
      is: 'table',
      caption: `Levels that turn by ${dayWords(turning.until)}`,
      columns: [
        { title: 'On', share: 1.8 },
        { title: 'Ref', share: 1.2 },
        { title: 'Action', share: 4.4 },
        { title: 'From', share: 1.8 },
        { title: 'To', share: 1.8 },
        { title: 'Because', share: 3.4 },
      ],
      rows: turning.rows.map(({ on, ref, text, was, becomes, because }) => ({
        cells: [dayShort(on), ref, text, was, becomes, because.length === 0 ? '' : becauseWords(because, on)],
      })),
      totals: null,
    },
  ]
}

const bySection = (
  { plan }: BoardPaperInput,
  rows: readonly ActionRow[],
  levels: CountedLevels,
): PaperTable => {
  const marks = levels.marks.filter(({ level }) => rows.some((row) => levels.of(row).level === level))
  return withTotals(
    {
      caption: `Actions by section and level ${levels.said}`,
      columns: [
        { title: 'Section', share: 5 },
        ...marks.map(({ word }) => ({ title: word, share: 1.4, number: true })),
        { title: 'All', share: 1, number: true },
      ],
      rows: plan.sections.flatMap(({ id, title }) => {
        const own = rows.filter(({ sectionId }) => sectionId === id)
        if (own.length === 0) return []
        const counts = marks.map(({ level }) => own.filter((row) => levels.of(row).level === level).length)
        return [{ cells: [title || 'Without a title', ...counts.map(grouped), grouped(own.length)] }]
      }),
    },
    'All sections',
    grouped,
  )
}

const everyAction = ({ plan, asAt }: BoardPaperInput, rows: readonly ActionRow[]): UncountedBlock[] => {
  const title = heading('Appendix B: Every action')
  if (rows.length === 0) return [title, next(`There is no action on ${dayWords(asAt)}.`)]
  const rules = plan.ragRules !== null
  return [
    title,
    next(`${counted(rows.length, 'action')} on ${dayWords(asAt)}, in the order of the plan.`),
    ...plan.sections.flatMap(({ id, title: section }): UncountedBlock[] => {
      const own = rows.filter(({ sectionId }) => sectionId === id)
      if (own.length === 0) return []
      return [
        heading(section || 'Without a title', 2),
        {
          is: 'table',
          caption: `${section || 'Without a title'}: ${counted(own.length, 'action')}`,
          columns: [
            { title: 'Ref', share: 1.1 },
            { title: 'Action', share: 6 },
            { title: 'Owners', share: 2.8 },
            { title: 'Timescale', share: 1.9 },
            { title: 'Stage', share: 1.9 },
            { title: 'Declared', share: 1.9 },
            ...(rules ? [{ title: 'By the rules', share: 1.9 }] : []),
            { title: 'Last update', share: 4.4 },
          ],
          rows: own.map((row) => ({
            cells: [
              row.ref,
              row.text,
              ownersWords(row),
              timescaleShort(row.timescale),
              stageWords(row.stage),
              declaredCell(row),
              ...(rules ? [ruleCell(row)] : []),
              row.lastUpdate === null ? '' : `${dayShort(row.lastUpdate.on)}: ${row.lastUpdate.text}`,
            ],
          })),
          totals: null,
        },
      ]
    }),
  ]
}

const everyChange = ({ plan, earlier }: BoardPaperInput): UncountedBlock[] => {
  if (earlier === null) return []
  const { comparison, on } = earlier
  const sections = new Map(
    [...plan.sections, ...(comparison.sections?.before ?? []), ...(comparison.sections?.after ?? [])].map(
      ({ id, title }) => [id, title],
    ),
  )
  const word = (level: string) =>
    markInRules(
      { levels: plan.computed.levels.map(({ level: code, ...mark }) => ({ code, ...mark })) },
      level,
    ).word
  const rows = comparison.rows.flatMap((row) => {
    // That nothing was said is counted, not listed: it is no change.
    const sentences = comparedSentences({ ...row, silent: null }, sections, word)
    return sentences.length === 0 ? [] : [{ cells: [row.ref, row.text, sentences.join('\n')] }]
  })
  const silent = comparison.rows.filter((row) => row.silent !== null).length
  const title = heading(`Appendix C: Every change since ${dayWords(on)}`)
  return [
    title,
    ...(rows.length === 0
      ? [next(`No action changed since ${dayWords(on)}.`)]
      : [
          next(`${counted(rows.length, 'action')} changed since ${dayWords(on)}.`),
          {
            is: 'table' as const,
            caption: `Changes of each action since ${dayWords(on)}`,
            columns: [
              { title: 'Ref', share: 1 },
              { title: 'Action', share: 4 },
              { title: 'What changed', share: 8 },
            ],
            rows,
            totals: null,
          },
        ]),
    next(
      silent === 0
        ? 'Something was said of every action that is not complete.'
        : `Nothing was said since then of ${counted(silent, 'action that is', { plural: 'actions that are' })} not complete.`,
    ),
  ]
}
