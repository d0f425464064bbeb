import type { Need } from '../aggregate/need.ts'
import type { Id } from '../id.ts'
import type { NamedFile } from './attachment.ts'

/** The files that the person who sends the command has uploaded, by the ids of their uploads; absent where none. */
export const uploadedFiles = (
  ids: readonly Id[],
): Need<'uploaded-files', readonly [readonly Id[]], ReadonlyMap<Id, NamedFile>> => ({
  need: 'uploaded-files',
  args: [ids],
})
