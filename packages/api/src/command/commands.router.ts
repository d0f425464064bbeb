import type { Outcome } from '@beatbook/contract'
import { type CommandName, commands, homeOfCommand, id } from '@beatbook/domain'
import type { TRPCMutationProcedure } from '@trpc/server'
import * as z from 'zod'
import { answers, can, router, valueIn } from '../procedures.ts'
import { procedureName } from './procedure-name.ts'

const outcome = z.object({
  position: z.int(),
  repeated: z.boolean(),
  unchanged: z.boolean(),
  plans: z.array(z.object({ id, code: z.string() })),
  documentId: id.nullable(),
})

const procedureOf = <N extends CommandName>(name: N): CommandProcedure<N> =>
  can(commands[name].capability, homeOfCommand(name) === 'plan' ? 'plan' : 'force')
    .input(commands[name].input as z.ZodType)
    .meta(answers(outcome))
    .mutation(async ({ ctx, input }) =>
      valueIn(
        await ctx.ports.commands.run(name, input as z.output<(typeof commands)[N]['input']>, {
          actor: ctx.person.id,
          now: ctx.now,
          today: ctx.today,
        }),
      ),
    ) as CommandProcedure<N>

/** One mutation for each of the domain's commands, derived from its definition. */
export const commandsRouter = router(
  Object.fromEntries(
    (Object.keys(commands) as CommandName[]).map((name) => [procedureName(name), procedureOf(name)]),
  ) as CommandProcedures,
)

type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S
type CommandProcedure<N extends CommandName> = TRPCMutationProcedure<{
  input: z.input<(typeof commands)[N]['input']>
  output: Outcome
  meta: unknown
}>
type CommandProcedures = { [N in CommandName as CamelCase<N>]: CommandProcedure<N> }
