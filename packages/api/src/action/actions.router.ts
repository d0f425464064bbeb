import {
  actionEvents,
  actionPage,
  actionQuestion,
  actionView,
  changesPage,
  changesQuestion,
} from '@beatbook/contract'
import { givenDay, historyEntry } from '@beatbook/domain'
import * as z from 'zod'
import { answers, can, router } from '../procedures.ts'
import { oneAction } from './address.ts'
import { eventsFor } from './events-for.ts'

export const actionsRouter = router({
  list: can('read', 'homes')
    .meta({ summary: 'Actions, filtered, sorted and page by page.' })
    .input(actionQuestion.prefault({}))
    .meta(answers(actionPage))
    .query(({ ctx, input }) => ctx.ports.actions.list(input)),

  /** In the order of recording, oldest first. */
  changes: can('read', 'homes')
    .meta({ summary: 'What was recorded about plans and their actions since an instant, page by page.' })
    .input(changesQuestion.prefault({}))
    .meta(answers(changesPage))
    .query(({ ctx, input }) => ctx.ports.actions.changes(input)),

  get: can('read', 'plan')
    .meta({ summary: 'One action.' })
    .input(oneAction.input)
    .meta(answers(actionView))
    .query(async ({ ctx, input }) => oneAction.at(input, await ctx.ports.actions.get(input.address, input))),

  /** Oldest first, up to and including `asAt`. */
  history: can('read', 'plan')
    .meta({ summary: 'An action’s history, oldest first.' })
    .input(oneAction.input)
    .meta(answers(z.array(historyEntry)))
    .query(async ({ ctx, input }) =>
      oneAction.at(input, await ctx.ports.actions.history(input.address, input)),
    ),

  /**
   * The state and events by which a screen decides commands and builds the history, as far as the person may
   * read them; with `since`, from that day on.
   */
  events: can('read', 'plan')
    .meta({ summary: 'The state of an action before a day and its events since.' })
    .input(oneAction.input.extend({ since: givenDay.optional() }))
    .meta(answers(actionEvents))
    .query(async ({ ctx, input }) =>
      eventsFor(ctx.person, oneAction.at(input, await ctx.ports.actions.events(input.address, input))),
    ),
})
