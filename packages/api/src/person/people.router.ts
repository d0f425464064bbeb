import { type Asking, auditPage, auditQuestion, newPerson, password } from '@beatbook/contract'
import { givenText, id, person, personName, role } from '@beatbook/domain'
import * as z from 'zod'
import type { ApiContext } from '../context.ts'
import { answers, can, router, signedIn, valueIn } from '../procedures.ts'

const onePerson = z.object({ id: givenText(200), commandId: id.optional() })

export const peopleRouter = router({
  list: can('administer')
    .use(answers(z.array(person)))
    .query(({ ctx }) => ctx.ports.people.list()),

  add: can('administer')
    .input(newPerson)
    .use(answers(person))
    .mutation(async ({ ctx, input }) => valueIn(await ctx.ports.people.add(input, asking(ctx, input)))),

  setRole: can('administer')
    .input(onePerson.extend({ role }))
    .use(answers(person))
    .mutation(async ({ ctx, input }) =>
      valueIn(await ctx.ports.people.setRole(input.id, input.role, asking(ctx, input))),
    ),

  rename: can('administer')
    .input(onePerson.extend({ name: personName }))
    .use(answers(person))
    .mutation(async ({ ctx, input }) =>
      valueIn(await ctx.ports.people.rename(input.id, input.name, asking(ctx, input))),
    ),

  setPassword: can('administer')
    .input(onePerson.extend({ password }))
    .mutation(async ({ ctx, input }) =>
      valueIn(await ctx.ports.people.setPassword(input.id, input.password, asking(ctx, input))),
    ),

  /** One's own, and the one thing that may be done while it is due. */
  changePassword: signedIn
    .input(z.object({ commandId: id.optional(), currentPassword: z.string().max(128), password }))
    .mutation(async ({ ctx, input }) =>
      valueIn(
        await ctx.ports.people.changePassword(
          input.currentPassword,
          input.password,
          ctx.sessionId,
          asking(ctx, input),
        ),
      ),
    ),

  remove: can('administer')
    .input(onePerson)
    .mutation(async ({ ctx, input }) => valueIn(await ctx.ports.people.remove(input.id, asking(ctx, input)))),

  audit: can('administer')
    .input(auditQuestion.prefault({}))
    .use(answers(auditPage))
    .query(({ ctx, input }) => ctx.ports.people.audit(input)),
})

const asking = (
  { person, now, today }: Pick<ApiContext, 'now' | 'today'> & { person: { id: string } },
  { commandId }: { commandId?: string | undefined },
): Asking => ({ actor: person.id, now, today, commandId })
