import type { ConversationsView } from '@beatbook/contract'
import { counted } from '@beatbook/domain/english'
import { Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { useAnswer } from '../../ui/answer.ts'
import { conversationsQuery, type Subject } from './queries.ts'

/** How many conversations are open about an action or a plan, as a link to them; nothing where none is. */
export const ConversationCount = (props: { subject: Subject }) => {
  const { at } = useAsAt()
  const known = useAnswer<ConversationsView>(() => conversationsQuery(props.subject, at()))
  const open = () => (known()?.conversations ?? []).filter(({ settled }) => settled === null).length
  return (
    <Show when={open() > 0}>
      {' · '}
      <a href="#conversations">{counted(open(), 'open conversation')}</a>
    </Show>
  )
}
