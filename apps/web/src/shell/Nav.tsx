import { useLocation } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { UnreadCount } from '../features/conversation/UnreadCount.tsx'
import { useMay } from '../features/session/session.ts'
import { ViewLinks } from '../features/view/ViewLinks.tsx'
import { pages } from '../pages.ts'
import { Link } from '../ui/Link.tsx'
import { SignOut } from './SignOut.tsx'

/** The pages this person may open. Where there is no room for them they are in a menu, with the person’s own. */
export const Nav = (props: { open: boolean; onHelp: () => void }) => {
  const may = useMay()
  const location = useLocation()
  const here = (href: string) => location.pathname === href || location.pathname.startsWith(`${href}/`)
  return (
    <nav class="nav" classList={{ open: props.open }} id="pages" aria-label="Pages">
      <ul>
        <For each={pages}>
          {(page) => (
            <Show when={may(page.needs)}>
              <li>
                <Link
                  href={page.href}
                  class={here(page.href) ? 'on' : ''}
                  aria-current={here(page.href) ? 'page' : undefined}
                >
                  {page.title}
                  <Show when={page.href === '/work'}>
                    <UnreadCount />
                  </Show>
                </Link>
                <Show when={page.href === '/plans'}>
                  <ViewLinks />
                </Show>
              </li>
            </Show>
          )}
        </For>
      </ul>
      <ul class="narrow-only">
        <li>
          <Link href="/account/password">Change your password</Link>
        </li>
        <li>
          <button type="button" class="nav-button" onClick={() => props.onHelp()}>
            Help
          </button>
        </li>
        <li>
          <SignOut class="nav-button" />
        </li>
      </ul>
      <p class="nav-foot">
        <Link href="/accessibility">Accessibility</Link>
      </p>
    </nav>
  )
}
