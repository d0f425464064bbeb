import type { Client } from '@beatbook/api/client'
import type { HeldView, PartyView, PlanView } from '@beatbook/contract'
import { type CommandName, commands, duties, foldWords } from '@beatbook/domain'
import { ownerGiven } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import * as z from 'zod'
import { Stop } from '../output/exit.ts'
import { sendFile } from '../session/send-file.ts'
import { takesAway } from './given.ts'

type Given = Readonly<Record<string, unknown>>

/**
 * How a command line states a part of an input that is an id, or a list: the word in capitals for it in the
 * path of a command, its option, and what to write.
 */
interface Stated {
  readonly word: string | null
  readonly flag: string
  readonly takes: string
  readonly hint: string
  /** Whether the option may be given several times. */
  readonly many?: true
}

/** The parts of inputs that are stated by the words people use for them, by the names of their fields. */
export const statedFields: Readonly<Record<string, Stated>> = {
  actionId: {
    word: 'address',
    flag: 'action',
    takes: '<address>',
    hint: 'charter/32, or 32 where one plan only has it',
  },
  planId: { word: 'plan', flag: 'plan', takes: '<plan>', hint: 'the code of the plan, e.g. charter' },
  sectionId: {
    word: 'section',
    flag: 'section',
    takes: '<section>',
    hint: 'the section, by its title or ref',
  },
  beforeId: {
    word: null,
    flag: 'before',
    takes: '<section>',
    hint: 'the section it moves before, by its title or ref',
  },
  afterId: {
    word: null,
    flag: 'after',
    takes: '<section>',
    hint: 'the section it moves after, by its title or ref',
  },
  intoSectionId: {
    word: null,
    flag: 'into',
    takes: '<section>',
    hint: 'the section that stays, by its title or ref',
  },
  actionIds: {
    word: 'address',
    flag: 'action',
    takes: '<address>',
    hint: 'charter/32, or 32 where one plan only has it',
  },
  before: { word: null, flag: 'before', takes: '<address>', hint: 'the action it moves before' },
  after: { word: null, flag: 'after', takes: '<address>', hint: 'the action it moves after' },
  merged: {
    word: null,
    flag: 'merged',
    takes: '<address>',
    hint: 'an action that is merged into it; give it again for another',
    many: true,
  },
  parts: {
    word: null,
    flag: 'part',
    takes: '<words>',
    hint: 'what a new action promises; give it again for another',
    many: true,
  },
  copies: { word: 'address', flag: 'action', takes: '<address>', hint: 'the action that is copied' },
  fromPlanId: { word: 'from', flag: 'from', takes: '<plan>', hint: 'the code of the plan it begins from' },
  partyId: { word: 'owner', flag: 'owner', takes: '<name>', hint: 'the owner, by any of its names' },
  intoId: { word: 'into', flag: 'into', takes: '<name>', hint: 'the owner that stays, by any of its names' },
  parentId: {
    word: null,
    flag: 'belongs-to',
    takes: '<name>',
    hint: 'the owner it belongs to, by any of its names; “none” for no other',
  },
  toId: {
    word: 'to',
    flag: 'to-owner',
    takes: '<name>',
    hint: 'the owner that takes them, by any of its names',
  },
  holder: {
    word: 'holder',
    flag: 'holder',
    takes: '<name>',
    hint: 'who holds it, by any of their names, a new name, or account:NAME for somebody who can sign in',
  },
  holdingId: {
    word: null,
    flag: 'holding',
    takes: '<name>',
    hint: 'whose holding it is: the name of the holder, or the id of the holding',
  },
  accountId: {
    word: 'account',
    flag: 'account',
    takes: '<name>',
    hint: 'the name of somebody who can sign in; “none” for none',
  },
  successorId: {
    word: 'successor',
    flag: 'successor',
    takes: '<name>',
    hint: 'the owner that takes its place, by any of its names; “none” for none',
  },
  addAliases: {
    word: null,
    flag: 'alias',
    takes: '<name>',
    hint: 'another name that means this owner; give it again for another',
    many: true,
  },
  removeAliases: {
    word: null,
    flag: 'remove-alias',
    takes: '<name>',
    hint: 'a name that no longer means this owner; give it again for another',
    many: true,
  },
  into: {
    word: null,
    flag: 'into',
    takes: '<name>',
    hint: 'an owner that it becomes; give it again for each other',
    many: true,
  },
  uploadId: {
    word: null,
    flag: 'file',
    takes: '<file>',
    hint: 'a PNG, JPEG or WebP picture of at most 200 KB; “none” for no crest',
  },
  tags: {
    word: null,
    flag: 'tag',
    takes: '<tag>',
    hint: 'a tag; give it again for another, “none” for none',
    many: true,
  },
  owners: {
    word: null,
    flag: 'owner',
    takes: '<name>',
    hint: `an owner, as NAME or NAME:DUTY (${duties.join(', ')}); give it again for another, “none” for nobody`,
    many: true,
  },
}

