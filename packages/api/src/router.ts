import { actionsRouter } from './action/actions.router.ts'
import { aggregateRouters } from './aggregate/aggregates.router.ts'
import { commandsRouter } from './command/commands.router.ts'
import { conversationsRouter } from './conversation/conversations.router.ts'
import { documentsRouter } from './document/documents.router.ts'
import { draftsRouter } from './draft/drafts.router.ts'
import { formsRouter } from './form/forms.router.ts'
import { liveRouter } from './live/live.router.ts'
import { partiesRouter } from './party/parties.router.ts'
import { feedsRouter } from './person/feeds.router.ts'
import { peopleRouter } from './person/people.router.ts'
import { plansRouter } from './plan/plans.router.ts'
import { router } from './procedures.ts'
import { ragRulesRouter } from './rag-rules/rag-rules.router.ts'
import { ratingRouter } from './rating/rating.router.ts'
import { sessionRouter } from './session/session.router.ts'
import { viewsRouter } from './view/views.router.ts'
import { workRouter } from './work/work.router.ts'

/** All procedures of a Beatbook server, each as: who may call, input, one call. */
export const appRouter = router({
  ...aggregateRouters,
  session: sessionRouter,
  plans: plansRouter,
  actions: actionsRouter,
  rating: ratingRouter,
  ragRules: ragRulesRouter,
  drafts: draftsRouter,
  documents: documentsRouter,
  parties: partiesRouter,
  conversations: conversationsRouter,
  views: viewsRouter,
  forms: formsRouter,
  work: workRouter,
  commands: commandsRouter,
  people: peopleRouter,
  feeds: feedsRouter,
  live: liveRouter,
})
export type AppRouter = typeof appRouter
