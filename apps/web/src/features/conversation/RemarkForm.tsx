import type { MentionView } from '@beatbook/contract'
import { type Mention, MOST_REMARK, namesMatching } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import {
  createEffect,
  createMemo,
  createSignal,
  createUniqueId,
  For,
  type JSX,
  onMount,
  Show,
  untrack,
} from 'solid-js'
import { queryClient } from '../../query-client.ts'
import { ErrorSummary, errorOn, type FormError } from '../../ui/ErrorSummary.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { warnOfLoss } from '../../ui/loss.ts'
import type { CommandFailure } from '../command/form-error.ts'
import { useKept } from '../form/Kept.tsx'
import { useSession } from '../session/session.ts'
import { labelFor, type Typing, typingAt, withChosen, wordsToEdit, wordsToSend } from './mention-box.ts'
import { mentionableQuery } from './queries.ts'

/** Words that are not sent yet, with the names in them. */
interface Draft {
  readonly text: string
  readonly labels: ReadonlyMap<string, Mention>
}

/**
 * What is typed and not sent yet, by person and form: a form that opens again, because its page was left or drawn
 * anew, has the words at once. Kept as long as the tab; under the person it is kept by `useKept`.
 */
const drafts = new Map<string, Draft>()

interface RemarkFormProps {
  /** What the form is for, by which its words are kept until they are sent. */
  readonly about: string
  /** Its accessible name: "Answer conversation 2". */
  readonly title: string
  readonly label: string
  /** The label of the button that sends. */
  readonly send: string
  /** The words that are edited. */
  readonly before?: { readonly text: string; readonly mentions: readonly MentionView[] }
  readonly busy: boolean
  /** Sends the words, with marks for mentions. Returns the failure, or `null`. */
  readonly onSend: (text: string) => Promise<CommandFailure | null>
  readonly onClose: () => void
  /** Fields before the words. */
  readonly children?: JSX.Element
}

/**
 * The form of a comment: `@` offers people and owners, Ctrl-Enter sends. The words stay until they are
 * recorded.
 */
