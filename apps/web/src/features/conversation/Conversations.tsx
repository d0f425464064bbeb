import type { ConversationsView, ConversationView, RemarkView, UnreadMentions } from '@beatbook/contract'
import {
  answerConversation,
  beginConversation,
  editRemark,
  removeRemark,
  reopenConversation,
  settleConversation,
} from '@beatbook/domain'
import {
  commandDone,
  conversationAbout,
  conversationCountWords,
  conversationFields,
} from '@beatbook/presentation'
import { useLocation, useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { useAsAt } from '../../calendar/as-at.ts'
import { useAnswer, useObserved } from '../../ui/answer.ts'
import { At } from '../../ui/Day.tsx'
import { SelectField } from '../../ui/Field.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useSettings } from '../area/settings.ts'
import type { CommandFailure } from '../command/form-error.ts'
import { Saved, type SavedCommand } from '../command/Saved.tsx'
import { useCommand } from '../command/use-command.ts'
import { useEditing, useSession } from '../session/session.ts'
import { fieldAsked } from './AskAbout.tsx'
import { conversationHash } from './hash.ts'
import { conversationsQuery, markRead, refetchConversations, type Subject, unreadQuery } from './queries.ts'
import { RemarkForm } from './RemarkForm.tsx'
import { RemarkWords } from './RemarkWords.tsx'

/** The conversations about an action or a plan: those that are open, then those that are settled, folded. */
export const Conversations = (props: { subject: Subject }) => {
  const { at } = useAsAt()
  const editing = useEditing()
  const location = useLocation()
  const navigate = useNavigate()
  const settings = useSettings()
  const id = createUniqueId()
  const [begun, setBegun] = createSignal<{ readonly field: string | undefined } | null>(null)
  const [saved, setSaved] = createSignal<SavedCommand | null>(null)
  const query = useObserved<ConversationsView>(() => conversationsQuery(props.subject, at()))
  const begin = useCommand(beginConversation, undefined, refetchConversations)

  const mayWrite = createMemo(() => editing().allowed)
  createEffect(() => {
    const field = fieldAsked(location.hash)
    // A form that is open keeps its words.
    if (field !== null && mayWrite())
      setBegun((before) => (before !== null && before.field === field ? before : { field }))
  })
  const close = () => {
    setBegun(null)
    if (fieldAsked(location.hash) !== null)
      navigate(location.pathname + location.search, { replace: true, scroll: false })
  }
  const send = async (form: HTMLElement | null, text: string): Promise<CommandFailure | null> => {
    const field = form?.querySelector('select')?.value ?? ''
    const { kind, id: about } = props.subject
    const command = {
      commandId: newId(),
      conversationId: newId(),
      remarkId: newId(),
      subject: { kind, id: about },
      ...(field === '' ? {} : { field }),
      text,
    }
    const failure = await begin.give(command)
    if (failure === null) setSaved({ words: commandDone('begin-conversation'), commandId: command.commandId })
    return failure
  }
  const fields = () => conversationFields(props.subject.kind, settings().columns)
  const about = (field: string | null) => conversationAbout(props.subject, field, settings().columns)
  let form: HTMLElement | null = null

  return (
    <section class="conversations" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        <span id="conversations">Conversations</span>
        <Show when={query.data}>{(known) => <span class="sub">{conversationCountWords(known())}</span>}</Show>
      </h2>
      <Saved saved={saved()} onUndone={refetchConversations} />
      <Show when={mayWrite()}>
        <Show
          when={begun()}
          keyed
          fallback={
            <p class="buttons">
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                onClick={() => {
                  setSaved(null)
                  setBegun({ field: undefined })
                }}
              >
                Ask or comment
              </button>
            </p>
          }
        >
          {(asked) => (
            <div
              class="panel"
              ref={(element) => {
                form = element
              }}
            >
              <RemarkForm
                about={props.subject.id}
                title="Ask or comment"
                label="Your question or comment"
                send="Send"
                busy={begin.busy()}
                onSend={(text) => send(form, text)}
                onClose={close}
              >
                <SelectField id={`${id}-field`} name="remark-field" label="About">
                  <option value="">The {props.subject.kind} as a whole</option>
                  <For each={fields()}>
                    {({ field, title }) => (
                      <option value={field} selected={field === asked.field}>
                        {title}
                      </option>
                    )}
                  </For>
                </SelectField>
              </RemarkForm>
            </div>
          )}
        </Show>
      </Show>
      <Loaded query={query} what="conversations">
        {(known) => (
          <List
            conversations={known().conversations}
            about={about}
            subject={props.subject}
            onSaved={setSaved}
          />
        )}
      </Loaded>
    </section>
  )
}

interface ListProps {
  readonly conversations: readonly ConversationView[]
  readonly subject: Subject
  readonly about: (field: string | null) => string | null
  readonly onSaved: (saved: SavedCommand | null) => void
}

const List = (props: ListProps) => {
  const location = useLocation()
  const unread = useAnswer<UnreadMentions>(unreadQuery)
  // What was unread when the page was opened stays marked while it is read.
  const [news, setNews] = createSignal<ReadonlySet<string>>(new Set())
  createEffect(() => {
    const found = (unread()?.mentions ?? []).map(({ remarkId }) => remarkId)
    if (found.length > 0) setNews((before) => new Set([...before, ...found]))
  })
  const unreadIn = ({ id }: ConversationView) =>
    (unread()?.mentions ?? []).some(({ conversationId }) => conversationId === id)
  const open = () => props.conversations.filter(({ settled }) => settled === null)
  const settled = () => props.conversations.filter((each) => each.settled !== null)
  const isAsked = ({ id }: ConversationView) => location.hash === conversationHash(id)
  const each = (conversation: ConversationView) => (
    <Conversation
      {...props}
      conversation={conversation}
      news={news()}
      unread={unreadIn(conversation)}
      asked={isAsked(conversation)}
    />
  )
  return (
    <Show
      when={props.conversations.length > 0}
      fallback={
        <p class="quiet">
          Nobody has asked anything yet. What is written here changes nothing in the plan, and everybody who
          may read the {props.subject.kind} can see it.
        </p>
      }
    >
      <For each={open()}>{each}</For>
      <Show when={settled().length > 0}>
        <details open={settled().some(isAsked)}>
          <summary>
            {settled().length} settled {settled().some(unreadIn) ? '(with a comment for you)' : ''}
          </summary>
          <For each={settled()}>{each}</For>
        </details>
      </Show>
    </Show>
  )
}

interface ConversationProps extends ListProps {
  readonly conversation: ConversationView
  /** The remarks that are new to the person who reads. */
  readonly news: ReadonlySet<string>
  readonly unread: boolean
  /** Whether the page was opened at this conversation. */
  readonly asked: boolean
}

const Conversation = (props: ConversationProps) => {
  const editing = useEditing()
  const [answering, setAnswering] = createSignal(false)
  const [problem, setProblem] = createSignal('')
  const answer = useCommand(answerConversation, undefined, refetchConversations)
  const settle = useCommand(settleConversation, undefined, refetchConversations)
  const reopen = useCommand(reopenConversation, undefined, refetchConversations)
  let place!: HTMLElement
  const title = () => props.about(props.conversation.field)
  const name = () => `Conversation ${props.conversation.number}${title() === null ? '' : `: ${title()}`}`

  createEffect(() => {
    if (props.asked) queueMicrotask(() => place.scrollIntoView({ block: 'center' }))
  })
  // A conversation is read once it is in view.
  createEffect(() => {
    if (!props.unread) return
    const { id, position } = props.conversation
    const read = () => void markRead([{ id, position }]).catch(() => undefined)
    if (typeof IntersectionObserver === 'undefined') return read()
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      watch.disconnect()
      read()
    })
    watch.observe(place)
    onCleanup(() => watch.disconnect())
  })

  const sendAnswer = async (text: string): Promise<CommandFailure | null> => {
    const commandId = newId()
    const failure = await answer.give({
      commandId,
      conversationId: props.conversation.id,
      remarkId: newId(),
      text,
    })
    if (failure === null) props.onSaved({ words: commandDone('answer-conversation'), commandId })
    return failure
  }
  const end = async () => {
    setProblem('')
    const command = { commandId: newId(), conversationId: props.conversation.id }
    const isOpen = props.conversation.settled === null
    const failure = await (isOpen ? settle.give(command) : reopen.give(command))
    if (failure !== null) return setProblem(failure.words)
    const words = commandDone(isOpen ? 'settle-conversation' : 'reopen-conversation')
    props.onSaved({ words, commandId: command.commandId })
  }

  return (
    <article
      ref={place}
      id={conversationHash(props.conversation.id).slice(1)}
      class="conversation"
      classList={{ asked: props.asked }}
      aria-label={name()}
    >
      <Show when={title()}>{(words) => <h3>About: {words()}</h3>}</Show>
      <ol class="plain">
        <For each={props.conversation.remarks}>
          {(remark) => (
            <li>
              <Remark
                remark={remark}
                conversation={props.conversation}
                isNew={props.news.has(remark.id)}
                onSaved={props.onSaved}
              />
            </li>
          )}
        </For>
      </ol>
      <Show when={props.conversation.settled}>
        {(settled) => (
          <p class="by">
            Settled by {settled().by.name}, <At at={settled().at} />
          </p>
        )}
      </Show>
      <Show when={problem() !== ''}>
        <p role="alert">{problem()}</p>
      </Show>
      <Show when={editing().allowed}>
        <Show
          when={answering()}
          fallback={
            <p class="row-buttons">
              <button
                type="button"
                class="link-button"
                onClick={() => {
                  props.onSaved(null)
                  setAnswering(true)
                }}
              >
                Answer<Hidden> {name()}</Hidden>
              </button>
              <button
                type="button"
                class="link-button"
                disabled={settle.busy() || reopen.busy()}
                onClick={end}
              >
                {props.conversation.settled === null ? 'Settle' : 'Open again'}
                <Hidden> {name()}</Hidden>
              </button>
            </p>
          }
        >
          <RemarkForm
            about={props.conversation.id}
            title={`Answer ${name()}`}
            label="Your answer"
            send="Send"
            busy={answer.busy()}
            onSend={sendAnswer}
            onClose={() => setAnswering(false)}
          />
        </Show>
      </Show>
    </article>
  )
}

