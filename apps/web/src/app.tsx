import { Navigate, Route, type RoutePreloadFuncArgs, Router } from '@solidjs/router'
import { QueryClientProvider } from '@tanstack/solid-query'
import { lazy } from 'solid-js'
import { PlansPage } from './features/plan/PlansPage.tsx'
import { askForPlan } from './features/plan/queries.ts'
import { queryClient } from './query-client.ts'
import { Shell } from './shell/Shell.tsx'
import { NotFoundPage } from './ui/NotFoundPage.tsx'

/** Asks for what a plan's page shows first while its code is loaded; a link that is pointed at asks for nothing. */
const preloadPlan = ({ params, location, intent }: RoutePreloadFuncArgs): void => {
  if (intent !== 'preload' && location.search === '' && params.code !== undefined) askForPlan(params.code)
}

/**
 * The web application: all pages and the shell around them. Only the list of plans is part of the first load.
 */
export const App = () => (
  <QueryClientProvider client={queryClient}>
    <Router root={Shell}>
      <Route path="/" component={() => <Navigate href="/plans" />} />
      <Route path="/plans" component={PlansPage} />
      <Route path="/plans/new" component={lazy(() => import('./features/plan/NewPlanPage.tsx'))} />
      <Route path="/actions" component={lazy(() => import('./features/plan/AllActionsPage.tsx'))} />
      <Route
        path="/plans/:code"
        component={lazy(() => import('./features/plan/PlanPage.tsx'))}
        preload={preloadPlan}
      />
      <Route path="/plans/:code/:ref" component={lazy(() => import('./features/action/ActionPage.tsx'))} />
      <Route path="/import" component={lazy(() => import('./features/draft/BringPage.tsx'))} />
      <Route path="/workbooks" component={lazy(() => import('./features/returned/WorkbooksPage.tsx'))} />
      <Route path="/import/:id" component={lazy(() => import('./features/draft/DraftPage.tsx'))} />
      <Route path="/work" component={lazy(() => import('./features/work/WorkPage.tsx'))} />
      <Route path="/owners" component={lazy(() => import('./features/party/OwnersPage.tsx'))} />
      <Route path="/owners/:id" component={lazy(() => import('./features/party/OwnerPage.tsx'))} />
      <Route path="/rules" component={lazy(() => import('./features/rag-rules/RulesListPage.tsx'))} />
      <Route path="/rules/:code" component={lazy(() => import('./features/rag-rules/RulesPage.tsx'))} />
      <Route path="/documents" component={lazy(() => import('./features/document/DocumentsPage.tsx'))} />
      <Route path="/documents/:id" component={lazy(() => import('./features/document/DocumentPage.tsx'))} />
      <Route path="/people" component={lazy(() => import('./features/person/PeoplePage.tsx'))} />
      <Route path="/feeds" component={lazy(() => import('./features/feed/FeedsPage.tsx'))} />
      <Route path="/force" component={lazy(() => import('./features/area/ForcePage.tsx'))} />
      <Route path="/commands/:name" component={lazy(() => import('./features/command/CommandPage.tsx'))} />
      <Route path="/audit" component={lazy(() => import('./features/person/AuditPage.tsx'))} />
      <Route
        path="/account/password"
        component={lazy(() => import('./features/person/ChangePasswordPage.tsx'))}
      />
      <Route path="/help" component={lazy(() => import('./features/help/HelpPage.tsx'))} />
      <Route path="/help/:page" component={lazy(() => import('./features/help/HelpPage.tsx'))} />
      <Route path="/setup" component={lazy(() => import('./features/session/SetUpPage.tsx'))} />
      <Route path="/sign-in" component={lazy(() => import('./features/session/SignInPage.tsx'))} />
      <Route path="/device" component={lazy(() => import('./features/session/DevicePage.tsx'))} />
      <Route
        path="/accessibility"
        component={lazy(() => import('./features/statement/AccessibilityPage.tsx'))}
      />
      <Route path="*" component={NotFoundPage} />
    </Router>
  </QueryClientProvider>
)