export const RemarkForm = (props: RemarkFormProps) => {
  const id = createUniqueId()
  const first = props.before === undefined ? null : wordsToEdit(props.before.text, props.before.mentions)
  const session = useSession()
  const key = untrack(() => `${session.data?.person?.id} ${props.about}`)
  const kept = drafts.get(key)
  const labels = new Map<string, Mention>(kept?.labels ?? first?.labels)
  const [mentioned, setMentioned] = createSignal<readonly (readonly [string, Mention])[]>([...labels])
  const mention = (entries: string) => {
    for (const [label, meant] of JSON.parse(entries) as [string, Mention][]) labels.set(label, meant)
    setMentioned([...labels])
  }
  const [text, setText] = createSignal(kept?.text ?? first?.text ?? '')
  const keep = (words: string) => {
    setText(words)
    drafts.set(key, { text: words, labels })
  }
  const typed = useKept(untrack(() => `remark/${props.about}`))
  const close = () => {
    drafts.delete(key)
    typed.done()
    props.onClose()
  }
  const [typing, setTyping] = createSignal<Typing | null>(null)
  const [at, setAt] = createSignal(0)
  const [errors, setErrors] = createSignal<FormError[]>([])
  let box!: HTMLTextAreaElement
  onMount(() => {
    box.focus()
    box.setSelectionRange(box.value.length, box.value.length)
  })
  const leave = warnOfLoss(() => text().trim() !== (first?.text ?? ''), close)
  // Read without a query of the page: waiting for one takes the page out of the document, with the focus.
  const [offered, setOffered] = createSignal<readonly MentionView[]>([])
  const letters = createMemo(() => typing()?.letters)
  createEffect(() => {
    const asked = letters()
    if (asked === undefined) return
    queryClient.fetchQuery(mentionableQuery(asked)).then(
      (found) => {
        if (letters() === asked) setOffered(found)
      },
      // Without an answer nobody is offered; sending says what is wrong.
      () => setOffered([]),
    )
  })
  // Of an earlier answer only those that what is typed now still finds, so that Enter never takes another one.
  const choices = createMemo(() => {
    const asked = letters()
    return asked === undefined ? [] : namesMatching(asked, offered())
  })
  createEffect(() => {
    choices()
    setAt(0)
  })

  const look = () => {
    const { selectionStart, selectionEnd } = box
    setTyping(selectionStart === selectionEnd ? typingAt(box.value, selectionEnd, labels) : null)
  }
  const choose = (choice: MentionView | undefined) => {
    const now = typing()
    if (choice === undefined || now === null) return
    const label = labelFor(labels, choice)
    labels.set(label, { kind: choice.kind, id: choice.id })
    setMentioned([...labels])
    const chosen = withChosen(text(), now, label)
    keep(chosen.text)
    setTyping(null)
    box.value = chosen.text
    box.focus()
    box.setSelectionRange(chosen.caret, chosen.caret)
  }
  const send = async () => {
    if (props.busy) return
    setTyping(null)
    // A name that was offered and typed to its end means the same as one that was chosen.
    for (const each of offered())
      if (!labels.has(each.name)) labels.set(each.name, { kind: each.kind, id: each.id })
    const words = wordsToSend(text().trim(), labels)
    if (words === '') return setErrors([{ field: `${id}-text`, words: 'Write something first' }])
    if (words.length > MOST_REMARK)
      return setErrors([
        {
          field: `${id}-text`,
          words: `Write at most ${MOST_REMARK.toLocaleString('en-GB')} characters`,
        },
      ])
    setErrors([])
    const failure = await props.onSend(words)
    if (failure !== null) return setErrors([{ words: failure.words }])
    leave.done()
    close()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send()
      return
    }
    const count = choices().length
    if (count === 0) {
      if (event.key === 'Escape') {
        event.stopPropagation()
        if (typing() !== null) setTyping(null)
        else leave.ask()
      }
      return
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((before) => (before + step + count) % count)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(choices()[at()])
    else if (event.key === 'Escape') setTyping(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <form
      ref={typed.keep}
      class="remark-form"
      novalidate
      aria-label={props.title}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <ErrorSummary errors={errors()} />
      <typed.Note />
      {props.children}
      {/* Kept with the words: whom the names in them mean. */}
      <input
        type="text"
        hidden
        name="remark-mentions"
        value={JSON.stringify([...mentioned()])}
        onInput={(event) => mention(event.currentTarget.value)}
      />
      <div class="mention-box">
        <TextArea
          ref={box}
          id={`${id}-text`}
          name="remark-text"
          label={props.label}
          hint="Type @ to mention a person or an owner. Ctrl and Enter sends."
          error={errorOn(errors(), `${id}-text`)}
          rows="3"
          value={text()}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={choices().length > 0 ? `${id}-list` : undefined}
          aria-activedescendant={choices().length > 0 ? `${id}-${at()}` : undefined}
          aria-keyshortcuts="Control+Enter"
          onInput={(event) => {
            keep(event.currentTarget.value)
            look()
          }}
          onClick={look}
          onKeyUp={(event) => ['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key) && look()}
          onKeyDown={onKey}
          onBlur={() => setTyping(null)}
        />
        <Show when={choices().length > 0}>
          <div class="mention-list" role="listbox" id={`${id}-list`} aria-label="People and owners">
            <For each={choices()}>
              {(choice, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the text move through the list, as the combobox pattern has it
                // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text
                <div
                  role="option"
                  id={`${id}-${index()}`}
                  class="found-entry mention-choice"
                  aria-selected={at() === index()}
                  // The text keeps the focus.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => choose(choice)}
                >
                  <span>{choice.name}</span>
                  <span class="quiet">{choice.kind === 'person' ? 'Person' : 'Owner'}</span>
                </div>
              )}
            </For>
          </div>
        </Show>
        <p class="govuk-visually-hidden" role="status">
          <Show when={typing()}>
            {choices().length === 0
              ? 'Nobody has such a name'
              : `${counted(choices().length, 'name')}. Up and down to choose, Enter to take one.`}
          </Show>
        </p>
      </div>
      <p class="buttons">
        <button type="submit" class="govuk-button" disabled={props.busy}>
          {props.busy ? 'Sending …' : props.send}
        </button>
        <button type="button" class="govuk-button govuk-button--secondary" onClick={leave.ask}>
          Cancel
        </button>
      </p>
    </form>
  )
}
