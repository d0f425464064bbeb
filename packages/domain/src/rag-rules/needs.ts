import type { Need } from '../aggregate/need.ts'
import type { Id } from '../id.ts'
import type { SavedVersion } from './decide.ts'

/** The newest version saved under a code; `null` where the code is new. */
export const newestVersion = (
  code: string,
): Need<'newest-rag-rules', readonly [string], SavedVersion | null> => ({
  need: 'newest-rag-rules',
  args: [code],
})

/** Whether RAG rules of some code have this id. */
export const ragRulesIdTaken = (id: Id): Need<'rag-rules-id-taken', readonly [Id], boolean> => ({
  need: 'rag-rules-id-taken',
  args: [id],
})
