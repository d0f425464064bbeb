import type { Original } from '@beatbook/domain'
import type { DocumentSummary, DocumentView } from './view.ts'

/** Reads accepted documents. */
export interface DocumentReader {
  list(): Promise<DocumentSummary[]>
  get(id: string): Promise<DocumentView | null>
  /**
   * The name and the file of a document, without its content. `null` where there is no such document;
   * `original` as in its summary.
   */
  original(id: string): Promise<{ readonly name: string; readonly original: Original | null } | null>
}
