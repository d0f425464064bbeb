import { type CommandInput, sendCommand } from '@beatbook/api/client'
import { type ActionEvents, type ActionView, pastIn } from '@beatbook/contract'
import {
  type ActionCommand,
  type ActionDecision,
  type CommandDefinition,
  type CommandName,
  judgeAction,
  type KnownAction,
  type Settings,
} from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { createSignal } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { v7 as newId } from 'uuid'
import { api, isUnreachable } from '../../api.ts'
import { queryClient } from '../../query-client.ts'
import { recordKeys } from '../../query-keys.ts'
import { useSession } from '../session/session.ts'
import { showAtOnce } from './action.ts'
import { type NotDone, notDoneIn } from './form-error.ts'

/** The action a command is about, as the page shows it; `undefined` is what the page has not read. */
export interface CommandOn {
  readonly action: ActionView
  readonly known: ActionEvents | undefined
  readonly ragRules: KnownAction['ragRules']
  /** What the force settled, where the command is held to it. */
  readonly settings?: Settings | undefined
}

/**
 * Gives commands of one kind. A command on an action is decided first by the domain's own functions, as far
 * as the page knows the action, and what it does is shown at once; then it is sent. Where the server refuses
 * it, the page goes back to what it showed. Either way what the record may have changed is read again. Where
 * the page knows too little, the server alone judges.
 *
 * `give` returns `null` once the command is recorded, else why it is not.
 */
export const useCommand = <N extends CommandName>(definition: CommandDefinition<N>, on?: () => CommandOn) => {
  const session = useSession()
  const [busy, setBusy] = createSignal(false)

  const judge = (input: CommandInput<N>): ActionDecision | null => {
    const command = definition.input.safeParse(input)
    const { today, person } = session.data ?? {}
    if (on === undefined || !command.success || !today || !person) return null
    const { known, ragRules, settings } = on()
    const past = known === undefined ? undefined : pastIn(unwrap(known))
    // A definition that is `on` an action names one of the action's commands.
    const given = { name: definition.name, input: command.data } as unknown as ActionCommand
    return judgeAction(
      given,
      { past, ragRules: unwrap(ragRules), settings },
      { today, actor: person.id, newId },
    )
  }

  const send = async (input: CommandInput<N>): Promise<NotDone | null> => {
    const judged = judge(input)
    if (judged?.ok === false) return { refusal: judged.error, words: refusalSentence(judged.error) }
    const putBack = await show(judged)
    try {
      await sendCommand(api, definition.name, input)
    } catch (error) {
      putBack()
      // A server that does not answer is said at once, not after it was asked in vain again.
      if (!isUnreachable(error)) await readAgain()
      return notDoneIn(error)
    }
    await readAgain()
    return null
  }

  const show = async (judged: ActionDecision | null): Promise<() => void> => {
    const { today, person } = session.data ?? {}
    const { action, known } = on?.() ?? {}
    if (!judged?.ok || !today || !person || action === undefined || known === undefined) return () => {}
    return showAtOnce({ action, known }, judged.value, { person, today, now: new Date().toISOString() })
  }

  const give = async (input: CommandInput<N>): Promise<NotDone | null> => {
    setBusy(true)
    try {
      return await send(input)
    } finally {
      setBusy(false)
    }
  }
  return { give, busy }
}

/** Asks again for everything shown that a change of the record may have changed. */
const readAgain = () =>
  queryClient.invalidateQueries({ predicate: ({ queryKey }) => recordKeys.has(String(queryKey[0])) })
