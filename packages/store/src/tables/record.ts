/** What the record says of itself, in its only row. */
export interface RecordTable {
  one: number
  /** Tells this record from every other one; a backup and what is restored from it have the same. */
  id: string
  /**
   * 1 while no server has it open and nothing stands in its log alone: a copy of the file is then the whole
   * record.
   */
  closed: number
  /** The number of the projection by which its versions were folded. */
  folded: number
}
