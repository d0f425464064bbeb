import { Navigate, type RouteSectionProps, useLocation, usePreloadRoute } from '@solidjs/router'
import { createEffect, createSignal, lazy, on, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { useAsAt } from '../calendar/as-at.ts'
import { AsAtBar } from '../features/as-at/AsAtControl.tsx'
import { followChanges, liveState } from '../features/session/live.ts'
import { endedSession, useSession } from '../features/session/session.ts'
import { Guarded } from '../ui/Guarded.tsx'
import { isTyping } from '../ui/is-typing.ts'
import { keepFocus } from '../ui/keep-focus.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { Header } from './Header.tsx'
import { Nav } from './Nav.tsx'
import { usePrinted } from './printed.ts'

const Palette = lazy(() => import('../features/search/Palette.tsx'))
const SignInAgain = lazy(() => import('../features/session/SignInAgain.tsx'))
const Help = lazy(() => import('../features/help/Help.tsx'))

/** Pages that do not require signing in. */
const open = ['/setup', '/sign-in', '/accessibility']
const CHANGE_PASSWORD = '/account/password'

/**
 * The frame of every page: header, navigation, the bars about time and connection, palette and help.
 */
export const Shell = (props: RouteSectionProps) => {
  const session = useSession()
  const location = useLocation()
  const { looksBack } = useAsAt()
  const [panel, setPanel] = createSignal<'palette' | 'help' | null>(null)
  const [menu, setMenu] = createSignal(false)
  const printed = usePrinted()
  const person = () => session.data?.person ?? null
  // A user with an initial password has to change it first.
  const due = () => person()?.mustChangePassword ?? false
  const mayPass = () =>
    open.includes(location.pathname) ||
    (person() !== null && (!due() || location.pathname === CHANGE_PASSWORD))
  const settled = () => person() !== null && !due()
  const instead = () =>
    `${due() ? CHANGE_PASSWORD : '/sign-in'}?then=${encodeURIComponent(location.pathname + location.search)}`

  createEffect(() => {
    if (settled() && !looksBack()) onCleanup(followChanges())
  })
  createEffect(
    on(
      () => location.pathname + location.search,
      () => setMenu(false),
      { defer: true },
    ),
  )
  // The code of the page is loaded while the server is asked who is signed in.
  usePreloadRoute()(location.pathname)
  onMount(() => onCleanup(keepFocus()))
  onMount(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!settled()) return
      const palette =
        (event.key === 'k' && (event.ctrlKey || event.metaKey)) || (event.key === '/' && !isTyping(event))
      if (palette) {
        event.preventDefault()
        setPanel('palette')
      } else if (event.key === '?' && !isTyping(event)) setPanel('help')
      else if (event.key === 'Escape') setMenu(false)
    }
    addEventListener('keydown', onKey)
    onCleanup(() => removeEventListener('keydown', onKey))
  })

  return (
    <>
      <a class="govuk-skip-link" href="#main">
        Skip to main content
      </a>
      <Header
        onSearch={() => setPanel('palette')}
        onHelp={() => setPanel('help')}
        menu={menu()}
        onMenu={() => setMenu(!menu())}
      />
      <Show when={liveState() === 'lost'}>
        <div class="offline-bar" role="alert">
          <b>The server cannot be reached.</b> What you see may be out of date; it will be brought up to date
          by itself when the server is back.
        </div>
      </Show>
      <Show when={settled()}>
        <AsAtBar />
      </Show>
      <div class="frame" classList={{ 'frame-bare': !settled(), 'frame-ended': endedSession() !== null }}>
        <Show when={settled()}>
          <Nav open={menu()} onHelp={() => setPanel('help')} />
        </Show>
        <main id="main" tabindex="-1">
          <PrintedOnce printed={printed()} />
          <Loaded query={session} what="page" whole>
            {() => (
              <Show when={mayPass()} fallback={<Navigate href={instead()} />}>
                <Suspense
                  fallback={
                    <p class="loading" role="status">
                      Loading the page …
                    </p>
                  }
                >
                  <Guarded whole>{props.children}</Guarded>
                </Suspense>
              </Show>
            )}
          </Loaded>
          <PrintedOnce printed={printed()} />
        </main>
      </div>
      <Guarded>
        <Suspense>
          <Show when={endedSession()}>{(person) => <SignInAgain person={person()} />}</Show>
        </Suspense>
      </Guarded>
      <Guarded>
        <Suspense>
          <Show when={panel() === 'palette'}>
            <Palette onClose={() => setPanel(null)} />
          </Show>
          <Show when={panel() === 'help'}>
            <Help onClose={() => setPanel(null)} />
          </Show>
        </Suspense>
      </Guarded>
    </>
  )
}

/** What a printed page says of itself, for browsers that do not write it at the head and foot of each. */
const PrintedOnce = (props: { printed: ReturnType<ReturnType<typeof usePrinted>> }) => (
  <p class="printed" aria-hidden="true">
    {[
      props.printed.marking,
      props.printed.force,
      `${props.printed.asAt} ${props.printed.known}`,
      props.printed.on,
    ]
      .filter((words) => words.trim() !== '')
      .join(' · ')}
  </p>
)