interface RemarkProps {
  readonly remark: RemarkView
  readonly conversation: ConversationView
  readonly isNew: boolean
  readonly onSaved: (saved: SavedCommand | null) => void
}

const Remark = (props: RemarkProps) => {
  const editing = useEditing()
  const session = useSession()
  const [open, setOpen] = createSignal(false)
  const [problem, setProblem] = createSignal('')
  const edit = useCommand(editRemark, undefined, refetchConversations)
  const remove = useCommand(removeRemark, undefined, refetchConversations)
  const isOwn = () => editing().allowed && session.data?.person?.id === props.remark.by.id
  const ids = () => ({ conversationId: props.conversation.id, remarkId: props.remark.id })

  const save = async (text: string): Promise<CommandFailure | null> => {
    const commandId = newId()
    const failure = await edit.give({ commandId, ...ids(), text })
    if (failure === null) props.onSaved({ words: commandDone('edit-remark'), commandId })
    return failure
  }
  const takeAway = async () => {
    setProblem('')
    const commandId = newId()
    const failure = await remove.give({ commandId, ...ids() })
    if (failure === null) props.onSaved({ words: commandDone('remove-remark'), commandId })
    else setProblem(failure.words)
  }
  return (
    <>
      <p class="by">
        <b>{props.remark.by.name}</b> <At at={props.remark.at} />
        <Show when={props.remark.edited !== null && props.remark.text !== null}>
          {' · edited '}
          <At at={props.remark.edited ?? ''} />
        </Show>
        <Show when={props.isNew}>
          {' '}
          <b class="news">For you</b>
        </Show>
      </p>
      <Show
        when={open()}
        fallback={
          <Show
            when={props.remark.text}
            fallback={
              <p class="quiet">
                Removed
                <Show when={props.remark.removed}>
                  {(at) => (
                    <>
                      {' '}
                      <At at={at()} />
                    </>
                  )}
                </Show>
              </p>
            }
          >
            {(text) => <RemarkWords text={text()} mentions={props.remark.mentions} />}
          </Show>
        }
      >
        <RemarkForm
          about={props.remark.id}
          title="Edit your comment"
          label="Your comment"
          send="Save"
          before={{ text: props.remark.text ?? '', mentions: props.remark.mentions }}
          busy={edit.busy()}
          onSend={save}
          onClose={() => setOpen(false)}
        />
      </Show>
      <Show when={problem() !== ''}>
        <p role="alert">{problem()}</p>
      </Show>
      <Show when={isOwn() && !open() && props.remark.text !== null}>
        <p class="row-buttons">
          <button type="button" class="link-button" onClick={() => setOpen(true)}>
            Edit<Hidden> your comment {props.remark.number}</Hidden>
          </button>
          <button type="button" class="link-button" disabled={remove.busy()} onClick={takeAway}>
            Remove<Hidden> your comment {props.remark.number}</Hidden>
          </button>
        </p>
      </Show>
    </>
  )
}

const Hidden = (props: { children: unknown }) => (
  <span class="govuk-visually-hidden">{props.children as string}</span>
)
