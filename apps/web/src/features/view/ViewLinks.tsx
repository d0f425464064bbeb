import type { SavedView } from '@beatbook/contract'
import { useQuery } from '@tanstack/solid-query'
import { lazy, Show, Suspense } from 'solid-js'
import { Guarded } from '../../ui/Guarded.tsx'
import { viewsQuery } from './queries.ts'

const ViewList = lazy(() => import('./ViewList.tsx'))

/** The saved views of this person and those that others share, below “Plans” in the navigation. */
export const ViewLinks = () => {
  const views = useQuery(viewsQuery)
  // Views come after the page: what is read before is nothing, and holds nothing up.
  const known = (): SavedView[] => (views.isSuccess ? views.data : [])
  return (
    <Show when={known().length > 0}>
      <Guarded>
        <Suspense>
          <ViewList views={known()} />
        </Suspense>
      </Guarded>
    </Show>
  )
}
