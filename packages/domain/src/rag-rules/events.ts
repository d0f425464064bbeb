import * as z from 'zod'
import type { RagRules } from '../rag/rules.ts'
import { ragCondition } from '../rag/schema.ts'
import { commandUndone } from '../stream/undone.ts'

/** A version of RAG rules was saved: the rules are facts, the names and meanings of the levels are words. */
export const ragRulesSaved = z.object({
  type: z.literal('rag-rules-saved'),
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
    levels: z.array(
      z.object({ letter: z.string(), word: z.string(), shape: z.string(), meaning: z.string() }),
    ),
  }),
})

export const ragRulesEvent = z.discriminatedUnion('type', [ragRulesSaved, commandUndone])
export type RagRulesEvent = z.infer<typeof ragRulesEvent>

export type RagRulesSaved = z.infer<typeof ragRulesSaved>

/** The rules in an event. */
export const ragRulesIn = ({ facts, words }: Pick<RagRulesSaved, 'facts' | 'words'>): RagRules => ({
  code: facts.code,
  version: facts.version,
  title: words.title,
  description: words.description,
  levels: facts.levels.map((level, at) => ({
    ...level,
    ...(words.levels[at] ?? { letter: '?', word: level.code, shape: '?', meaning: '' }),
  })),
  rules: facts.rules,
  otherwise: facts.otherwise,
})
