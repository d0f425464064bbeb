import type { PartyHistoryView, PartyRow, PartyView } from '@beatbook/contract'
import { type Likeness, OPEN_END, type PartyEvent, type PartyKind, partyKinds } from '@beatbook/domain'
import { counted, dayWords } from '@beatbook/domain/english'

const kinds: Readonly<Record<PartyKind, string>> = {
  person: 'Person',
  post: 'Post',
  team: 'Team',
  organisation: 'Organisation',
}

/** What an owner is, in a word; `null` is not said. */
export const partyKindWords = (kind: PartyKind | null): string => (kind === null ? 'Not stated' : kinds[kind])

/** Every kind of owner with its word, for a list to choose from. */
export const partyKindChoices: readonly { readonly kind: PartyKind; readonly words: string }[] =
  partyKinds.map((kind) => ({ kind, words: kinds[kind] }))

/** Why two owners may be the same. */
export const likenessWords = (because: Likeness): string =>
  ({
    punctuation: 'Their names differ only in spaces or punctuation.',
    abbreviation: 'Their names differ only in an abbreviation.',
    initials: 'One name has the initials of the other.',
  })[because]

/** How many of an owner's actions are red: by the rules, and declared where that is another number. */
export const redWords = ({ red: { computed, declared } }: Pick<PartyRow, 'red'>): string =>
  computed === declared ? String(computed) : `${computed} by the rules, ${declared} declared`

/** What an owner has, in a sentence. */
export const ownedSentence = ({
  actions,
  red,
  plans,
}: Pick<PartyView, 'actions' | 'red' | 'plans'>): string =>
  actions === 0
    ? 'Owns no action.'
    : `Owns ${counted(actions, 'action')} in ${counted(plans.length, 'plan')}. Red by the rules: ${red.computed}. Declared red: ${red.declared}.`

type Entry = PartyHistoryView['events'][number]

/** What one entry in the history of an owner says. */
export const partyEntryWords = (
  entry: Pick<Entry, 'type' | 'facts' | 'words'>,
  nameOf: (id: string) => string,
): string => {
  const event = entry as unknown as PartyEvent
  switch (event.type) {
    case 'party-added':
      return `Added as “${event.words.name}”.`
    case 'party-renamed':
      return event.facts.from === undefined
        ? `Renamed “${event.words.name}”.`
        : `Called “${event.words.name}” from ${dayWords(event.facts.from)}.`
    case 'party-described': {
      const { kind, parent } = event.facts
      return [
        ...(kind === undefined ? [] : [`Kind: ${kind === null ? 'not stated' : kinds[kind].toLowerCase()}.`]),
        ...(parent === undefined
          ? []
          : [parent === null ? 'Belongs to no other owner.' : `Belongs to “${nameOf(parent)}”.`]),
      ].join(' ')
    }
    case 'party-alias-added':
      return `Also called “${event.words.alias}”.`
    case 'party-alias-removed':
      return `No longer called “${event.words.alias}”.`
    case 'party-merged':
      return `Merged into “${nameOf(event.facts.into)}”.`
    case 'post-held': {
      const { holder, from, to } = event.facts
      const until = to === OPEN_END ? '' : ` until ${dayWords(to)}`
      return `Held by “${nameOf(holder.id)}” from ${dayWords(from)}${until}.`
    }
    case 'holding-removed':
      return `“${nameOf(event.facts.holder.id)}” was removed as holder.`
    case 'party-account-set': {
      const { account, from } = event.facts
      return account === null
        ? `Is no account from ${dayWords(from)}.`
        : `Is the account of “${nameOf(account)}” from ${dayWords(from)}.`
    }
    case 'party-left':
      return event.facts.on === null ? 'Did not leave.' : `Leaves, or left, on ${dayWords(event.facts.on)}.`
    case 'party-succeeded': {
      const { by, from } = event.facts
      return by === null
        ? 'No other owner takes its place.'
        : `“${nameOf(by)}” takes its place from ${dayWords(from)}.`
    }
    case 'command-undone':
      return 'An entry was undone.'
  }
}

/** The reason that came with an entry; `null` where there was none. */
export const partyEntryReason = ({ words }: Pick<Entry, 'words'>): string | null =>
  typeof words['reason'] === 'string' && words['reason'] !== '' ? words['reason'] : null

/**
 * The commands of a history whose entries stand and can be undone: an undo that stands undoes its command, and
 * is itself what redoes it.
 */
export const commandsStanding = (
  events: readonly Pick<Entry, 'commandId' | 'type' | 'facts'>[],
): Set<string> => {
  const undone = new Set<string>()
  for (const { commandId, type, facts } of events.toReversed())
    if (type === 'command-undone' && !undone.has(commandId)) undone.add(String(facts['commandId']))
  return new Set(events.flatMap(({ commandId }) => (undone.has(commandId) ? [] : [commandId])))
}
