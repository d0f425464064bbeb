import { person, role } from '@beatbook/domain'
import * as z from 'zod'
import { answers, can, router, valueIn } from '../procedures.ts'
import { newPerson, password } from './ports.ts'

const onePerson = z.object({ id: z.string() })

export const peopleRouter = router({
  list: can('administer')
    .use(answers(z.array(person)))
    .query(({ ctx }) => ctx.ports.people.list()),

  add: can('administer')
    .input(newPerson)
    .use(answers(person))
    .mutation(async ({ ctx, input }) => valueIn(await ctx.ports.people.add(input))),

  setRole: can('administer')
    .input(onePerson.extend({ role }))
    .use(answers(person))
    .mutation(async ({ ctx, input }) => valueIn(await ctx.ports.people.setRole(input.id, input.role))),

  setPassword: can('administer')
    .input(onePerson.extend({ password }))
    .mutation(async ({ ctx, input }) => valueIn(await ctx.ports.people.setPassword(input.id, input.password))),

  remove: can('administer')
    .input(onePerson)
    .mutation(async ({ ctx, input }) => valueIn(await ctx.ports.people.remove(input.id))),
})
