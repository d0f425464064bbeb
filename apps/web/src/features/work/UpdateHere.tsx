import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { Loaded } from '../../ui/Loaded.tsx'
import { actionQuery, historyQuery } from '../action/queries.ts'
import { RecordUpdate } from '../action/RecordUpdate.tsx'
import { whyQuery } from '../rating/queries.ts'

/** The form of an update in a list, without leaving it. */
export default function UpdateHere(props: { address: string; onClose: (said: string) => void }) {
  const action = useQuery(() => actionQuery(props.address, {}))
  const history = useQuery(() => historyQuery(props.address, {}))
  const why = useQuery(() => whyQuery(props.address, {}))
  return (
    <Loaded query={action} what="action">
      {(known) => (
        <Show when={history.data}>
          {(entries) => <RecordUpdate action={known()} entries={entries()} levels={why.data?.ragRules?.levels ?? []} onClose={props.onClose} />}
        </Show>
      )}
    </Loaded>
  )
}
