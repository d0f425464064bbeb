import type { AggregateEvent, PlanView } from '@beatbook/contract'
import { planEntryWords, sectionTitles } from '@beatbook/presentation'
import { createSignal, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { useObserved } from '../../ui/answer.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { EntryTable } from '../command/EntryTable.tsx'
import { planHistoryQuery } from './queries.ts'

/** What happened to a plan itself, folded: its title, sections, rules and imports. */
export const PlanHistory = (props: { plan: PlanView }) => {
  const [open, setOpen] = createSignal(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>History</summary>
      <Show when={open()}>
        <Entries plan={props.plan} />
      </Show>
    </details>
  )
}

const Entries = (props: { plan: PlanView }) => {
  const { at } = useAsAt()
  const history = useObserved<readonly AggregateEvent[]>(() => planHistoryQuery(props.plan.code, at()))
  return (
    <Loaded query={history} what="history">
      {(known) => (
        <EntryTable
          title="What happened to the plan"
          events={known()}
          wordsOf={(entry) => planEntryWords(entry, sectionTitles(known()))}
          // An import is undone where it is listed, after a look at what depends on it.
          mayUndo={({ commandId }) => !isOfImport(known(), commandId)}
        />
      )}
    </Loaded>
  )
}

/** Whether a command added the plan, or imported a document into it. */
const isOfImport = (events: readonly AggregateEvent[], commandId: string): boolean =>
  events.some(
    (event) =>
      event.commandId === commandId && (event.type === 'plan-added' || event.type === 'document-accepted'),
  )
