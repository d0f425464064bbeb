import {
  actionEvents,
  actionPage,
  actionQuestion,
  actionView,
  changePreview,
  changesPage,
  changesQuestion,
} from '@beatbook/contract'
import { changeActions, givenDay, historyEntry } from '@beatbook/domain'
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

  /** What `commands.changeActions` would do with the same input. */
  previewChange: can('edit', 'plan')
    .meta({ summary: 'What a change of several actions would do, row by row.' })
    .input(z.object({ change: changeActions.input.omit({ commandId: true }) }))
    .meta(answers(changePreview))
    .query(({ ctx, input }) =>
      ctx.ports.commands.previewChange(
        { ...input.change, commandId: input.change.planId },
        { actor: ctx.person.id, now: ctx.now, today: ctx.today },
      ),
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
