import type { Client } from '@beatbook/api/client'
import type { CommandName } from '@beatbook/domain'
import { commands } from '@beatbook/domain'
import { commandOutcome, idCreated, timescaleSentence } from '@beatbook/presentation'

/** What a command did, for people and for programs. */
export interface Answer {
  readonly words: string
  /** The address of the action or the code of the plan that it was about, and what was understood. */
  readonly about: Readonly<Record<string, unknown>>
}

/**
 * What a command did: its outcome, and what it made of the action it was about, so that one sees how the
 * words were understood. Rejects where the server refuses to read it.
 */
export const answerOf = async (
  client: Client,
  name: CommandName,
  input: Readonly<Record<string, unknown>>,
  outcome: { readonly unchanged: boolean },
): Promise<Answer> => {
  const { actionId } = input
  if (typeof actionId !== 'string')
    return { words: commandOutcome(name, outcome, idCreated(commands[name], input)), about: {} }
  const action = await client.actions.get.query({ address: actionId })
  const { address, ref, section, text, timescale } = action
  const owners = action.owners.map(({ name, duty }) => ({ name, duty }))
  const facts = [
    `section “${section}”`,
    owners.length === 0 ? 'no owner' : owners.map(({ name, duty }) => `${name} (${duty})`).join(', '),
    timescaleSentence(timescale),
  ]
  return {
    words: [
      commandOutcome(name, outcome),
      `${address}: ${text.replace(/\s+/g, ' ').slice(0, 200)}`,
      `  ${facts.join('; ')}`,
    ].join('\n'),
    about: { address, ref, section, owners, timescale },
  }
}
