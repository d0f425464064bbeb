import {
  backTestView,
  checkScheme,
  givenText,
  type RagScheme,
  ragScheme,
  refuse,
  type SchemeChecked,
  schemeChecked,
  schemeSummary,
  whatIfView,
} from '@beatbook/domain'
import * as z from 'zod'
import { refused } from '../errors.ts'
import { answers, can, found, router } from '../procedures.ts'

/** RAG schemes: those there are, and trying others before they are adopted. A scheme to try is given whole; nothing of it is kept. */
export const schemesRouter = router({
  list: can('read')
    .use(answers(z.array(schemeSummary)))
    .query(({ ctx }) => ctx.ports.rag.schemes()),

  /** The newest version unless one is given. */
  get: can('read')
    .input(z.object({ code: givenText(60), version: z.int().optional() }))
    .use(answers(ragScheme))
    .query(async ({ ctx, input }) => found(await ctx.ports.rag.scheme(input.code, input.version), 'scheme', input.code)),

  check: can('read')
    .input(z.object({ scheme: z.unknown() }))
    .use(answers(schemeChecked))
    .query(({ input }) => checked(input.scheme)),

  whatIf: can('read')
    .input(z.object({ plan: givenText(200), scheme: z.unknown() }))
    .use(answers(whatIfView))
    .query(async ({ ctx, input }) => found(await ctx.ports.rag.whatIf(input.plan, sound(input.scheme)), 'plan', input.plan)),

  backTest: can('read')
    .input(z.object({ plan: givenText(200), scheme: z.unknown() }))
    .use(answers(backTestView))
    .query(async ({ ctx, input }) => found(await ctx.ports.rag.backTest(input.plan, sound(input.scheme)), 'plan', input.plan)),
})

const checked = (input: unknown): SchemeChecked => {
  const result = checkScheme(input)
  const plain = (findings: readonly { code: string; path: readonly (string | number)[]; args: object }[]) =>
    findings.map(({ code, path, args }) => ({ code, path: [...path], args: { ...args } }))
  return result.ok ? { scheme: result.value.scheme, faults: [], flags: plain(result.value.flags) } : { scheme: null, faults: plain(result.error), flags: [] }
}

const sound = (input: unknown): RagScheme => {
  const { scheme, faults } = checked(input)
  if (scheme === null) throw refused(refuse('scheme-invalid', { faults: faults.length, path: faults[0]?.path.join('.') ?? '' }))
  return scheme
}
