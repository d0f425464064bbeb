/**
 * The state of one projection: the version of the program's code that made it, and, while it is being rebuilt,
 * the last stream that is done (`after`, null when all are), how many are (`done`) and of how many.
 */
export interface ProjectionTable {
  name: string
  version: number
  after: string | null
  done: number
  of: number
}
