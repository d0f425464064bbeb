import * as z from 'zod'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { givenLine } from '../words/control.ts'

/**
 * Saves a RAG scheme as the next version of its code; its own `version` is the one it was made from, 0 for a new one, so that two people
 * never overwrite one another. `schemeId` is the stream of the code, made by whoever saves its first version. No plan changes until it is pinned.
 * The words of the rest are those of `ragScheme`, to which `checkScheme` holds it.
 */
export const saveScheme = defineCommand({
  name: 'save-scheme',
  input: z.object({ commandId: id, schemeId: id, scheme: z.looseObject({ code: givenLine(60), version: z.int().min(0) }) }),
  capability: 'administer',
  cli: 'rules save FILE',
  on: 'anywhere',
})
export type SaveScheme = z.input<typeof saveScheme.input>
