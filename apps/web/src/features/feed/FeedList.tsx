import type { FeedView } from '@beatbook/contract'
import { dayWords } from '@beatbook/domain/english'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api, problemSentence } from '../../api.ts'
import { Link } from '../../ui/Link.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { refetchFeeds } from './queries.ts'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))

/** A table of feeds, each of which can be ended. With `everybody` it says whose they are. */
export const FeedList = (props: { feeds: readonly FeedView[]; everybody: boolean; onEnded?: () => void }) => {
  const [ending, setEnding] = createSignal<FeedView | null>(null)
  const [said, setSaid] = createSignal('')
  const end = async (feed: FeedView): Promise<string | null> => {
    try {
      await api.feeds.end.mutate({ commandId: newId(), id: feed.id })
    } catch (error) {
      return problemSentence(error)
    }
    setSaid(`“${feed.name}” has ended. Its address opens nothing any more.`)
    setEnding(null)
    props.onEnded?.()
    await refetchFeeds()
    return null
  }
  return (
    <>
      <p role="status" class="done-line">
        {said()}
      </p>
      <ScrollRegion label="Feeds">
        <table class="wrapping">
          <caption class="govuk-visually-hidden">Secret addresses that are open</caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <Show when={props.everybody}>
                <th scope="col">Whose</th>
              </Show>
              <th scope="col">Gives</th>
              <th scope="col">Last used</th>
              <th scope="col">
                <span class="govuk-visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.feeds}>
              {(feed) => (
                <tr>
                  <th scope="row">{feed.name}</th>
                  <Show when={props.everybody}>
                    <td>{feed.person.name}</td>
                  </Show>
                  <td>
                    <Gives feed={feed} />
                  </td>
                  <td>
                    {feed.usedAt === null ? 'Never used' : `Used on ${dayWords(feed.usedAt.slice(0, 10))}`}
                  </td>
                  <td class="row-buttons">
                    <button
                      type="button"
                      class="link-button"
                      onClick={() => {
                        setSaid('')
                        setEnding(feed)
                      }}
                    >
                      End<span class="govuk-visually-hidden"> {feed.name}</span>
                    </button>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </ScrollRegion>
      <Suspense>
        <Show when={ending()}>
          {(feed) => (
            <Confirm
              title={`End “${feed().name}”?`}
              action="End the feed"
              onClose={() => setEnding(null)}
              onConfirm={() => end(feed())}
            >
              <p>
                Programs that have its address get nothing any more. This cannot be undone: whoever needs it
                again makes another feed, with another address.
              </p>
            </Confirm>
          )}
        </Show>
      </Suspense>
    </>
  )
}

/** What a feed gives, in words. */
const Gives = (props: { feed: FeedView }) => (
  <>
    {props.feed.kind === 'calendar' ? 'Calendar of ' : 'Data of '}
    <Show
      when={props.feed.plan}
      fallback={props.feed.kind === 'calendar' ? 'one’s own work' : 'everything one may read'}
    >
      {(plan) => (
        <Show when={plan().code} fallback="a plan that is no longer there">
          {(code) => <Link href={`/plans/${code()}`}>{plan().title}</Link>}
        </Show>
      )}
    </Show>
    {props.feed.withWords ? ', with the words of the actions' : ''}
  </>
)
