import type { Draft } from '@beatbook/domain'
import type { DraftSummary } from './view.ts'

/** The contents of a draft that lists show. */
export type DraftContents = Omit<DraftSummary, 'id' | 'name' | 'createdAt'>

/**
 * A draft as it is stored: its JSON as UTF-8, which is transferred between threads without copying, and what
 * lists show of it.
 */
export interface WrittenDraft {
  readonly name: string
  readonly json: Uint8Array<ArrayBuffer>
  readonly contents: DraftContents
}

/** The contents of a draft for lists. */
export const contentsOfDraft = (draft: Draft): DraftContents => ({
  plans: draft.plans.map(({ key, title, kind, sections }) => ({
    key,
    title,
    kind,
    actions: sections.reduce((sum, section) => sum + section.actions.length, 0),
  })),
  tables: draft.tables.length,
  findings: draft.findings.length,
})
