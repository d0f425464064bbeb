import { useLocation } from '@solidjs/router'
import { createEffect, For, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { Link } from './Link.tsx'

interface PageProps {
  readonly title: string
  /** The content of the heading if it is more than the title. */
  readonly heading?: JSX.Element
  /** A page of rows: its heading is small, so that the rows begin near the top. */
  readonly dense?: boolean
  readonly crumbs?: readonly { readonly href: string; readonly title: string }[]
  readonly children: JSX.Element
}

let arrived = false

/** How long the focus goes to the heading of a new page, in milliseconds. */
const AT_FIRST = 3_000

/**
 * Moves the focus to the heading of a new page while nothing else has it, until somebody does something. The page
 * before stays in the document, with the link that was followed, until the new one is ready; and a part that waits for
 * data takes the new one out of the document for a moment, with the focus.
 */
const focusAtFirst = (heading: HTMLElement): (() => void) => {
  const end = performance.now() + AT_FIRST
  const over = new AbortController()
  let frame = 0
  const settle = () => {
    if (over.signal.aborted) return
    const { activeElement, body } = document
    if (heading.isConnected && (activeElement === null || activeElement === body))
      heading.focus({ preventScroll: true })
    if (performance.now() < end) frame = requestAnimationFrame(settle)
  }
  for (const does of ['keydown', 'pointerdown'])
    addEventListener(does, () => over.abort(), { capture: true, signal: over.signal })
  settle()
  return () => {
    over.abort()
    cancelAnimationFrame(frame)
  }
}

/**
 * A page: sets the document's title and, when the reader came from another page, moves the focus to its
 * heading.
 */
export const Page = (props: PageProps) => {
  let heading!: HTMLHeadingElement
  const location = useLocation<{ said: string }>()
  createEffect(() => {
    document.title = `${props.title} – Beatbook`
  })
  onMount(() => {
    const first = !arrived
    arrived = true
    if (!first) onCleanup(focusAtFirst(heading))
  })
  return (
    <>
      <Show when={props.crumbs?.length}>
        <nav class="crumbs" aria-label="Where you are">
          <ol>
            <For each={props.crumbs}>
              {(crumb) => (
                <li>
                  <Link href={crumb.href}>{crumb.title}</Link>
                </li>
              )}
            </For>
          </ol>
        </nav>
      </Show>
      <h1 ref={heading} tabindex="-1" classList={{ dense: props.dense ?? false }}>
        {props.heading ?? props.title}
      </h1>
      <Show when={location.state?.said}>
        <p class="done" role="status">
          {location.state?.said}
        </p>
      </Show>
      {props.children}
    </>
  )
}
