import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { Loaded } from '../../ui/Loaded.tsx'
import { FeedList } from './FeedList.tsx'
import { everyFeedQuery } from './queries.ts'

/** The feeds of everybody, which an administrator can end. */
export default function EveryFeed() {
  const feeds = useQuery(everyFeedQuery)
  return (
    <section>
      <h2>Feeds</h2>
      <p>
        Secret addresses that people made. Each gives what its person may read, to whoever has the address.
      </p>
      <Loaded query={feeds} what="feeds">
        {(data) => (
          <Show when={data().length > 0} fallback={<p>Nobody has a feed.</p>}>
            <FeedList feeds={data()} everybody />
          </Show>
        )}
      </Loaded>
    </section>
  )
}
