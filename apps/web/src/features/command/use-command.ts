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
import { refetch } from '../../query-client.ts'
import { recordKeys } from '../../query-keys.ts'
import { useSession } from '../session/session.ts'
import { showOptimistically } from './action.ts'
import { type CommandFailure, failureIn } from './form-error.ts'

/** The action of a command, as the page shows it; what the page has not loaded is `undefined`. */
export interface CommandOn {
  readonly action: ActionView
  readonly known: ActionEvents | undefined
  readonly ragRules: KnownAction['ragRules']
  /** The force's settings, if the command depends on them. */
  readonly settings?: Settings | undefined
}

/**
 * Runs commands of one kind. A command on an action is first decided by the domain's own functions, as far as
 * the page has loaded the action, and its effect is shown at once; then it is sent. If the server refuses it,
 * the page is rolled back. In both cases everything that the record may have changed is refetched. If the
 * page has too little data, the server alone decides. `give` returns `null` after the command is recorded,
 * otherwise the failure. `refetch` refetches what the command may have changed.
 */
export const useCommand = <N extends CommandName>(
  definition: CommandDefinition<N>,
  on?: () => CommandOn,
  refetch: () => Promise<void> = refetchRecord,
) => {
  const session = useSession()
  const [busy, setBusy] = createSignal(false)

  const judge = (input: CommandInput<N>): ActionDecision | null => {
    const command = definition.input.safeParse(input)
    const { today, person } = session.data ?? {}
    if (on === undefined || !command.success || !today || !person) return null
    const { known, ragRules, settings } = on()
    const past = known === undefined ? undefined : pastIn(unwrap(known))
    // A definition with `on` an action is one of the action's commands.
    const given = { name: definition.name, input: command.data } as unknown as ActionCommand
    return judgeAction(
      given,
      { past, ragRules: unwrap(ragRules), settings },
      { today, actor: person.id, newId },
    )
  }

  const send = async (input: CommandInput<N>): Promise<CommandFailure | null> => {
    const judged = judge(input)
    if (judged?.ok === false) return { refusal: judged.error, words: refusalSentence(judged.error) }
    const rollBack = await show(judged)
    try {
      await sendCommand(api, definition.name, input)
    } catch (error) {
      rollBack()
      // An unreachable server is reported at once, not after another failed request.
      if (!isUnreachable(error)) await refetch()
      return failureIn(error)
    }
    await refetch()
    return null
  }

  const show = async (judged: ActionDecision | null): Promise<() => void> => {
    const { today, person } = session.data ?? {}
    const { action, known } = on?.() ?? {}
    if (!judged?.ok || !today || !person || action === undefined || known === undefined) return () => {}
    return showOptimistically({ action, known }, judged.value, {
      person,
      today,
      now: new Date().toISOString(),
    })
  }

  const give = async (input: CommandInput<N>): Promise<CommandFailure | null> => {
    setBusy(true)
    try {
      return await send(input)
    } finally {
      setBusy(false)
    }
  }
  return { give, busy }
}

/** Refetches all displayed data that a change of the record may have changed. */
export const refetchRecord = (): Promise<void> =>
  refetch({ predicate: ({ queryKey }) => recordKeys.has(String(queryKey[0])) })
