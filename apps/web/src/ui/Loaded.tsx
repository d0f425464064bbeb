import { type JSX, Match, Show, Switch } from 'solid-js'
import { problemSentence, refusalCode } from '../api.ts'
import { Page } from './Page.tsx'

interface LoadedProps<T> {
  readonly query: { readonly data: T | undefined; readonly error: unknown; readonly isPending: boolean; readonly isError: boolean; refetch(): unknown }
  /** What is loaded, in the words of "Loading …" and "There is no such …". */
  readonly what: string
  /** A page of its own, or a part of one. */
  readonly whole?: boolean
  readonly children: (data: () => T) => JSX.Element
}

/** What a question's answer shows: loading, what went wrong and what to do, or the answer. */
export const Loaded = <T,>(props: LoadedProps<T>) => (
  <Switch>
    <Match when={props.query.isPending}>
      <p class="loading" role="status">
        Loading {props.what} …
      </p>
    </Match>
    <Match when={props.query.isError && props.query.data === undefined}>
      <Show when={props.whole} fallback={<Problem error={props.query.error} retry={() => props.query.refetch()} />}>
        <Page title={titleOf(props.query.error, props.what)}>
          <Problem error={props.query.error} retry={() => props.query.refetch()} />
        </Page>
      </Show>
    </Match>
    <Match when={props.query.data !== undefined}>{props.children(() => props.query.data as T)}</Match>
  </Switch>
)

const Problem = (props: { error: unknown; retry: () => void }) => (
  <div class="problem" role="alert">
    <p>{problemSentence(props.error)}</p>
    <Show when={refusalCode(props.error) === null}>
      <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.retry()}>
        Try again
      </button>
    </Show>
  </div>
)

const titleOf = (error: unknown, what: string): string => {
  const code = refusalCode(error)
  if (code === 'not-found' || code === 'draft-not-found') return `There is no such ${what}`
  if (code === 'not-allowed') return 'You may not open this'
  return `The ${what} could not be loaded`
}
