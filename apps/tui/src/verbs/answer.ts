import type { Client } from '@beatbook/api/client'
import { type CommandName, commands } from '@beatbook/domain'
import {
  commandOutcome,
  idCreated,
  ownedSentence,
  periodWords,
  planKindWords,
  timescaleSentence,
} from '@beatbook/presentation'

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
  const { actionId, partyId, planId } = input
  if (typeof partyId === 'string') return partyAnswer(client, partyId, commandOutcome(name, outcome))
  if (typeof actionId !== 'string')
    return typeof planId === 'string'
      ? planAnswer(client, planId, commandOutcome(name, outcome))
      : { words: commandOutcome(name, outcome, idCreated(commands[name], input)), about: {} }
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

const planAnswer = async (client: Client, planId: string, outcome: string): Promise<Answer> => {
  const view = await client.plans.get.query({ plan: planId })
  const { code, title, kind, sponsor, period } = view
  const sections = view.sections.map((section) => section.title)
  const facts = [
    planKindWords(kind),
    sponsor === null ? 'no sponsor' : `sponsor: ${sponsor}`,
    periodWords(view) ?? 'no period',
    sections.length === 0 ? 'no section yet' : `sections: ${sections.map((each) => `“${each}”`).join(', ')}`,
  ]
  return {
    words: [outcome, `${code}: ${title}`, `  ${facts.join('; ')}`].join('\n'),
    about: { plan: code, title, kind, sponsor, period, sections },
  }
}

const partyAnswer = async (client: Client, partyId: string, outcome: string): Promise<Answer> => {
  const view = await client.parties.get.query({ owner: partyId })
  const { id, name, kind, parent, aliases, actions } = view
  return {
    words: [outcome, name, `  ${ownedSentence(view)}`].join('\n'),
    about: { owner: { id, name, kind, parent, aliases, actions } },
  }
}
