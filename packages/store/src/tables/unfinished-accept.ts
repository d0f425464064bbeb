/**
 * An accept whose steps are being written. When its lease has lapsed, what it wrote is removed. `parties` has the
 * ids of the parties that it adds (JSON); they are hidden until it is done, as its document is.
 */
export interface UnfinishedAcceptTable {
  command_id: string
  /** An instant of the server's clock. */
  lease_until: string
  document_id: string
  parties: string
}
