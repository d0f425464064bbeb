import type { ActionState } from '../action/action.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { Id } from '../id.ts'
import type { PlanKind } from '../plan/kind.ts'
import type { PlanState } from '../plan/plan.ts'
import type { Timescale } from '../timescale/timescale.ts'
import type { LevelCode, StageCode } from '../workflow/schemas.ts'

/** The input of validators, from the record or from a draft. Ids are the record's, or the draft's keys. */
export interface Subject {
  readonly plans: readonly SubjectPlan[]
  readonly tables: readonly SubjectTable[]
}

export interface SubjectPlan {
  readonly id: string
  readonly kind: PlanKind
  readonly period: {
    readonly start: IsoDate | null
    readonly end: IsoDate | null
    readonly said: string
  } | null
  readonly sections: readonly { readonly id: string; readonly title: string }[]
  /** Without withdrawn actions, which fail no check. */
  readonly actions: readonly SubjectAction[]
}

export interface SubjectAction {
  readonly id: string
  readonly section: string
  /** `null` where the document has none. */
  readonly ref: string | null
  readonly text: string
  readonly ownerSaid: string | null
  readonly owners: readonly string[]
  readonly since: IsoDate
  readonly timescale: Timescale
  /** The day from which the timescale is valid; `null` where it is not known. */
  readonly timescaleSetOn: IsoDate | null
  readonly stage: StageCode | null
  /** The day of completion, while it is complete. */
  readonly completedOn: IsoDate | null
  readonly level: LevelCode | null
  /** Whether words were recorded with the declared level or since. */
  readonly levelExplained: boolean
  readonly details: readonly { readonly heading: string; readonly text: string }[]
  /** Oldest first. `text` is `null` where an entry only changed a stage, level or timescale. */
  readonly updates: readonly { readonly id: string; readonly on: IsoDate; readonly text: string | null }[]
}

/** A table of figures in a draft, outside its plans; a cell without a figure is `null`. */
export interface SubjectTable {
  readonly id: string
  readonly title: string
  readonly columns: readonly {
    readonly key: string
    readonly heading: string
    readonly unit: 'count' | 'gbp' | 'percent'
  }[]
  readonly rows: readonly {
    readonly label: string
    readonly values: Readonly<Record<string, number | null>>
  }[]
  /** The totals row as written, where there is one. */
  readonly totals: Readonly<Record<string, number | null>> | null
  /** The figures for a column as a whole in the words around the table, each with the words. */
  readonly claims: readonly { readonly column: string; readonly written: number; readonly quote: string }[]
}

/** A plan of the record as validators see it. `names` returns a party's name. */
export const subjectOfPlan = (
  plan: PlanState,
  actions: readonly ActionState[],
  names: (party: Id) => string,
): Subject => ({
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

const actionOfState = (action: ActionState, names: (party: Id) => string): SubjectAction => {
  const last = (field: 'stage' | 'level' | 'timescale') =>
    action.updates.findLastIndex((update) => update[field] !== undefined)
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

/** The day since which every recorded stage is complete. */
const completeSince = (
  entries: readonly { readonly on: IsoDate; readonly stage?: StageCode }[],
): IsoDate | null => {
  const said = entries.filter((entry) => entry.stage !== undefined)
  return said[said.findLastIndex((entry) => entry.stage !== 'complete') + 1]?.on ?? null
}
