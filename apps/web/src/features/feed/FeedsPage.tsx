import type { FeedView } from '@beatbook/contract'
import { MOST_FEEDS } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { FeedList } from './FeedList.tsx'
import { MadeFeed } from './MadeFeed.tsx'
import { MakeFeed } from './MakeFeed.tsx'
import { feedsQuery } from './queries.ts'

/** The secret addresses of the person signed in: what they are for, those there are, and the form that makes one. */
export default function FeedsPage() {
  const feeds = useQuery(feedsQuery)
  const [made, setMade] = createSignal<{ readonly path: string; readonly kind: FeedView['kind'] } | null>(
    null,
  )
  return (
    <Page title="Calendars and feeds">
      <p>
        A feed is a secret address that another program opens without signing in: a calendar with the last
        days of actions, or tables for Excel and Power BI. It gives what you may read at that moment, and
        nothing once you end it.
      </p>
      <p>
        Whoever has the address can read what you may read. Do not put it into an e-mail or a shared document.
      </p>
      <Show when={made()} keyed>
        {(one) => <MadeFeed path={one.path} kind={one.kind} onClose={() => setMade(null)} />}
      </Show>
      <Loaded query={feeds} what="feeds">
        {(data) => (
          <>
            <Show when={data().length > 0} fallback={<p>You have no feed yet. Make one below.</p>}>
              <h2>Your feeds</h2>
              <FeedList feeds={data()} everybody={false} onEnded={() => setMade(null)} />
            </Show>
            <Show
              when={data().length < MOST_FEEDS}
              fallback={
                <p>You have {counted(MOST_FEEDS, 'feed')}, the most there can be. End one to make another.</p>
              }
            >
              <MakeFeed onMade={setMade} />
            </Show>
          </>
        )}
      </Loaded>
    </Page>
  )
}
