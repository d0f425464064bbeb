import { undoCommand } from '@beatbook/domain'
import { commandDone } from '@beatbook/presentation'
import { createEffect, createSignal, type JSX, Show } from 'solid-js'
import { v7 as newId } from 'uuid'
import { useCommand } from './use-command.ts'

/** What was saved: a sentence, and the command that did it. */
export interface SavedCommand {
  readonly words: string
  readonly commandId: string
  /** Commands before it that were saved with it, oldest first; they are undone with it. */
  readonly before?: readonly string[]
}

/** Says what was saved and offers to undo it. The region is always there, so that it is announced. */
export const Saved = (props: {
  saved: SavedCommand | null
  children?: JSX.Element
  onUndone?: () => void
}) => {
  const [said, setSaid] = createSignal<string | null>(null)
  const undo = useCommand(undoCommand)
  createEffect(() => {
    if (props.saved !== null) setSaid(null)
  })
  const undoIt = async ({ commandId, before = [] }: SavedCommand) => {
    for (const undoes of [...before, commandId].toReversed()) {
      const failure = await undo.give({ commandId: newId(), undoes })
      if (failure) return setSaid(failure.words)
    }
    setSaid(commandDone('undo-command'))
    props.onUndone?.()
  }
  return (
    <div role="status">
      <Show
        when={said()}
        fallback={
          <Show when={props.saved} keyed>
            {(saved) => (
              <p class="done">
                {saved.words} {props.children}{' '}
                <button
                  type="button"
                  class="link-button"
                  disabled={undo.busy()}
                  onClick={() => undoIt(saved)}
                >
                  Undo
                </button>
              </p>
            )}
          </Show>
        }
      >
        {(words) => <p class="done">{words()}</p>}
      </Show>
    </div>
  )
}
