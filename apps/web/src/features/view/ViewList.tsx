import type { SavedView } from '@beatbook/contract'
import { useLocation } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Link } from '../../ui/Link.tsx'
import { hrefOfView, shows } from './href.ts'

/** Links to saved views. */
const ViewList = (props: { views: readonly SavedView[] }) => {
  const location = useLocation()
  return (
    <ul class="nav-views" aria-label="Saved views">
      <For each={props.views}>
        {(view) => (
          <li>
            <Link
              href={hrefOfView(view)}
              class={shows(location, hrefOfView(view)) ? 'on' : ''}
              aria-current={shows(location, hrefOfView(view)) ? 'page' : undefined}
              title={view.own ? undefined : `Shared by ${view.by}`}
            >
              {view.name}
              <Show when={!view.own}>
                <span class="govuk-visually-hidden">, shared by {view.by}</span>
              </Show>
            </Link>
          </li>
        )}
      </For>
    </ul>
  )
}

export default ViewList
