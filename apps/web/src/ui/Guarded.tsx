import { useLocation } from '@solidjs/router'
import { createEffect, ErrorBoundary, type JSX, on, onCleanup, onMount } from 'solid-js'
import { Page } from './Page.tsx'

/**
 * What it holds, or, where its code could not be loaded or it failed, a sentence and a button that tries again. It
 * also tries again when another page is opened, and when the browser is connected again.
 */
export const Guarded = (props: { readonly whole?: boolean; readonly children: JSX.Element }) => {
  let failures = 0
  return (
    <ErrorBoundary
      fallback={(error: unknown, reset) => {
        failures += 1
        if (!isMissing(error)) reportError(error)
        const problem = <Failed missing={isMissing(error)} again={failures > 1} reset={reset} />
        return props.whole ? <Page title="The page could not be shown">{problem}</Page> : problem
      }}
    >
      {props.children}
    </ErrorBoundary>
  )
}

/** The code of a part of the site could not be fetched: no connection, or a newer version was installed. */
const isMissing = (error: unknown): boolean =>
  error instanceof TypeError && /dynamically imported module|importing a module script/i.test(error.message)

const Failed = (props: {
  readonly missing: boolean
  readonly again: boolean
  readonly reset: () => void
}) => {
  const location = useLocation()
  createEffect(
    on(
      () => location.pathname + location.search,
      () => props.reset(),
      { defer: true },
    ),
  )
  onMount(() => {
    const retry = () => props.reset()
    addEventListener('online', retry)
    onCleanup(() => removeEventListener('online', retry))
  })
  return (
    <div class="problem" role="alert">
      <p>
        {props.missing
          ? 'This part of Beatbook could not be loaded. Check your connection, then try again.'
          : 'Something went wrong here. Nothing was changed. Try again; if it happens again, tell whoever runs Beatbook.'}
      </p>
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        onClick={() => {
          // What a new version of the server no longer has is found only by a new load.
          if (props.again) window.location.reload()
          else props.reset()
        }}
      >
        {props.again ? 'Load the page again' : 'Try again'}
      </button>
    </div>
  )
}
