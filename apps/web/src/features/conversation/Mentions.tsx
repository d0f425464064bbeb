import type { UnreadMention, UnreadMentions } from '@beatbook/contract'
import { listed } from '@beatbook/domain/english'
import { conversationAbout, unreadHeading } from '@beatbook/presentation'
import { createSignal, For, Show } from 'solid-js'
import { problemSentence } from '../../api.ts'
import { useAnswer } from '../../ui/answer.ts'
import { At } from '../../ui/Day.tsx'
import { Link } from '../../ui/Link.tsx'
import { useSettings } from '../area/settings.ts'
import { conversationHash } from './hash.ts'
import { markRead, unreadQuery } from './queries.ts'
import { RemarkWords } from './RemarkWords.tsx'

/** The unread comments that mention whoever is signed in, or an owner they answer for. */
export const Mentions = () => {
  const unread = useAnswer<UnreadMentions>(unreadQuery)
  const some = () => ((unread()?.count ?? 0) > 0 ? unread() : undefined)
  const [said, setSaid] = createSignal('')
  const [problem, setProblem] = createSignal('')
  const read = async (mentions: readonly UnreadMention[], done: string) => {
    setSaid('')
    setProblem('')
    const marks = mentions.map(({ conversationId: id, position }) => ({ id, position }))
    try {
      await markRead(marks)
      setSaid(done)
    } catch (error) {
      setProblem(problemSentence(error))
    }
  }
  return (
    <>
      <p role="status" class="done-line">
        {said()}
      </p>
      <Show when={problem() !== ''}>
        <p role="alert">{problem()}</p>
      </Show>
      <Show when={some()}>
        {(found) => (
          <section class="work mentions" aria-labelledby="mentions">
            <h2 id="mentions">{unreadHeading(found().count)}</h2>
            <Show when={found().count > 1}>
              <p>
                <button
                  type="button"
                  class="link-button"
                  onClick={() => read(found().mentions, 'All are marked as read.')}
                >
                  Mark all as read
                </button>
              </p>
            </Show>
            <ul class="plain">
              <For each={found().mentions}>
                {(mention) => (
                  <Line mention={mention} onRead={() => read([mention], 'It is marked as read.')} />
                )}
              </For>
            </ul>
          </section>
        )}
      </Show>
    </>
  )
}

const Line = (props: { mention: UnreadMention; onRead: () => void }) => {
  const settings = useSettings()
  const about = () => conversationAbout(props.mention.subject, props.mention.field, settings().columns)
  const owners = () => props.mention.to.flatMap(({ kind, name }) => (kind === 'party' ? [name] : []))
  return (
    <li class="conversation">
      <Link href={`/plans/${props.mention.address}${conversationHash(props.mention.conversationId)}`}>
        {props.mention.address} {props.mention.title}
      </Link>
      <Show when={about()}>{(words) => <span class="quiet"> · {words()}</span>}</Show>
      <p class="by">
        <b>{props.mention.by.name}</b> <At at={props.mention.at} />
        <Show when={owners().length > 0}> · mentions {listed(owners())}</Show>
        <Show when={props.mention.settled}> · settled</Show>
      </p>
      <RemarkWords text={props.mention.text} mentions={props.mention.mentions} />
      <p class="row-buttons">
        <button type="button" class="link-button" onClick={() => props.onRead()}>
          Mark as read
          <span class="govuk-visually-hidden">
            {' '}
            the comment by {props.mention.by.name} on {props.mention.address}
          </span>
        </button>
      </p>
    </li>
  )
}