/**
 * The input of a command as typed, with ids in place of addresses, codes and titles, and the versions or
 * values that were read as `seen`. Rejects where the server refuses to read them; stops with exit 5 for a
 * section that the plan does not have.
 */
export const resolveSubject = async (client: Client, name: CommandName, given: Given): Promise<Given> => {
  const { makes } = commands[name] as { makes?: string }
  const stated = (field: string) =>
    field === makes || given[field] === undefined ? null : String(given[field])
  const address = stated('actionId')
  const action = address === null ? null : await client.actions.get.query({ address })
  const placed = stated('actionIds') ?? stated('copies')
  const other = placed === null ? null : await client.actions.get.query({ address: placed })
  const code =
    stated('planId') ?? (given['sectionId'] === undefined ? undefined : (action ?? other)?.planCode)
  const plan = code === undefined ? null : await client.plans.get.query({ plan: code })
  const section = stated('sectionId')
  const party = stated('partyId') === null ? null : await partyOf(client, String(stated('partyId')))
  const partyIds: Record<string, unknown> = party === null ? {} : { partyId: party.id }
  for (const field of ['intoId', 'parentId', 'successorId', 'toId']) {
    const said = stated(field)
    if (said === null || given[field] === null) continue
    partyIds[field] = field === 'successorId' && takesAway(said) ? null : (await partyOf(client, said)).id
  }
  const idOf = async (address: string) => (await client.actions.get.query({ address })).id
  const actionFields: Record<string, unknown> = {}
  for (const field of ['before', 'after'] as const) {
    const said = stated(field)
    if (said !== null) actionFields[field] = await idOf(said)
  }
  if (Array.isArray(given['merged'])) actionFields['merged'] = await Promise.all(given['merged'].map(idOf))
  if (Array.isArray(given['parts']))
    actionFields['parts'] = given['parts'].map((part) =>
      typeof part === 'string' ? { actionId: uuid(), words: part } : part,
    )
  if (other !== null && stated('actionIds') !== null) actionFields['actionIds'] = [other.id]
  if (other !== null && stated('copies') !== null)
    actionFields['copies'] = [{ actionId: uuid(), of: other.id }]
  const from = stated('fromPlanId')
  if (from !== null) actionFields['fromPlanId'] = (await client.plans.get.query({ plan: from })).id
  const account = stated('accountId')
  if (account !== null && given['accountId'] !== null)
    partyIds['accountId'] = takesAway(account) ? null : await accountOf(client, account)
  const holder = given['holder']
  if (typeof holder === 'string')
    partyIds['holder'] = holder.startsWith(ACCOUNT)
      ? { accountId: await accountOf(client, holder.slice(ACCOUNT.length)) }
      : { name: holder }
  const holding = stated('holdingId')
  const file = given['uploadId'] === null ? null : stated('uploadId')
  if (file !== null) actionFields['uploadId'] = await sendFile(file)
  const held = holding === null || party === null ? null : holdingOf(party, holding)
  if (held !== null) partyIds['holdingId'] = held.holdingId
  return {
    ...given,
    ...actionFields,
    ...(action === null ? {} : { actionId: action.id }),
    ...(plan === null || stated('planId') === null ? {} : { planId: plan.id }),
    ...(section === null ? {} : { sectionId: sectionIn(plan, section).id }),
    ...Object.fromEntries(
      sectionFields.flatMap((field) => {
        const said = stated(field)
        return said === null ? [] : [[field, sectionIn(plan, said).id]]
      }),
    ),
    ...partyIds,
    ...(Array.isArray(given['owners'])
      ? {
          owners: isNone(given['owners'])
            ? []
            : given['owners'].map((written) => (typeof written === 'string' ? ownerGiven(written) : written)),
        }
      : {}),
    ...(Array.isArray(given['tags']) && isNone(given['tags']) ? { tags: [] } : {}),
    ...(given['seen'] === undefined
      ? seenIn(
          name,
          action?.touched ?? (party === null ? valuesSeen(plan, section) : partySeen(party, given, held)),
        )
      : {}),
  }
}

