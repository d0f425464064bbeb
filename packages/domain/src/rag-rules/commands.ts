import * as z from 'zod'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { givenLine } from '../words/control.ts'

/**
 * Saves RAG rules as the next version of their code; their own `version` is the one they were made from, 0
 * for a new one, so that two people never overwrite one another. `ragRulesId` is the stream of the code, made
 * by whoever saves its first version. No plan changes until it is pinned. The words of the rest are those of
 * `ragRules`, to which `checkRagRules` holds it.
 */
export const saveRagRules = defineCommand({
  name: 'save-rag-rules',
  input: z.object({
    commandId: id,
    ragRulesId: id,
    ragRules: z.looseObject({ code: givenLine(60), version: z.int().min(0) }),
  }),
  capability: 'administer',
  cli: 'rules save FILE',
  on: 'anywhere',
})
export type SaveRagRules = z.input<typeof saveRagRules.input>
