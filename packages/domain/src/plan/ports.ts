import type { ReadAt } from '../calendar/read-at.ts'
import type { PlanSummary, PlanView } from './view.ts'

/** What reading plans needs of the record. */
export interface PlanReader {
  list(at?: ReadAt): Promise<PlanSummary[]>
  /** By code or id; `null` when there is none at that date. */
  get(plan: string, at?: ReadAt): Promise<PlanView | null>
}
