/** An action that waits to be coloured anew, since what it rests on changed at `recorded_at`. */
export interface RecolouringTable {
  action_id: string
  plan_id: string
  recorded_at: string
}
