/** Metadata of the record, in a single row. */
export interface RecordTable {
  one: number
  /** Identifies this record; a backup and what is restored from it have the same id. */
  id: string
  /**
   * 1 while no server has it open and nothing is in its WAL alone: then a copy of the file is the complete
   * record.
   */
  closed: number
  /** The day to which rows of today were turned last; empty where that never happened. */
  turned: string
}
