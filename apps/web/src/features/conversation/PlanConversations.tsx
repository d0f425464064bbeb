import type { ConversationCounts, PlanView } from '@beatbook/contract'
import { counted } from '@beatbook/domain/english'
import { useLocation } from '@solidjs/router'
import { createEffect, createSignal, For, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { useAnswer } from '../../ui/answer.ts'
import { Link } from '../../ui/Link.tsx'
import { fieldAsked } from './AskAbout.tsx'
import { Conversations } from './Conversations.tsx'
import { countsQuery } from './queries.ts'

/** The conversations about a plan, folded, and a list of its actions that have open ones. */
export const PlanConversations = (props: { plan: PlanView }) => {
  const location = useLocation()
  const { looksBack } = useAsAt()
  const [open, setOpen] = createSignal(false)
  const counts = useAnswer<ConversationCounts>(() => countsQuery(props.plan.code))
  const actions = () => (counts()?.actions ?? []).filter((action) => action.open > 0)
  const all = () => actions().reduce((sum, action) => sum + action.open, counts()?.plan.open ?? 0)
  createEffect(() => {
    const { hash } = location
    if (hash.startsWith('#conversation') || fieldAsked(hash) !== null) setOpen(true)
  })
  return (
    <details open={open()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Conversations
        <Show when={all() > 0 && !looksBack()}>, {all()} open</Show>
      </summary>
      <Show when={open()}>
        <Conversations subject={{ kind: 'plan', id: props.plan.id, address: props.plan.code }} />
        <Show when={actions().length > 0 && !looksBack()}>
          <h3>About its actions</h3>
          <ul class="list">
            <For each={actions()}>
              {(action) => (
                <li>
                  <Link href={`/plans/${action.address}#conversations`}>
                    {action.address} {action.text}
                  </Link>{' '}
                  <span class="quiet">{counted(action.open, 'open conversation')}</span>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
    </details>
  )
}
