import type { AggregateEvent } from '@beatbook/contract'
import { undoCommand } from '@beatbook/domain'
import { commandDone, commandsStanding } from '@beatbook/presentation'
import { createSignal, For, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { At, Day } from '../../ui/Day.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { useEditing } from '../session/session.ts'
import { useCommand } from './use-command.ts'

/** Undoes a command, and what came of it in words. */
export const useUndo = () => {
  const command = useCommand(undoCommand)
  const [said, setSaid] = createSignal('')
  const undo = async (undoes: string) => {
    setSaid('')
    const failure = await command.give({ commandId: newId(), undoes })
    setSaid(failure?.words ?? commandDone('undo-command'))
  }
  return { undo, said, busy: command.busy }
}

/** The history of a plan or an owner as a table, newest first, each entry with its undo. */
export const EntryTable = (props: {
  /** "What happened to the plan". */
  readonly title: string
  /** Oldest first. */
  readonly events: readonly AggregateEvent[]
  readonly wordsOf: (entry: AggregateEvent) => string
  /** Whether an entry that stands is undone here. */
  readonly mayUndo: (entry: AggregateEvent) => boolean
}) => {
  const editing = useEditing()
  const { undo, said, busy } = useUndo()
  const standing = () => commandsStanding(props.events)
  /** What an entry says; one that undoes others says which, where they are among these. */
  const wordsOf = (entry: AggregateEvent): string => {
    const undone =
      entry.type === 'command-undone'
        ? props.events.filter(({ commandId }) => commandId === entry.facts['commandId'])
        : []
    return undone.length === 0 ? props.wordsOf(entry) : `Undone: ${undone.map(wordsOf).join(' ')}`
  }
  return (
    <>
      <p role="status" class="done-line">
        {said()}
      </p>
      <ScrollRegion label={props.title}>
        <table>
          <caption class="govuk-visually-hidden">{props.title}, newest first</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">What</th>
              <th scope="col">Recorded</th>
              <th scope="col">
                <span class="govuk-visually-hidden">Undo</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.events.toReversed()}>
              {(entry) => (
                <tr classList={{ withdrawn: !standing().has(entry.commandId) }}>
                  <td>
                    <Day on={entry.on} />
                  </td>
                  <td>
                    {wordsOf(entry)}
                    <Show when={!standing().has(entry.commandId)}> Undone.</Show>
                    <Show when={reasonIn(entry)}>{(reason) => <span class="sub">{reason()}</span>}</Show>
                  </td>
                  <td>
                    <At at={entry.recordedAt} />
                    <span class="sub">by {entry.by.name}</span>
                  </td>
                  <td>
                    <Show when={editing().allowed && props.mayUndo(entry) && standing().has(entry.commandId)}>
                      <button
                        type="button"
                        class="link-button"
                        disabled={busy()}
                        onClick={() => undo(entry.commandId)}
                      >
                        Undo<span class="govuk-visually-hidden"> “{wordsOf(entry)}”</span>
                      </button>
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}

const reasonIn = ({ words }: AggregateEvent): string | null =>
  typeof words['reason'] === 'string' && words['reason'] !== '' ? words['reason'] : null
