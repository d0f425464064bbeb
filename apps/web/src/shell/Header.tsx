import { useLocation } from '@solidjs/router'
import { Show } from 'solid-js'
import { crestAddress } from '../features/area/crest.ts'
import { AsAtControl } from '../features/as-at/AsAtControl.tsx'
import { useSession } from '../features/session/session.ts'
import { Link } from '../ui/Link.tsx'
import { SignOut } from './SignOut.tsx'

/** The header of every page: the force, search, the as-at date, the person signed in. */
export const Header = (props: {
  onSearch: () => void
  onHelp: () => void
  /** Whether the menu is open, which holds the pages where there is no room for them. */
  menu: boolean
  onMenu: () => void
}) => {
  const session = useSession()
  const location = useLocation()
  const person = () => session.data?.person ?? null
  return (
    <header class="header">
      <Link href={person() ? '/plans' : location.pathname} class="header-name">
        Beatbook
      </Link>
      <span class="header-force">
        <Show when={session.data?.crest}>
          {(sha256) => <img class="header-crest" src={crestAddress(sha256())} alt="" />}
        </Show>
        {session.data?.force}
      </span>
      <Show when={person()}>
        {(who) => (
          <div class="header-tools">
            <Show when={!who().mustChangePassword}>
              <button
                type="button"
                class="header-search"
                aria-keyshortcuts="/ Control+K"
                onClick={() => props.onSearch()}
              >
                <span>Search plans and actions</span> <kbd>/</kbd>
              </button>
              <AsAtControl />
              <button
                type="button"
                class="header-button roomy"
                aria-label="Help"
                aria-keyshortcuts="?"
                onClick={() => props.onHelp()}
              >
                ?
              </button>
            </Show>
            <Link href="/account/password" class="header-person roomy" title="Change your password">
              {who().name}
            </Link>
            <SignOut class="header-button roomy" />
            <Show when={!who().mustChangePassword} fallback={<SignOut class="header-button narrow-only" />}>
              <button
                type="button"
                class="header-button narrow-only"
                aria-expanded={props.menu}
                aria-controls="pages"
                onClick={() => props.onMenu()}
              >
                Menu
              </button>
            </Show>
          </div>
        )}
      </Show>
    </header>
  )
}
