/**
 * The greatest number that a table had when rows of it were removed: numbers are never used again, because what
 * they name is cached.
 */
export interface UsedNumberTable {
  name: 'content' | 'plan_version' | 'aggregate_version'
  last: number
}
