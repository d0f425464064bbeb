/** An action that depends, or once depended, on another: whose colours to look at again when the other's change. */
export interface DependencyTable {
  on_id: string
  action_id: string
}
