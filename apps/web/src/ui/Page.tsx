import { useLocation } from '@solidjs/router'
import { createEffect, For, type JSX, onMount, Show } from 'solid-js'
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
    const { activeElement } = document
    const busy =
      activeElement instanceof HTMLElement &&
      activeElement.closest('main, [role=dialog]') !== null &&
      activeElement.isConnected
    if (!first && !busy) heading.focus({ preventScroll: true })
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
