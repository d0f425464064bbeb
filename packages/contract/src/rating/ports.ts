import type { IsoDate, RagRules, ReadAt, Result } from '@beatbook/domain'
import type { AddressFailure } from '../action/ports.ts'
import type { ActionFilter } from '../action/view.ts'
import type { BackTestView, RagRulesSummary, WhatIfView } from '../rag-rules/view.ts'
import type { ThroughPage, ThroughQuestion } from './through.ts'
import type { Ribbon, Trends, Turning, TurningTo, Why } from './view.ts'

/**
 * A query for counts by level over time, `from` to `to` inclusive: of a plan's actions that match the filter on each
 * day, and after the date of the query of those that match it on that date.
 */
export interface TrendsQuestion extends ReadAt, Partial<Omit<ActionFilter, 'plan'>> {
  readonly plan: string
  readonly from: IsoDate
  readonly to: IsoDate
  readonly by: 'declared' | 'computed'
}

/** Which changes of level are asked for: of the actions that match a filter on the date, after it up to `until`. */
export interface TurningQuestion extends ReadAt, Partial<ActionFilter> {
  readonly until: IsoDate
  /** How many of the first are left out, for the next page; none by default. */
  readonly skip?: number | undefined
}

/** As `TurningQuestion`, for the first `limit` that lead to a level. */
export interface TurningToQuestion extends TurningQuestion {
  readonly level: string
  readonly limit: number
}

/** Reads ratings. A plan is given by code or id; `null` means that there is no such plan at that date. */
export interface RatingReader {
  /** `level` is the level to reach in `toTurn`; by default green, or else complete. */
  why(
    address: string,
    at?: ReadAt & { readonly level?: string | undefined },
  ): Promise<Result<Why, AddressFailure>>
  ribbon(address: string, at?: ReadAt): Promise<Result<Ribbon, AddressFailure>>
  /** Levels, timescales and updates of many actions through all days, page by page. */
  through(question: ThroughQuestion): Promise<ThroughPage>
  /** The changes of level after the date, up to and including `until`, by day; at most `MOST_TURNING`. */
  turning(question: TurningQuestion): Promise<Turning[]>
  /** Of those changes the first that lead to a level, and their number. */
  turningTo(question: TurningToQuestion): Promise<TurningTo>
  trends(question: TrendsQuestion): Promise<Trends | null>
  allRagRules(): Promise<RagRulesSummary[]>
  /** A version of RAG rules, by default the newest of the code; `null` where there is none. */
  ragRules(code: string, version?: number): Promise<RagRules | null>
  whatIf(plan: string, would: RagRules): Promise<WhatIfView | null>
  backTest(plan: string, ragRules: RagRules): Promise<BackTestView | null>
}
