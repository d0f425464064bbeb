import type { Procedures } from '@beatbook/api'
import {
  type ActionRow,
  MOST_TURNING,
  type OutFormat,
  type OutQuestion,
  type PaperQuestion,
  type Turning,
} from '@beatbook/contract'
import type { OutPlan } from '@beatbook/documents'
import type { Paper, PaperTemplate } from '@beatbook/documents/paper'
import {
  addDays,
  err,
  type Id,
  type Instant,
  type IsoDate,
  ok,
  type Refusal,
  type Result,
  refuse,
} from '@beatbook/domain'
import { idsChanged } from '@beatbook/domain/english'
import { everyAction, settingsOfForce } from './ask.ts'

/** What a paper needs besides its question. */
export interface PaperContext {
  readonly force: string
  /** The force's marking in words; `null` where it has none. */
  readonly marking: string | null
  /** The picture of its crest; `null` where it has none. */
  readonly crest: Uint8Array | null
  readonly today: IsoDate
  readonly newest: Instant
}

/** The colour of headings and lines of papers. */
const ACCENT = '#123a5c'

/** How far ahead a board paper looks for what turns, and how far back where it compares with no day, in days. */
const AHEAD = 90

/** The most reds whose reasons are asked for and stand in the text; the others are in the appendix. */
const MOST_REDS = 60

const templateOf = ({ force, crest }: PaperContext): PaperTemplate => ({
  ...{ force, crest, accent: ACCENT },
  opening: [],
  closing: [],
})

/** The times of a question as the procedures take them. */
const timesOf = ({ asAt, knownAt }: OutQuestion) => ({
  ...(asAt ? { asAt } : {}),
  ...(knownAt ? { knownAt } : {}),
})

/** A plan as the table it came from. */
export const tableOf = async (out: OutPlan, context: PaperContext): Promise<Paper> => {
  const { tablePaper } = await import('@beatbook/documents/paper')
  const { asAt, knownAt } = out.origin
  return tablePaper({
    ...{ out, template: templateOf(context), marking: context.marking, asAt, knownAt, made: context.newest },
  })
}

/** A board paper of a plan with the actions that a filter leaves. */
export const boardOf = async (
  ask: Procedures,
  question: OutQuestion,
  context: PaperContext,
): Promise<Paper> => {
  const { boardPaper } = await import('@beatbook/documents/paper')
  const { filter, paper, plans } = question
  const times = timesOf(question)
  const asAt = question.asAt ?? context.today
  const plan = await ask.plans.get({ plan: plans[0] ?? '', ...times })
  const rowsOn = (day: IsoDate): Promise<ActionRow[]> =>
    everyAction(ask, { ...filter, ...times, withdrawn: 'with', plan: plan.id, asAt: day })
  const rows = await rowsOn(asAt)
  const reds = rows.filter(({ withdrawn, computed }) => !withdrawn && computed?.level === 'red')
  const until = addDays(asAt, AHEAD)
  const of = { ...filter, ...times, plan: plan.id }
  const turns: Turning[] = []
  for (;;) {
    const more = await ask.rating.turning({ ...of, until, skip: turns.length })
    turns.push(...more)
    if (more.length < MOST_TURNING) break
  }
  const { compareWith, recommendations, ...said }: PaperQuestion = paper ?? { recommendations: [] }
  const earlier =
    compareWith === undefined
      ? null
      : {
          on: compareWith,
          rows: await rowsOn(compareWith),
          comparison: await ask.plans.compare({
            ...{ ...filter, plan: plan.id, from: compareWith, to: asAt },
            ...(question.knownAt ? { knownAt: question.knownAt } : {}),
          }),
        }
  const whys = []
  for (const { address } of reds.slice(0, MOST_REDS)) whys.push(await ask.rating.why({ address, ...times }))
  const marking = said.marking ?? context.marking
  return boardPaper({
    particulars: {
      ...said,
      title: said.title ?? plan.title,
      recommendations,
      ...(marking === null ? {} : { marking }),
    },
    template: templateOf(context),
    ...{ plan, rows, view: question.name ?? null, asAt, knownAt: question.knownAt ?? context.newest },
    made: context.newest,
    earlier,
    turning: { until, rows: turns },
    reds: whys,
    trends: await ask.rating.trends({ ...of, from: compareWith ?? addDays(asAt, -AHEAD), to: asAt }),
  })
}

/** One action with why it has its level, its facts and its history. */
export const actionOf = async (
  ask: Procedures,
  address: string,
  question: OutQuestion,
  context: PaperContext,
): Promise<Paper> => {
  const { actionPaper } = await import('@beatbook/documents/paper')
  const times = timesOf(question)
  const [action, why, history, { columns }] = await Promise.all([
    ask.actions.get({ address, ...times }),
    ask.rating.why({ address, ...times }),
    ask.actions.history({ address, ...times }),
    settingsOfForce(ask),
  ])
  const plan = await ask.plans.get({ plan: action.planId, ...times })
  return actionPaper({
    ...{ action, why, history, template: templateOf(context), marking: context.marking, author: null },
    names: new Map([
      ...(await namesOf(ask, idsChanged(history).owners)),
      ...plan.sections.map(({ id, title }) => [id, title] as const),
    ]),
    columns,
    asAt: question.asAt ?? context.today,
    knownAt: question.knownAt ?? context.newest,
    made: context.newest,
  })
}

/** The names of owners by their ids; those that cannot be read are left out. */
const namesOf = async (ask: Procedures, ids: readonly Id[]): Promise<(readonly [Id, string])[]> => {
  const names: (readonly [Id, string])[] = []
  for (const id of ids) {
    const owner = await ask.parties.get({ owner: id }).catch(() => null)
    if (owner !== null) names.push([id, owner.name])
  }
  return names
}

/** A paper as the bytes of a Word document or a PDF. Refused with `no-pdf-writer` and `pdf-refused`. */
export const setPaper = async (format: OutFormat, paper: Paper): Promise<Result<Uint8Array, Refusal>> => {
  const { docxOf, pdfOf } = await import('@beatbook/documents/paper')
  if (format === 'docx') return ok(await docxOf(paper))
  const set = await pdfOf(paper)
  if (set.ok) return ok(set.value)
  return err(
    set.error.code === 'no-pdf-writer'
      ? refuse('no-pdf-writer', set.error.args)
      : refuse('pdf-refused', { because: [...set.error.args.because] }),
  )
}
