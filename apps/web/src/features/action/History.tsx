import type { Ribbon } from '@beatbook/contract'
import { changeIn, type HistoryEntry, undoUpdate } from '@beatbook/domain'
import { becauseWords, type RuleMark } from '@beatbook/domain/english'
import {
  commandDone,
  doneSentence,
  historyChanges,
  historyTitle,
  placeWords,
  ruleMark,
} from '@beatbook/presentation'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { v7 as newId } from 'uuid'
import { At, Day } from '../../ui/Day.tsx'
import { MarkTag } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { type CommandOn, useCommand } from '../command/use-command.ts'
import { useEditing } from '../session/session.ts'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))

/**
 * What has been said of an action and what it changed, newest first, with the days on which the rules turned
 * it.
 */
export const History = (
  props: CommandOn & { entries: readonly HistoryEntry[]; ribbon: Ribbon | undefined },
) => {
  const editing = useEditing()
  const [asked, setAsked] = createSignal<HistoryEntry | null>(null)
  const [said, setSaid] = createSignal('')
  const shown = () => {
    const said = props.entries.filter((entry) => entry.type !== 'update-undone').toReversed()
    // What turned on a day turned after what was said on it, which may be why; the newest word stays on top
    // all the same.
    return [...said, ...(props.ribbon === undefined ? [] : turnsOf(props.ribbon))].sort((a, b) =>
      a.on > b.on ? -1 : a.on < b.on ? 1 : 0,
    )
  }
  const begin = (entry: HistoryEntry) => {
    setSaid('')
    setAsked(entry)
  }
  const undo = useCommand(undoUpdate, () => props)
  const takeBack = async (entry: HistoryEntry, reason: string): Promise<string | null> => {
    const command = {
      commandId: newId(),
      actionId: props.action.id,
      updateId: entry.updateId ?? '',
      ...(reason === '' ? {} : { reason }),
    }
    const notDone = await undo.give(command)
    if (notDone) return notDone.words
    setAsked(null)
    setSaid(doneSentence(commandDone('undo-update'), reason))
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
          {(entry) =>
            'turned' in entry ? (
              <TurnEntry turn={entry} />
            ) : (
              <Entry
                entry={entry}
                onUndo={
                  editing().allowed && entry.type === 'update-recorded' && !entry.undone
                    ? () => begin(entry)
                    : null
                }
              />
            )
          }
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

interface RuleTurn {
  readonly on: string
  readonly turned: RuleMark
  readonly because: string
  readonly byPerson: boolean
}

/** The days up to now on which the level by the rules turned, newest first. */
const turnsOf = ({ computed, asAt }: Ribbon): RuleTurn[] =>
  computed
    .flatMap((interval, at) => {
      const before = computed[at - 1]
      return before === undefined || before.level === interval.level || interval.from > asAt
        ? []
        : [
            {
              on: interval.from,
              turned: ruleMark(interval),
              because: becauseWords(interval.because, interval.from),
              byPerson: interval.overridden,
            },
          ]
    })
    .toReversed()

const TurnEntry = (props: { turn: RuleTurn }) => (
  <li class="turn">
    <p class="by">
      <Day on={props.turn.on} />
    </p>
    <h3>
      {props.turn.byPerson ? 'Replaced by a person:' : 'The rules turned it'}{' '}
      <MarkTag mark={props.turn.turned} />
    </h3>
    <Show when={!props.turn.byPerson && props.turn.because !== ''}>
      <p class="sub">{props.turn.because}</p>
    </Show>
  </li>
)

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
    <Show when={changeIn(props.entry, 'text')}>
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
