import type { DocumentSummary, DocumentView } from './view.ts'

/** The documents that were accepted. */
export interface DocumentReader {
  list(): Promise<DocumentSummary[]>
  get(id: string): Promise<DocumentView | null>
}
