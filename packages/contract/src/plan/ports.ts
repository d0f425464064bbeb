import type { ActionState, Id, IsoDate, PlanState, RagRules, ReadAt } from '@beatbook/domain'
import type { AggregateEvent } from '../aggregate/view.ts'
import type { PlanSummary, PlansQuestion, PlanView } from './view.ts'

/**
 * A plan with all its actions at a date, including withdrawn ones, with their levels by the rules and their
 * owners' names by id.
 */
export interface WholePlan {
  readonly plan: PlanState
  readonly actions: readonly ActionState[]
  readonly names: ReadonlyMap<Id, string>
  readonly computed: ReadonlyMap<Id, string>
  readonly ragRules: RagRules | null
}

/** Two days, of which `from` is the earlier, as known now or at an instant. */
export interface ChangedBetween extends Pick<ReadAt, 'knownAt'> {
  readonly from: IsoDate
  readonly to: IsoDate
}

/** What of a plan changed between two days. */
export interface Changed {
  /** The actions whose state may differ. */
  readonly actions: readonly Id[]
  /** How many others had a level by the rules on both days, and not the same. */
  readonly levels: number
}

/** What to read of a complete plan. */
export interface PartOfPlan {
  /** Only these actions; all where absent. */
  readonly only?: readonly Id[]
  /** The day whose names the owners have. Of two days that are compared the later: a new name is no new owner. */
  readonly namesOn?: IsoDate
}

/** Reads plans. */
export interface PlanReader {
  /** Without those that are archived on the date, unless they are asked for. */
  list(question?: PlansQuestion): Promise<PlanSummary[]>
  /** By code or id; `null` when there is none at that date. */
  get(plan: string, at?: ReadAt): Promise<PlanView | null>
  /**
   * The complete plan, for comparison or validation, or with only some of its actions; `null` when there is none
   * at that date.
   */
  whole(plan: string, at?: ReadAt, part?: PartOfPlan): Promise<WholePlan | null>
  /** What happened to a plan itself, oldest first; `null` when there is none at that date. */
  history(plan: string, at?: ReadAt): Promise<AggregateEvent[] | null>
  /** What of a plan is not the same at the ends of two days; `null` when there is no such plan. */
  changed(plan: string, between: ChangedBetween): Promise<Changed | null>
}
