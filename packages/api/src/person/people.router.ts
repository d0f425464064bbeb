import { auditPage, auditQuestion, newPerson, password } from '@beatbook/contract'
import { givenText, id, person, personName, role } from '@beatbook/domain'
import * as z from 'zod'
import { answers, can, router, signedIn, valueIn } from '../procedures.ts'
import { asking } from './asking.ts'

const onePerson = z.object({ id: givenText(200), commandId: id.optional() })

export const peopleRouter = router({
  list: can('administer', 'force')
    .meta({ summary: 'Everybody who can sign in.' })
    .meta(answers(z.array(person)))
    .query(({ ctx }) => ctx.ports.people.list()),

  add: can('administer', 'force')
    .meta({ summary: 'Adds somebody who can sign in.' })
    .input(newPerson)
    .meta(answers(person))
    .mutation(async ({ ctx, input }) => valueIn(await ctx.ports.people.add(input, asking(ctx, input)))),

  setRole: can('administer', 'force')
    .meta({ summary: 'Gives somebody another role.' })
    .input(onePerson.extend({ role }))
    .meta(answers(person))
    .mutation(async ({ ctx, input }) =>
      valueIn(await ctx.ports.people.setRole(input.id, input.role, asking(ctx, input))),
    ),

  rename: can('administer', 'force')
    .meta({ summary: 'Gives somebody another name.' })
    .input(onePerson.extend({ name: personName }))
    .meta(answers(person))
    .mutation(async ({ ctx, input }) =>
      valueIn(await ctx.ports.people.rename(input.id, input.name, asking(ctx, input))),
    ),

  setPassword: can('administer', 'force')
    .meta({ summary: 'Gives somebody a new password, which they must change.' })
    .input(onePerson.extend({ password }))
    .mutation(async ({ ctx, input }) =>
      valueIn(await ctx.ports.people.setPassword(input.id, input.password, asking(ctx, input))),
    ),

  /** The caller's own password; allowed even while a change of password is due. */
  changePassword: signedIn
    .meta({ summary: 'Changes one’s own password.' })
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

  remove: can('administer', 'force')
    .meta({ summary: 'Somebody can no longer sign in.' })
    .input(onePerson)
    .mutation(async ({ ctx, input }) => valueIn(await ctx.ports.people.remove(input.id, asking(ctx, input)))),

  audit: can('administer', 'force')
    .meta({ summary: 'What was changed about people and their rights, newest first.' })
    .input(auditQuestion.prefault({}))
    .meta(answers(auditPage))
    .query(({ ctx, input }) => ctx.ports.people.audit(input)),
})
