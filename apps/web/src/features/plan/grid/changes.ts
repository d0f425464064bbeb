import { type CommandInput, refusalIn, sendCommand } from '@beatbook/api/client'
import type { Refusal } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { createSignal } from 'solid-js'
import { v7 as newId } from 'uuid'
import { api } from '../../../api.ts'
import { failureIn } from '../../command/form-error.ts'
import { refetchRecord } from '../../command/use-command.ts'

/** A change of several actions without its ids. */
export type Change = Omit<CommandInput<'change-actions'>, 'commandId'>

/** What is said at the foot of the grid, with the command that can be undone, if any. */
export interface Said {
  readonly words: string
  /** The others of a change that cannot be undone as a whole. */
  readonly rest?: string
}

/** A command on the stack of undo or redo: its id, and what it did. */
interface Step {
  readonly commandId: string
  readonly words: string
}

/**
 * Saves changes of a plan's actions, and undoes and redoes those that were saved here, newest first. `said` is
 * what happened last, for the foot of the grid: it is said once the rows show it.
 */
export const useChanges = () => {
  const [busy, setBusy] = createSignal(false)
  const [said, setSaid] = createSignal<Said | null>(null)
  const [done, setDone] = createSignal<readonly Step[]>([])
  const [undone, setUndone] = createSignal<readonly Step[]>([])

  const sending = async <T>(send: () => Promise<T>): Promise<T> => {
    setBusy(true)
    try {
      return await send()
    } finally {
      setBusy(false)
    }
  }

  /** Says what was saved, here or by a form beside the grid: it is the next to be undone. */
  const did = (step: Step): void => {
    setDone((steps) => [...steps, step])
    setUndone([])
    setSaid({ words: step.words })
  }

  /** Sends a command; `null` after it, else why it was refused. Throws nothing. */
  const give = <N extends 'change-actions' | 'place-actions'>(
    name: N,
    input: Omit<CommandInput<N>, 'commandId'>,
    words: string,
  ): Promise<{ refusal: Refusal | null; words: string } | null> =>
    sending(async () => {
      const commandId = newId()
      try {
        const { unchanged } = await sendCommand(api, name, { ...input, commandId } as CommandInput<N>)
        await refetchRecord()
        if (unchanged) setSaid({ words: 'Nothing changed: the record says so already.' })
        else did({ commandId, words })
      } catch (error) {
        await refetchRecord()
        return failureIn(error)
      }
      return null
    })

  const save = (change: Change, words: string) => give('change-actions', change, words)

  /** Moves actions before or after another one of the plan. */
  const place = (input: Omit<CommandInput<'place-actions'>, 'commandId'>, words: string) =>
    give('place-actions', input, words)

  const take = (
    { commandId: undoes, words }: Step,
    rest: boolean,
    says: (words: string) => string,
    then: (step: Step) => void,
  ): Promise<void> =>
    sending(async () => {
      const commandId = newId()
      try {
        await sendCommand(api, 'undo-command', { commandId, undoes, ...(rest ? { rest } : {}) })
        await refetchRecord()
        then({ commandId, words })
        setSaid({ words: says(words) })
      } catch (error) {
        await refetchRecord()
        const refusal = refusalIn(error)
        setSaid({
          words: failureIn(error).words,
          ...(refusal?.code === 'undo-partly'
            ? { rest: `Undo the other ${counted(refusal.args.of - refusal.args.rows.length, 'action')}` }
            : {}),
        })
      }
    })

  /** Undoes what was saved last; with `rest` only in the actions that nobody changed since. */
  const undo = async (rest = false): Promise<void> => {
    const step = done().at(-1)
    if (step === undefined) return void setSaid({ words: 'There is nothing of yours on this page to undo.' })
    await take(
      step,
      rest,
      (words) => `Undone: ${words}`,
      (undo) => {
        setDone((steps) => steps.slice(0, -1))
        setUndone((steps) => [...steps, undo])
      },
    )
  }

  /** Does again what was undone last. */
  const redo = async (): Promise<void> => {
    const step = undone().at(-1)
    if (step === undefined) return void setSaid({ words: 'There is nothing to do again.' })
    await take(
      step,
      false,
      (words) => `Done again: ${words}`,
      (redone) => {
        setUndone((steps) => steps.slice(0, -1))
        setDone((steps) => [...steps, redone])
      },
    )
  }

  return {
    save,
    place,
    did,
    undo,
    redo,
    busy,
    said,
    say: (words: string) => setSaid({ words }),
    mayUndo: () => done().length > 0,
  }
}

export type Changes = ReturnType<typeof useChanges>
