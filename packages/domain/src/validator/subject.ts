import type { ActionState } from '../action/action.ts'
import { earliestOf, type IsoDate } from '../calendar/date.ts'
import type { Draft, DraftAction, DraftPlan, DraftTable } from '../draft/draft.ts'
import { byDay, completedOn, type Entry, stageEntries, wordsOfUpdate } from '../draft/write-action.ts'
import { dateOfDocument } from '../draft/writing.ts'
import type { Id } from '../id.ts'
import type { LevelCode } from '../level/level.ts'
import type { PlanKind } from '../plan/kind.ts'
import type { PlanState } from '../plan/plan.ts'
import type { Stage } from '../stage/stage.ts'
import type { Timescale } from '../timescale/timescale.ts'

/** What validators look at, whether it stands in the record or in a draft. Ids are the record's, or the draft's keys. */
export interface Subject {
  readonly plans: readonly SubjectPlan[]
  readonly tables: readonly SubjectTable[]
}

export interface SubjectPlan {
  readonly id: string
  readonly kind: PlanKind
  readonly period: { readonly start: IsoDate | null; readonly end: IsoDate | null; readonly said: string } | null
  readonly sections: readonly { readonly id: string; readonly title: string }[]
  /** Those that stand: a withdrawn action fails no check. */
  readonly actions: readonly SubjectAction[]
}

export interface SubjectAction {
  readonly id: string
  readonly section: string
  /** `null` where the document gave none. */
  readonly ref: string | null
  readonly text: string
  readonly ownerSaid: string | null
  readonly owners: readonly string[]
  readonly since: IsoDate
  readonly timescale: Timescale
  /** The day from which the timescale is what it is; `null` where nothing says. */
  readonly timescaleSetOn: IsoDate | null
  readonly stage: Stage | null
  /** The day it became complete, while it is. */
  readonly completedOn: IsoDate | null
  readonly level: LevelCode | null
  /** Whether words go with the declared level, or were said since. */
  readonly levelExplained: boolean
  readonly details: readonly { readonly heading: string; readonly text: string }[]
  /** Oldest first. `text` is `null` where an entry only changed a stage, level or timescale. */
  readonly updates: readonly { readonly id: string; readonly on: IsoDate; readonly text: string | null }[]
}

export interface SubjectTable extends Pick<DraftTable, 'title' | 'columns' | 'rows' | 'totals'> {
  readonly id: string
  /** The figures that the words around the table give for a column as a whole, each with the words. */
  readonly claims: readonly { readonly column: string; readonly written: number; readonly quote: string }[]
}

/** A plan of the record as it stands, as validators see it. `names` gives a party's name. */
export const subjectOfPlan = (plan: PlanState, actions: readonly ActionState[], names: (party: Id) => string): Subject => ({
  plans: [
    {
      id: plan.id,
      kind: plan.kind,
      period: plan.period,
      sections: plan.sections,
      actions: actions.filter((action) => !action.withdrawn).map((action) => actionOfState(action, names)),
    },
  ],
  tables: [],
})

/** A draft as validators see it; what carries no date of its own takes its document's, or `today` where that has none. */
export const subjectOfDraft = (draft: Draft, today: IsoDate): Subject => ({
  plans: draft.plans.map((plan) => planOfDraft(plan, dateOfDocument(plan, today))),
  tables: draft.tables.map((table) => ({ ...table, id: table.key, claims: claimsAbout(table, draft) })),
})

const actionOfState = (action: ActionState, names: (party: Id) => string): SubjectAction => {
  const last = (field: 'stage' | 'level' | 'timescale') => action.updates.findLastIndex((update) => update[field] !== undefined)
  const declared = last('level')
  return {
    id: action.id,
    section: action.sectionId,
    ref: action.refOrigin === 'generated' ? null : action.ref,
    text: action.text,
    ownerSaid: action.ownerSaid,
    owners: action.owners.map(({ partyId }) => names(partyId)),
    since: action.since,
    timescale: action.timescale,
    timescaleSetOn: action.updates[last('timescale')]?.on ?? action.since,
    stage: action.stage,
    completedOn: completeSince(action.updates),
    level: action.level,
    levelExplained: action.updates.slice(Math.max(declared, 0)).some((update) => update.text !== null),
    details: action.details,
    updates: action.updates.map(({ id, on, text }) => ({ id, on, text })),
  }
}

/** The day since which every stage that was said is complete. */
const completeSince = (entries: readonly { readonly on: IsoDate; readonly stage?: Stage }[]): IsoDate | null => {
  const said = entries.filter((entry) => entry.stage !== undefined)
  return said[said.findLastIndex((entry) => entry.stage !== 'complete') + 1]?.on ?? null
}

const planOfDraft = (plan: DraftPlan, on: IsoDate): SubjectPlan => ({
  id: plan.key,
  kind: plan.kind,
  period: plan.period,
  sections: plan.sections.map(({ key, title }) => ({ id: key, title })),
  actions: plan.sections.flatMap((section) => section.actions.map((action) => actionOfDraft(action, section.key, on, plan.documentDate.on !== null))),
})

const actionOfDraft = (action: DraftAction, section: string, on: IsoDate, dated: boolean): SubjectAction => {
  const dates = byDay(stageEntries(action, on))
  const stated = action.stage === null || action.stage === dates.at(-1)?.stage ? [] : [statedStage(action, action.stage, on)]
  const stages = byDay([...dates, ...stated])
  const updates = action.updates.map((update) => ({ id: update.key, on: update.on ?? on, text: wordsOfUpdate(update) }))
  const since = earliestOf(
    on,
    [...stages, ...updates].map((entry) => entry.on),
  )
  return {
    id: action.key,
    section,
    ref: action.refOrigin === 'generated' ? null : action.ref,
    text: action.text,
    ownerSaid: action.ownerSaid,
    owners: action.owners.map(({ name }) => name),
    since,
    timescale: action.timescale,
    timescaleSetOn: dated || [...action.stages, ...action.updates].some((entry) => entry.on !== null) ? since : null,
    stage: stages.at(-1)?.stage ?? null,
    completedOn: completeSince(stages),
    level: action.level,
    levelExplained: (action.levelSaid?.match(/\p{L}{2,}/gu)?.length ?? 0) > 3 || updates.some((update) => update.on > on),
    details: action.details,
    updates: updates.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
  }
}

const statedStage = (action: DraftAction, stage: Stage, on: IsoDate): Entry => {
  const completed = stage === 'complete' ? completedOn(action, on) : null
  return { on: completed?.on ?? on, dated: false, text: null, stage, pieces: [] }
}

/** The percentages in the words that the reader tied to a table. */
const claimsAbout = (table: DraftTable, { findings, source }: Draft): SubjectTable['claims'] =>
  findings.flatMap(({ code, table: about, args, pieces }) =>
    code === 'percentage-text-mismatch' && about === table.key && typeof args.written === 'number'
      ? [
          {
            column: String(args.column ?? ''),
            written: args.written,
            quote: pieces
              .map((piece) => source.pieces[piece]?.text ?? '')
              .join(' ')
              .trim(),
          },
        ]
      : [],
  )
