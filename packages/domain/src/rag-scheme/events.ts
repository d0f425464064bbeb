import * as z from 'zod'
import { ragCondition } from '../rag/schema.ts'
import type { RagScheme } from '../rag/scheme.ts'

/** A version of a RAG scheme was saved: its rules are facts, what its levels are called and mean are words. */
export const schemeSaved = z.object({
  type: z.literal('scheme-saved'),
  v: z.literal(1),
  facts: z.object({
    code: z.string(),
    version: z.int(),
    levels: z.array(z.object({ code: z.string(), reasonDue: z.boolean(), asksNextDate: z.boolean() })),
    rules: z.array(z.object({ id: z.string(), level: z.string(), when: ragCondition })),
    otherwise: z.string(),
  }),
  words: z.object({
    title: z.string(),
    description: z.string(),
    levels: z.array(z.object({ letter: z.string(), word: z.string(), shape: z.string(), meaning: z.string() })),
  }),
})

export const schemeEvent = z.discriminatedUnion('type', [schemeSaved])
export type SchemeEvent = z.infer<typeof schemeEvent>

/** The scheme an event saved. */
export const schemeIn = ({ facts, words }: Pick<SchemeEvent, 'facts' | 'words'>): RagScheme => ({
  code: facts.code,
  version: facts.version,
  title: words.title,
  description: words.description,
  levels: facts.levels.map((level, at) => ({ ...level, ...(words.levels[at] ?? { letter: '?', word: level.code, shape: '?', meaning: '' }) })),
  rules: facts.rules,
  otherwise: facts.otherwise,
})
