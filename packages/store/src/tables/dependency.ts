/**
 * An action that depends, or once depended, on another: whose rating to look at again when the other's
 * changes.
 */
export interface DependencyTable {
  on_id: string
  action_id: string
}