/** Whether a list is the one word that stands for an empty one. */
const isNone = ([first, ...others]: readonly unknown[]): boolean =>
  typeof first === 'string' && others.length === 0 && takesAway(first)

/** The fields with another section of the plan. */
const sectionFields = ['beforeId', 'afterId', 'intoSectionId'] as const

/** The owner that a name or an id means. Rejects where the server knows none. */
const partyOf = (client: Client, owner: string): Promise<PartyView> => client.parties.get.query({ owner })

/** In front of the name of somebody who can sign in. */
const ACCOUNT = 'account:'

/** The id of somebody who can sign in, by their name. Stops with exit 5 where nobody has it. */
const accountOf = async (client: Client, name: string): Promise<string> => {
  const asked = foldWords(name)
  const found = await client.conversations.mentionable.query({ text: name })
  const people = found.filter(
    ({ kind, id, name }) => kind === 'person' && (id === name || foldWords(name) === asked),
  )
  const [person, another] = people
  if (person === undefined)
    throw new Stop('notFound', `Nobody called “${name}” can sign in.`, 'Write the whole name.')
  if (another !== undefined)
    throw new Stop('usage', `Several people called “${name}” can sign in.`, 'Rename one of them first.')
  return person.id
}

/** The holding of a post by its id, or the last one of a holder by name. Stops with exit 5 where there is none. */
const holdingOf = ({ name, holders }: PartyView, said: string): HeldView => {
  const asked = foldWords(said)
  const found = holders.findLast(
    ({ holdingId, holder }) => holdingId === said || foldWords(holder.name) === asked,
  )
  if (found === undefined)
    throw new Stop(
      'notFound',
      `“${said}” does not hold “${name}”.`,
      holders.length === 0
        ? 'It has had no holder.'
        : `It has had: ${[...new Set(holders.map(({ holder }) => `“${holder.name}”`))].join(', ')}.`,
    )
  return found
}

/** What was read of an owner, for commands that compare values: its holder and account on the day that is given. */
const partySeen = (
  { name, kind, parent, actions, open, holders, holder, accounts, account, left, successor }: PartyView,
  { from, to }: Given,
  held: HeldView | null,
): Given => {
  const day = typeof from === 'string' ? from : null
  const last = typeof to === 'string' && held === null && day === null ? to : null
  const isOn = (each: HeldView) =>
    last === null
      ? day !== null && each.from <= day && (each.to === null || each.to > day)
      : each.from < last && (each.to === null || each.to > last)
  return {
    name,
    kind,
    parentId: parent?.id ?? null,
    actions,
    open,
    holder: (day === null && last === null ? holder : holders.find(isOn))?.holder.id ?? null,
    account: (day === null ? account : accounts.findLast((each) => each.from <= day)?.account)?.id ?? null,
    left,
    successor: successor?.id ?? null,
    ...(held === null ? {} : held.recorded),
  }
}

/** The section of a plan with a title or ref; a title is preferred. */
const sectionIn = (plan: PlanView | null, said: string): PlanView['sections'][number] => {
  const sections = plan?.sections ?? []
  const asked = foldWords(said)
  const found =
    sections.find(({ id, title }) => id === said || foldWords(title) === asked) ??
    sections.find(({ ref }) => ref !== null && foldWords(ref) === asked)
  if (found === undefined)
    throw new Stop(
      'notFound',
      `The plan has no section “${said}”.`,
      sections.length === 0
        ? 'It has none yet: add one with “beatbook section add”.'
        : `It has: ${sections.map(({ title }) => `“${title}”`).join(', ')}.`,
    )
  return found
}

/** What was read of a plan and its section, for commands that compare values. */
const valuesSeen = (plan: PlanView | null, section: string | null): Given => {
  if (plan === null) return {}
  const { title, sponsor, period, kind, code, description, updatePeriod, sections } = plan
  if (section === null)
    return { title, sponsor, period: period?.said ?? null, kind, code, description, updatePeriod }
  const found = sectionIn(plan, section)
  return {
    title: found.title,
    order: sections.map(({ id }) => id),
    actions: found.counts.actions + found.counts.withdrawn,
  }
}

/** The versions or values that were read of the fields that the command checks, as `seen`. */
const seenIn = (name: CommandName, read: Given): Given => {
  const shape = z.toJSONSchema(commands[name].input, { io: 'input', unrepresentable: 'any' })
  const seen = shape.properties?.['seen']
  if (typeof seen !== 'object') return {}
  const fields = Object.keys(seen.properties ?? {}).filter((field) => read[field] !== undefined)
  return { seen: Object.fromEntries(fields.map((field) => [field, read[field]])) }
}
