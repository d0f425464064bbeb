/**
 * The part of the guide for each route of the application: the first that fits. A route may have one part for
 * each of its views.
 */
export const parts: readonly { readonly path: string; readonly view?: string; readonly part: string }[] = [
  { path: '/plans/new', part: 'plans#begin-a-plan' },
  { path: '/plans/:code', view: 'board', part: 'grid#the-board' },
  { path: '/plans/:code', view: 'timeline', part: 'grid#the-timeline' },
  { path: '/plans/:code', view: 'calendar', part: 'grid#the-calendar' },
  { path: '/plans/:code', view: 'roadmap', part: 'grid#the-road-map' },
  { path: '/plans/:code', view: 'compare', part: 'looking-back#compare-two-days' },
  { path: '/plans/:code', view: 'trends', part: 'looking-back#trends' },
  { path: '/plans/:code', part: 'grid#work-in-the-table' },
  { path: '/plans/:code/:ref', part: 'actions#the-page-of-an-action' },
  { path: '/actions', part: 'grid#the-actions-of-all-plans' },
  { path: '/plans', part: 'plans#find-a-plan' },
  { path: '/', part: 'plans#find-a-plan' },
  { path: '/import', part: 'documents#choose-the-document' },
  { path: '/import/:id', part: 'documents#check-what-was-read' },
  { path: '/workbooks', part: 'workbooks#bring-a-workbook-back' },
  { path: '/work', part: 'my-work#what-my-work-shows' },
  { path: '/feeds', part: 'calendars-and-feeds#what-a-feed-is' },
  { path: '/owners', part: 'owners#find-an-owner' },
  { path: '/owners/:id', part: 'owners#change-an-owner' },
  { path: '/rules', part: 'levels#what-rag-rules-are' },
  { path: '/rules/:code', part: 'levels#try-and-change-rules' },
  { path: '/documents', part: 'documents#find-a-document-again' },
  { path: '/documents/:id', part: 'documents#undo-an-import' },
  { path: '/people', part: 'administrators#people-and-roles' },
  { path: '/audit', part: 'administrators#the-audit' },
  { path: '/force', part: 'administrators#name-and-settings-of-the-force' },
  { path: '/commands/:name', part: 'start#search-and-commands' },
  { path: '/account/password', part: 'start#your-password' },
  { path: '/help', part: 'start#how-to-use-this-guide' },
  { path: '/help/:page', part: 'start#how-to-use-this-guide' },
  { path: '/setup', part: 'administrators#set-up-beatbook' },
  { path: '/sign-in', part: 'start#sign-in' },
  { path: '/device', part: 'terminal#sign-in-from-the-terminal' },
  { path: '/accessibility', part: 'start#keyboard-screen-reader-and-print' },
  { path: '*', part: 'start#find-your-way' },
]

/** The part of the guide about a page, as `page#section`. */
export const partOf = ({
  pathname,
  search,
}: {
  readonly pathname: string
  readonly search: string
}): string => {
  const view = new URLSearchParams(search).get('view')
  const found = parts.find((each) => fits(each.path, pathname) && (each.view ?? view) === view)
  return found?.part ?? parts.at(-1)?.part ?? ''
}

const fits = (path: string, pathname: string): boolean => {
  if (path === '*') return true
  const [wanted, given] = [path.split('/'), pathname.replace(/(.)\/$/, '$1').split('/')]
  return (
    wanted.length === given.length && wanted.every((part, at) => part.startsWith(':') || part === given[at])
  )
}
