import { counted } from '@beatbook/domain/english'
import { createSignal, type JSX, Match, onCleanup, Show, Switch } from 'solid-js'
import { problemSentence, refusalCode } from '../api.ts'
import { Link } from './Link.tsx'
import { Page } from './Page.tsx'
import { useSettled } from './settled.ts'

interface LoadedProps<T> {
  readonly query: {
    readonly data: T | undefined
    readonly error: unknown
    readonly isPending: boolean
    readonly isError: boolean
    readonly fetchStatus?: string
    refetch(): unknown
  }
  /** The name of what is loaded, for "Loading …" and "There is no such …". */
  readonly what: string
  /** A whole page, or a part of one. */
  readonly whole?: boolean
  /** Cancels the query, if it may take long. */
  readonly stop?: () => unknown
  readonly children: (data: () => T) => JSX.Element
}

/** The state of a query: loading, the error and what to do, or the result. */
export const Loaded = <T,>(props: LoadedProps<T>) => {
  const settled = useSettled()
  const hasData = () => settled() && props.query.data !== undefined
  return (
    <Switch>
      <Match when={props.query.isPending && props.stop !== undefined && props.query.fetchStatus === 'idle'}>
        <Stopped what={props.what} retry={() => props.query.refetch()} />
      </Match>
      <Match when={props.query.isPending}>
        <p class="loading" role="status">
          Loading {props.what} …
        </p>
        <Show when={props.stop}>{(stop) => <Working stop={stop()} />}</Show>
      </Match>
      <Match when={settled() && props.query.isError && props.query.data === undefined}>
        <Show
          when={props.whole}
          fallback={<Problem error={props.query.error} retry={() => props.query.refetch()} />}
        >
          <Page title={titleOf(props.query.error, props.what)}>
            <Problem error={props.query.error} retry={() => props.query.refetch()} />
          </Page>
        </Show>
      </Match>
      <Match when={hasData()}>
        <Show when={props.query.fetchStatus === 'fetching' && props.stop}>
          {(stop) => <Working stop={stop()} />}
        </Show>
        {props.children(() => props.query.data as T)}
      </Match>
    </Switch>
  )
}

/** How long a query has been running, after the first second, with a button to cancel it. */
const Working = (props: { stop: () => unknown }) => {
  const [seconds, setSeconds] = createSignal(0)
  const ticking = setInterval(() => setSeconds((before) => before + 1), 1_000)
  onCleanup(() => clearInterval(ticking))
  return (
    <Show when={seconds() > 0}>
      <p class="loading">
        Working it out: {counted(seconds(), 'second')} so far.{' '}
        <button type="button" class="link-button" onClick={() => props.stop()}>
          Stop
        </button>
      </p>
    </Show>
  )
}

const Stopped = (props: { what: string; retry: () => void }) => (
  <div role="status">
    <p>Stopped before {props.what} was worked out.</p>
    <button type="button" class="govuk-button govuk-button--secondary" onClick={() => props.retry()}>
      Try again
    </button>
  </div>
)

/** Temporary refusals. */
const momentary: readonly (string | null)[] = [
  null,
  'too-many-at-once',
  'time-limit',
  'stopped',
  'storage-busy',
]

const Problem = (props: { error: unknown; retry: () => void }) => (
  <div class="problem" role="alert">
    <p>{problemSentence(props.error)}</p>
    <Show when={refusalCode(props.error) === 'draft-not-found'}>
      <p>
        <Link href="/import">Import a document, or open another draft</Link>
      </p>
    </Show>
    <Show when={momentary.includes(refusalCode(props.error))}>
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
