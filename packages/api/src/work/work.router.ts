import { myWork, partyChoice, unreadMentions } from '@beatbook/contract'
import { id, readAt } from '@beatbook/domain'
import * as z from 'zod'
import { answers, can, router, valueIn } from '../procedures.ts'

/** The work waiting for the caller, by the parties they have chosen to answer for. */
export const workRouter = router({
  mine: can('read', 'homes')
    .meta({ summary: 'What waits for whoever is signed in.' })
    .input(readAt.default({}))
    .meta(answers(myWork))
    .query(({ ctx, input }) => ctx.ports.work.mine(ctx.person.id, input)),

  /** Those that were removed, and one's own, are not among them. */
  mentions: can('read', 'homes')
    .meta({ summary: 'The comments that mention whoever is signed in and are not read.' })
    .meta(answers(unreadMentions))
    .query(({ ctx }) => ctx.ports.conversations.unread(ctx.person.id)),

  /** A personal setting, as below. */
  markRead: can('read', 'own')
    .meta({ summary: 'Says how far one has read some conversations.' })
    .input(z.object({ conversations: z.array(z.object({ id, position: z.int().min(0) })).max(500) }))
    .mutation(({ ctx, input }) => ctx.ports.conversations.markRead(ctx.person.id, input.conversations)),

  parties: can('read', 'force')
    .meta({ summary: 'The owners there are, and those one answers for.' })
    .meta(answers(z.array(partyChoice)))
    .query(({ ctx }) => ctx.ports.work.parties(ctx.person.id)),

  /** A personal setting: it grants no rights and changes nothing for others. */
  answerFor: can('read', 'own')
    .meta({ summary: 'Says for which owners one answers.' })
    .input(z.object({ parties: z.array(id).max(500) }))
    .mutation(async ({ ctx, input }) =>
      valueIn(await ctx.ports.work.answerFor(ctx.person.id, input.parties)),
    ),
})
