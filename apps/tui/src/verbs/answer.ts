import type { Client } from '@beatbook/api/client'
import { type CommandName, commands, takeSlug } from '@beatbook/domain'
import { timescaleSentence } from '@beatbook/domain/english'
import {
  commandOutcome,
  idCreated,
  ownedSentence,
  periodWords,
  planKindWords,
  updatePeriodWords,
} from '@beatbook/presentation'
import type { Note } from '../output/format.ts'

/** What a command did, for people and for programs. */
export interface Answer {
  readonly words: string
  /**
   * The address of the action or the code of the plan that it was about, and what was understood; `actions` are
   * others that it made, moved or took in.
   */
  readonly about: Readonly<Record<string, unknown>>
  /** What became of the command otherwise than it was typed. */
  readonly notes: readonly Note[]
}

/** An action beside the one that a command is about. */
interface Named {
  readonly id: string
  readonly address: string
  readonly ref: string
  readonly text: string
}

/**
 * Where the input of a command has the actions that it makes, moves or takes in, each an id or with an `actionId`,
 * and how each is introduced.
 */
const othersOf: Partial<Record<CommandName, { readonly field: string; readonly lead: string }>> = {
  'split-action': { field: 'parts', lead: 'New: ' },
  'copy-actions': { field: 'copies', lead: 'New: ' },
  'move-actions': { field: 'actionIds', lead: 'Now ' },
  'place-actions': { field: 'actionIds', lead: '' },
  'merge-actions': { field: 'merged', lead: 'Taken in: ' },
}

/** How many actions are named in words. */
const MOST_NAMED = 20
/** The most actions in a page of a list. */
const PAGE = 200

/**
 * What a command did: its outcome, and what it made of the action it was about, so that one sees how the
 * words were understood, with the other actions that it made or moved. Rejects where the server refuses to read it.
 */
export const answerOf = async (
  client: Client,
  name: CommandName,
  input: Readonly<Record<string, unknown>>,
  outcome: { readonly unchanged: boolean },
): Promise<Answer> => {
  const { about, words, notes } = await subjectAnswer(client, name, input, outcome)
  const others = await othersIn(client, name, input)
  if (others === null) return { words, about, notes }
  const { lead = 'New: ' } = othersOf[name] ?? {}
  const named = others.slice(0, MOST_NAMED).map(({ address, text }) => `${lead}${address}: ${shortly(text)}`)
  const more = others.length > named.length ? [`and ${others.length - named.length} more`] : []
  return {
    words: [words, ...named, ...more].join('\n'),
    about: { ...about, count: others.length, actions: others },
    notes,
  }
}

/** The other actions of a command, in the order of its input; `null` where it is of a kind without any. */
const othersIn = async (
  client: Client,
  name: CommandName,
  input: Readonly<Record<string, unknown>>,
): Promise<readonly Named[] | null> => {
  const named = ({ id, address, ref, text }: Named): Named => ({ id, address, ref, text })
  // The server makes the ids of a plan that is begun from another: at most as many as one page has.
  if (name === 'begin-from-plan')
    return (await client.actions.list.query({ plan: String(input['planId']), limit: PAGE })).rows.map(named)
  const list = input[othersOf[name]?.field ?? '']
  if (!Array.isArray(list)) return null
  const ids = list.map((each: unknown) =>
    typeof each === 'string' ? each : (each as { actionId: string }).actionId,
  )
  return Promise.all(ids.map(async (address) => named(await client.actions.get.query({ address }))))
}

const shortly = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 200)

const subjectAnswer = async (
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
      : { words: commandOutcome(name, outcome, idCreated(commands[name], input)), about: {}, notes: [] }
  const action = await client.actions.get.query({ address: actionId })
  const { address, ref, section, text, timescale } = action
  const owners = action.owners.map(({ name, duty }) => ({ name, duty }))
  const facts = [
    `section “${section}”`,
    owners.length === 0 ? 'no owner' : owners.map(({ name, duty }) => `${name} (${duty})`).join(', '),
    timescaleSentence(timescale),
  ]
  return {
    words: [commandOutcome(name, outcome), `${address}: ${shortly(text)}`, `  ${facts.join('; ')}`].join(
      '\n',
    ),
    about: { address, ref, section, owners, timescale },
    notes: outcome.unchanged ? [] : refTaken(input['ref'], address),
  }
}

/** Says that the ref that was given is that of another action too, so that the address is not the one expected. */
const refTaken = (given: unknown, address: string): Note[] => {
  if (typeof given !== 'string') return []
  const slug = address.slice(address.indexOf('/') + 1)
  return slug === takeSlug(given, new Set())
    ? []
    : [
        {
          code: 'ref-taken',
          message: `Another action has the ref “${given}”, so this one has the address ${address}.`,
        },
      ]
}

const planAnswer = async (client: Client, planId: string, outcome: string): Promise<Answer> => {
  const view = await client.plans.get.query({ plan: planId })
  const { code, title, kind, sponsor, period, description, updatePeriod, workflow } = view
  const sections = view.sections.map((section) => section.title)
  const facts = [
    planKindWords(kind),
    sponsor === null ? 'no sponsor' : `sponsor: ${sponsor}`,
    periodWords(view) ?? 'no period',
    ...(updatePeriod === null ? [] : [`updates expected: ${updatePeriodWords(updatePeriod).toLowerCase()}`]),
    sections.length === 0 ? 'no section yet' : `sections: ${sections.map((each) => `“${each}”`).join(', ')}`,
  ]
  return {
    words: [outcome, `${code}: ${title}`, `  ${facts.join('; ')}`].join('\n'),
    about: { plan: code, title, kind, sponsor, period, description, updatePeriod, workflow, sections },
    notes: [],
  }
}

const partyAnswer = async (client: Client, partyId: string, outcome: string): Promise<Answer> => {
  const view = await client.parties.get.query({ owner: partyId })
  const { id, name, kind, parent, aliases, actions } = view
  return {
    words: [outcome, name, `  ${ownedSentence(view)}`].join('\n'),
    about: { owner: { id, name, kind, parent, aliases, actions } },
    notes: [],
  }
}
