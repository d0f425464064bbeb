import { addDays, nearestGivenDay, QUARTER_DAYS } from '@beatbook/domain'
import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { Loaded } from '../../ui/Loaded.tsx'
import { RecordUpdate } from '../action/RecordUpdate.tsx'
import { actionQuery, eventsQuery } from '../command/action.ts'
import type { SavedCommand } from '../command/Saved.tsx'
import { whyQuery } from '../rating/queries.ts'
import { useSession } from '../session/session.ts'

/**
 * The form of an update inside a list. It validates updates of the last quarter itself; for earlier days the
 * server does.
 */
export default function UpdateHere(props: {
  address: string
  onClose: (saved: SavedCommand | null) => void
}) {
  const action = useQuery(() => actionQuery(props.address, {}))
  const session = useSession()
  const since = () => session.data && nearestGivenDay(addDays(session.data.today, -QUARTER_DAYS))
  const events = useQuery(() => ({
    ...eventsQuery(props.address, { since: since() }),
    enabled: since() !== undefined,
  }))
  const why = useQuery(() => whyQuery(props.address, {}))
  return (
    <Loaded query={action} what="action">
      {(known) => (
        <Show when={events.data}>
          {(events) => (
            <RecordUpdate
              action={known()}
              known={events()}
              ragRules={why.data?.ragRules}
              onClose={props.onClose}
            />
          )}
        </Show>
      )}
    </Loaded>
  )
}
