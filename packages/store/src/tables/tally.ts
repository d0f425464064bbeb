/**
 * How many actions have the same values today, as the rows of `action_now` have them. No row where there are
 * none.
 */
export interface TallyTable {
  plan_id: string
  section_id: string
  withdrawn: number
  level: string
  stage: string
  computed: string
  disagrees: number
  actions: number
}
