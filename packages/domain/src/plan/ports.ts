import type { IsoDate } from '../calendar/date.ts'
import type { PlanSummary, PlanView } from './view.ts'

/** What reading plans needs of the record. */
export interface PlanReader {
  list(asAt?: IsoDate): Promise<PlanSummary[]>
  /** By code or id; `null` when there is none at that date. */
  get(plan: string, asAt?: IsoDate): Promise<PlanView | null>
}
