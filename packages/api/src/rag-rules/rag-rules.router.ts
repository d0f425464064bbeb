import {
  backTestView,
  type RagRulesChecked,
  ragRulesChecked,
  ragRulesSummary,
  whatIfView,
} from '@beatbook/contract'
import { checkRagRules, givenText, type RagRules, ragRules, refuse } from '@beatbook/domain'
import * as z from 'zod'
import { refused } from '../errors.ts'
import { answers, can, found, router } from '../procedures.ts'

/**
 * RAG rules: the existing ones, and trying others before they are adopted. Rules to try are sent completely
 * and not saved.
 */
export const ragRulesRouter = router({
  list: can('read', 'force')
    .meta({ summary: 'The RAG rules there are, with their versions.' })
    .meta(answers(z.array(ragRulesSummary)))
    .query(({ ctx }) => ctx.ports.rating.allRagRules()),

  /** The newest version by default. */
  get: can('read', 'force')
    .meta({ summary: 'One version of RAG rules.' })
    .input(z.object({ code: givenText(60), version: z.int().optional() }))
    .meta(answers(ragRules))
    .query(async ({ ctx, input }) =>
      found(await ctx.ports.rating.ragRules(input.code, input.version), {
        what: 'rag-rules',
        asked: input.code,
      }),
    ),

  check: can('read', 'force')
    .meta({ summary: 'What is wrong with RAG rules, before they are saved.' })
    .input(z.object({ ragRules: z.unknown() }))
    .meta(answers(ragRulesChecked))
    .query(({ input }) => checked(input.ragRules)),

  whatIf: can('read', 'plan')
    .meta({ summary: 'Which levels of a plan would change by other rules.' })
    .input(z.object({ plan: givenText(200), ragRules: z.unknown() }))
    .meta(answers(whatIfView))
    .query(async ({ ctx, input }) =>
      found(await ctx.ports.rating.whatIf(input.plan, validRules(input.ragRules)), {
        what: 'plan',
        asked: input.plan,
      }),
    ),

  backTest: can('read', 'plan')
    .meta({ summary: 'How other rules would have rated a plan in the past.' })
    .input(z.object({ plan: givenText(200), ragRules: z.unknown() }))
    .meta(answers(backTestView))
    .query(async ({ ctx, input }) =>
      found(await ctx.ports.rating.backTest(input.plan, validRules(input.ragRules)), {
        what: 'plan',
        asked: input.plan,
      }),
    ),
})

const checked = (input: unknown): RagRulesChecked => {
  const result = checkRagRules(input)
  return result.ok
    ? { ragRules: result.value.ragRules, faults: [], flags: result.value.flags }
    : { ragRules: null, faults: result.error, flags: [] }
}

const validRules = (input: unknown): RagRules => {
  const { ragRules, faults } = checked(input)
  if (ragRules === null)
    throw refused(
      refuse('rules-invalid', {
        faults: faults.length,
        fault: faults[0]?.code ?? '',
        path: faults[0]?.path.join('.') ?? '',
      }),
    )
  return ragRules
}
