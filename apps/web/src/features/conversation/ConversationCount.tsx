import { counted } from '@beatbook/domain/english'
import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { conversationsQuery, type Subject } from './queries.ts'

/** How many conversations are open about an action or a plan, as a link to them; nothing where none is. */
export const ConversationCount = (props: { subject: Subject }) => {
  const { at } = useAsAt()
  const query = useQuery(() => conversationsQuery(props.subject, at()))
  const open = () => (query.data?.conversations ?? []).filter(({ settled }) => settled === null).length
  return (
    <Show when={open() > 0}>
      {' · '}
      <a href="#conversations">{counted(open(), 'open conversation')}</a>
    </Show>
  )
}
