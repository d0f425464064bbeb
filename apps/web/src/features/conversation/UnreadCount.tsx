import type { UnreadMentions } from '@beatbook/contract'
import { Show } from 'solid-js'
import { useAnswer } from '../../ui/answer.ts'
import { unreadQuery } from './queries.ts'

/** How many comments for whoever is signed in are unread, beside the link to their work. */
export const UnreadCount = () => {
  const unread = useAnswer<UnreadMentions>(unreadQuery)
  return (
    <Show when={(unread()?.count ?? 0) > 0}>
      {' '}
      <span class="count">
        {unread()?.count}
        <span class="govuk-visually-hidden"> unread</span>
      </span>
    </Show>
  )
}
