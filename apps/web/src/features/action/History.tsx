import { type ActionView, decideUndoUpdate, type HistoryEntry } from '@beatbook/domain'
import { commandDone, historyChanges, historyTitle, placeWords, refusalSentence } from '@beatbook/presentation'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api, problemSentence } from '../../api.ts'
import { At, Day } from '../../ui/Day.tsx'
import { Link } from '../../ui/Link.tsx'
import { useEditing } from '../session/session.ts'
import { useActionCommand } from './give-command.ts'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))

/** What has been said of an action and what it changed, newest first. */
export const History = (props: { action: ActionView; entries: readonly HistoryEntry[] }) => {
  const editing = useEditing()
  const [asked, setAsked] = createSignal<HistoryEntry | null>(null)
  const [said, setSaid] = createSignal('')
  const shown = () => props.entries.filter((entry) => entry.type !== 'update-undone').toReversed()
  const undo = useActionCommand(
    () => props.action,
    () => props.entries,
    { decide: decideUndoUpdate, send: (command) => api.commands.undoUpdate.mutate(command) },
  )
  const takeBack = async (entry: HistoryEntry, reason: string): Promise<string | null> => {
    const command = { commandId: newId(), actionId: props.action.id, updateId: entry.updateId ?? '', ...(reason === '' ? {} : { reason }) }
    const { refusal } = undo.check(command)
    if (refusal) return refusalSentence(refusal)
    try {
      await undo.give(command)
    } catch (error) {
      return problemSentence(error)
    }
    setAsked(null)
    setSaid(commandDone('undo-update'))
    return null
  }

  return (
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <p role="status" class="done-line">
        {said()}
      </p>
      <ol class="timeline">
        <For each={shown()}>
          {(entry) => <Entry entry={entry} onUndo={editing().allowed && entry.type === 'update-recorded' && !entry.undone ? () => setAsked(entry) : null} />}
        </For>
      </ol>
      <Suspense>
        <Show when={asked()}>
          {(entry) => (
            <Confirm
              title="Take this update back?"
              action="Take it back"
              reason="Why (may stay empty)"
              onClose={() => setAsked(null)}
              onConfirm={(reason) => takeBack(entry(), reason)}
            >
              <p>What it changed goes back to what it was. It stays in the history, marked as taken back.</p>
              <Show when={entry().text}>
                <blockquote>{entry().text}</blockquote>
              </Show>
            </Confirm>
          )}
        </Show>
      </Suspense>
    </section>
  )
}

const Entry = (props: { entry: HistoryEntry; onUndo: (() => void) | null }) => (
  <li classList={{ undone: props.entry.undone !== null }}>
    <p class="by">
      <Day on={props.entry.on} />
      <Show when={!props.entry.dated}> (no date given; the document’s)</Show>
      {' · '}
      <Show when={props.entry.document} fallback={props.entry.actor.name}>
        {(document) => (
          <>
            read from <Link href={`/documents/${document().id}`}>{document().name}</Link>
            <Show when={document().place}>{(place) => `, ${placeWords(place())}`}</Show>
          </>
        )}
      </Show>
    </p>
    <h3>{historyTitle(props.entry)}</h3>
    <Show when={props.entry.type !== 'update-recorded' && historyChanges(props.entry).length > 0}>
      <p>{historyChanges(props.entry).join('; ')}</p>
    </Show>
    <Show when={props.entry.text && props.entry.type !== 'action-added'}>
      <p class="words">{props.entry.text}</p>
    </Show>
    <Show when={props.entry.words}>
      {(words) => (
        <p class="words">
          <del>{words().from}</del> <ins>{words().to}</ins>
        </p>
      )}
    </Show>
    <Show when={props.entry.reason}>
      <p class="sub">Reason: {props.entry.reason}</p>
    </Show>
    <Show when={props.entry.undone}>
      {(undone) => (
        <p class="sub">
          <b>Taken back</b> by {undone().actor.name}, <At at={undone().recordedAt} />
          {undone().reason ? `: ${undone().reason}` : ''}
        </p>
      )}
    </Show>
    <Show when={props.onUndo}>
      {(onUndo) => (
        <button type="button" class="link-button" onClick={() => onUndo()()}>
          Take back<span class="govuk-visually-hidden"> the update “{historyTitle(props.entry)}”</span>
        </button>
      )}
    </Show>
  </li>
)
