/**
 * The positions `first` to `last` of entries that an interrupted accept wrote and that were removed; nobody ever
 * saw them. Positions are not used again.
 */
export interface RemovedEntryTable {
  first: number
  last: number
  command_id: string
}
