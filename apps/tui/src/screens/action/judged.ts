import type { Client, CommandInput } from '@beatbook/api/client'
import { type ActionView, pastIn } from '@beatbook/contract'
import { type ActionCommand, commands, type IsoDate, judgeAction, type KnownAction } from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { v7 as uuid } from 'uuid'

/** The commands on one action that a screen decides itself before it sends them. */
export type JudgedName = ActionCommand['name']

/** An action as of today, with what is needed to decide commands on it. */
export interface EditedAction {
  readonly action: ActionView
  readonly known: KnownAction
}

/**
 * Reads an action with what is needed to decide commands on it: its events, all of them or those effective
 * from the day `since`, the rules that rate its plan, and the force's settings. Rejects where the server
 * refuses any of it.
 */
export const readForEdit = async (
  client: Client,
  address: string,
  since?: IsoDate,
): Promise<EditedAction> => {
  const [action, events, why, areas] = await Promise.all([
    client.actions.get.query({ address }),
    client.actions.events.query({ address, ...(since === undefined ? {} : { since }) }),
    client.rating.why.query({ address }),
    client.areas.list.query({}),
  ])
  const settings = areas.find(({ parent }) => parent === null)?.settings
  return { action, known: { past: pastIn(events), ragRules: why.ragRules, settings } }
}

/**
 * Why the domain refuses a command on an action, in a sentence; `null` where it accepts it, where too little
 * of the action is known, or where the input is invalid: then only the server decides.
 */
export const refusedBy = <N extends JudgedName>(
  name: N,
  input: CommandInput<N>,
  known: KnownAction,
  today: IsoDate,
): string | null => {
  const read = commands[name].input.safeParse(input)
  if (!read.success) return null
  const command = { name, input: read.data } as ActionCommand
  const judged = judgeAction(command, known, { today, actor: command.input.commandId, newId: uuid })
  return judged?.ok === false ? refusalSentence(judged.error) : null
}
