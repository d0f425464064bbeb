/**
 * A plan whose import was undone or redone in parts: hidden from the instant `hidden_from`, at which its own events
 * were recorded, until that of the last part, `hidden_to` (`END_OF_TIME` until then).
 */
export interface HiddenPlanTable {
  plan_id: string
  hidden_from: string
  hidden_to: string
  /** The command that undid or redid the import. */
  command_id: string
}
