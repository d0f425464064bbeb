import { useLocation, useNavigate } from '@solidjs/router'
import { Show } from 'solid-js'
import { crestAddress } from '../features/area/crest.ts'
import { AsAtControl } from '../features/as-at/AsAtControl.tsx'
import { forgetEverything } from '../features/form/local.ts'
import { useSession } from '../features/session/session.ts'
import { signOut } from '../features/session/sign-in.ts'
import { Link } from '../ui/Link.tsx'

/** The header of every page: the force, search, the as-at date, the person signed in. */
export const Header = (props: { onSearch: () => void; onHelp: () => void }) => {
  const session = useSession()
  const navigate = useNavigate()
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
                class="header-button"
                aria-label="Help"
                aria-keyshortcuts="?"
                onClick={() => props.onHelp()}
              >
                ?
              </button>
            </Show>
            <Link href="/account/password" class="header-person" title="Change your password">
              {who().name}
            </Link>
            <button
              type="button"
              class="header-button"
              onClick={async () => {
                await signOut()
                forgetEverything()
                navigate('/sign-in')
              }}
            >
              Sign out
            </button>
          </div>
        )}
      </Show>
    </header>
  )
}
