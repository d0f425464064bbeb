import type { LinkView, Ribbon } from '@beatbook/contract'
import {
  type Attachment,
  changeIn,
  entryTogether,
  type HistoryEntry,
  undoCommand,
  undoOfEntry,
} from '@beatbook/domain'
import { becauseWords, historyChanges, historyTitle, type RuleMark, ruleMark } from '@beatbook/domain/english'
import { commandDone, doneSentence, placeWords } from '@beatbook/presentation'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { v7 as newId } from 'uuid'
import { useAsAt } from '../../calendar/as-at.ts'
import { useAnswer } from '../../ui/answer.ts'
import { At, Day } from '../../ui/Day.tsx'
import { MarkTag } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { useSettings } from '../area/settings.ts'
import { AttachmentLink } from '../attachment/AttachmentLink.tsx'
import { historyQuery } from '../command/action.ts'
import { type CommandOn, useCommand } from '../command/use-command.ts'
import { useEditing } from '../session/session.ts'

const Confirm = lazy(() => import('../../ui/Confirm.tsx'))

/**
 * The history of an action with its changes, newest first, and the days on which its computed level changed.
 */
export const History = (
  props: CommandOn & { entries: readonly HistoryEntry[]; ribbon: Ribbon | undefined },
) => {
  const editing = useEditing()
  const [asked, setAsked] = createSignal<HistoryEntry | null>(null)
  const [said, setSaid] = createSignal('')
  const shown = () => {
    // What came with an update stands below its words, not in entries of its own.
    const said = props.entries
      .filter((entry) => entry.type !== 'command-undone' && !cameWith(entry, props.entries))
      .toReversed()
    // A change of level on a day comes after that day's updates, which may be its cause; the newest update is
    // still on top.
    return [...said, ...(props.ribbon === undefined ? [] : turnsOf(props.ribbon))].sort((a, b) =>
      a.on > b.on ? -1 : a.on < b.on ? 1 : 0,
    )
  }
  /** The files and links that are there now and belong to an update. */
  const attachedTo = ({ updateId }: HistoryEntry) =>
    updateId === null ? [] : props.action.attachments.filter((each) => each.updateId === updateId)
  const begin = (entry: HistoryEntry) => {
    setSaid('')
    setAsked(entry)
  }
  const undo = useCommand(undoCommand, () => props)
  const settle = async (entry: HistoryEntry, reason: string): Promise<string | null> => {
    const command = {
      commandId: newId(),
      ...undoOfEntry(entry, props.entries),
      ...(reason === '' ? {} : { reason }),
    }
    const done = entry.undone === null ? commandDone('undo-command') : 'The entry was redone.'
    const failure = await undo.give(command)
    if (failure) return failure.words
    setAsked(null)
    setSaid(doneSentence(done, reason))
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
                attached={attachedTo(entry)}
                actionId={props.action.id}
                onSettle={editing().allowed && isRecorded(entry) ? () => begin(entry) : null}
              />
            )
          }
        </For>
      </ol>
      <For each={props.action.links.filter(isMerged)}>{(link) => <Merged address={link.address} />}</For>
      <Suspense>
        <Show when={asked()}>
          {(entry) => (
            <Confirm
              title={entry().undone ? 'Redo this entry?' : 'Undo this entry?'}
              action={entry().undone ? 'Redo it' : 'Undo it'}
              reason="Why (may stay empty)"
              onClose={() => setAsked(null)}
              onConfirm={(reason) => settle(entry(), reason)}
            >
              <p>
                {entry().undone
                  ? 'What it changed is changed again. The history says that it was undone and redone.'
                  : 'What it changed goes back to what it was. It stays in the history, marked as undone, and can be redone.'}
              </p>
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

/** Whether a link leads to an action that was merged into this one. */
const isMerged = ({ kind, direction }: LinkView): boolean => kind === 'merged-into' && direction === 'from'

/** What was said about an action that was merged into this one, loaded when it is opened. */
const Merged = (props: { address: string }) => {
  const { at } = useAsAt()
  const [open, setOpen] = createSignal(false)
  const entries = useAnswer<readonly HistoryEntry[]>(() => ({
    ...historyQuery(props.address, at()),
    enabled: open(),
  }))
  return (
    <details class="merged-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>History of {props.address}, merged into this action</summary>
      <Show when={entries()} fallback={<p class="quiet">Loading its history …</p>}>
        {(known) => (
          <ol class="timeline">
            <For
              each={known()
                .filter(({ type }) => type !== 'command-undone')
                .toReversed()}
            >
              {(entry) => <Entry entry={entry} attached={[]} actionId="" onSettle={null} />}
            </For>
          </ol>
        )}
      </Show>
    </details>
  )
}

/**
 * Whether the server has recorded an entry. One that is shown before has no command yet (`shownAfter`), so that
 * there is nothing to undo.
 */
const isRecorded = ({ commandId, eventId }: HistoryEntry): boolean => commandId !== eventId

/** Whether a file or link came with an update: by the same command, or both are shown before they are recorded. */
const cameWith = (entry: HistoryEntry, entries: readonly HistoryEntry[]): boolean => {
  if (isRecorded(entry)) return entryTogether(entry, entries) !== entry
  const updateId = changeIn(entry, 'attachment')?.to?.updateId ?? null
  return updateId !== null && entries.some((each) => each.updateId === updateId && !isRecorded(each))
}

interface RuleTurn {
  readonly on: string
  readonly turned: RuleMark
  readonly because: string
  readonly byPerson: boolean
}

/** The days up to now on which the computed level changed, newest first. */
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

/** Whether the title of an entry consists of its changes. */
const toldInTitle = ({ type }: HistoryEntry): boolean =>
  type === 'update-recorded' || type === 'columns-set' || type === 'action-revised'

interface EntryProps {
  readonly entry: HistoryEntry
  readonly attached: readonly Attachment[]
  readonly actionId: string
  readonly onSettle: (() => void) | null
}

const Entry = (props: EntryProps) => {
  const settings = useSettings()
  return (
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
      <h3>{historyTitle(props.entry, settings().columns)}</h3>
      <Show when={!toldInTitle(props.entry) && historyChanges(props.entry).length > 0}>
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
      <Show when={props.attached.length > 0}>
        <ul class="plain attachments" aria-label="Files and links of this update">
          <For each={props.attached}>
            {(attachment) => (
              <li>
                <AttachmentLink actionId={props.actionId} attachment={attachment} />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.entry.reason}>
        <p class="sub">Reason: {props.entry.reason}</p>
      </Show>
      <Settlement is="Undone" by={props.entry.undone} />
      <Settlement is="Redone" by={props.entry.redone} />
      <Show when={props.onSettle}>
        {(onSettle) => (
          <button type="button" class="link-button" onClick={() => onSettle()()}>
            {props.entry.undone ? 'Redo' : 'Undo'}
            <span class="govuk-visually-hidden"> the entry “{historyTitle(props.entry)}”</span>
          </button>
        )}
      </Show>
    </li>
  )
}

/** Who undid or redid an entry, when and why. */
const Settlement = (props: { is: 'Undone' | 'Redone'; by: HistoryEntry['undone'] }) => (
  <Show when={props.by}>
    {(by) => (
      <p class="sub">
        <b>{props.is}</b> by {by().actor.name}, <At at={by().recordedAt} />
        {by().reason ? `: ${by().reason}` : ''}
      </p>
    )}
  </Show>
)
