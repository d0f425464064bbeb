import type { VersionPeriods } from './version.ts'

/**
 * One rating: how its subject is rated on the dates `held_from` to `held_to`, and as forecast then. The content
 * `content_id` has its timeline. `level` (empty where the timeline begins later) and `disagrees` hold on the
 * dates from `held_from` until `turns_on`; `levels` has the levels of all dates (`writtenLevels`).
 */
export interface RatingTable extends VersionPeriods {
  subject_kind: 'action'
  subject_id: string
  plan_id: string
  level: string
  disagrees: number
  turns_on: string
  levels: string
  content_id: number
}
