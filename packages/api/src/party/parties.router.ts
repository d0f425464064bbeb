import {
  alikeView,
  handOverPreview,
  partyHistory,
  partyPage,
  partyQuestion,
  partyView,
  vacancyView,
} from '@beatbook/contract'
import { givenLine, handOver, readAt } from '@beatbook/domain'
import * as z from 'zod'
import { answers, can, found, router, valueIn } from '../procedures.ts'

const one = readAt.extend({
  owner: givenLine(200).min(1).describe('The id of the owner, or a name of it.'),
})

/** Questions about the owners of actions. */
export const partiesRouter = router({
  list: can('read', 'homes')
    .meta({ summary: 'The owners there are, a page at a time, each with what it owns.' })
    .input(partyQuestion.default(partyQuestion.parse({})))
    .meta(answers(partyPage))
    .query(({ ctx, input }) => ctx.ports.parties.list(input)),

  get: can('read', 'homes')
    .meta({ summary: 'One owner by its id or a name, with what it owns.' })
    .input(one)
    .meta(answers(partyView))
    .query(async ({ ctx, input: { owner, ...at } }) =>
      found(await ctx.ports.parties.get(owner, at), {
        what: 'party',
        asked: owner,
        ...(at.asAt === undefined ? {} : { asAt: at.asAt }),
      }),
    ),

  /** Oldest first, up to and including `asAt`. */
  history: can('read', 'force')
    .meta({ summary: 'What happened to one owner, oldest first.' })
    .input(one)
    .meta(answers(partyHistory))
    .query(async ({ ctx, input: { owner, ...at } }) =>
      found(await ctx.ports.parties.history(owner, at), { what: 'party', asked: owner }),
    ),

  vacant: can('read', 'homes')
    .meta({
      summary: 'The owners with open actions and nobody there: posts without a holder, people who left.',
    })
    .input(readAt.default({}))
    .meta(answers(z.array(vacancyView)))
    .query(({ ctx, input }) => ctx.ports.parties.vacant(input)),

  /** What `commands.handOver` would do with the same input. */
  previewHandOver: can('edit', 'force')
    .meta({ summary: 'The open actions that another owner would get.' })
    .input(handOver.input.omit({ commandId: true }))
    .meta(answers(handOverPreview))
    .query(async ({ ctx, input }) =>
      valueIn(
        await ctx.ports.commands.previewHandOver(
          { ...input, commandId: input.partyId },
          { actor: ctx.person.id, now: ctx.now, today: ctx.today },
        ),
      ),
    ),

  alike: can('read', 'homes')
    .meta({ summary: 'The owners that may be the same and could be merged.' })
    .meta(answers(z.array(alikeView)))
    .query(({ ctx }) => ctx.ports.parties.alike()),
})
