import type { ActionRow, HeldView, PartyMine, PartyView, VacancyView } from '@beatbook/contract'
import type { IsoDate } from '@beatbook/domain'
import { counted, dayWords } from '@beatbook/domain/english'

/** The days of a holding as seen on a day: “since 1 March 2026”, “1 March 2026 to 1 June 2026”. The end is exclusive. */
export const heldDays = (
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate | null },
  today: IsoDate,
): string => {
  if (to !== null) return `from ${dayWords(from)} until ${dayWords(to)}`
  return `${from <= today ? 'since' : 'from'} ${dayWords(from)}`
}

/** Who holds a post, beside its name: “held by Insp Wren since 1 March 2026”. */
export const heldBySentence = ({ holder, from }: Pick<HeldView, 'holder' | 'from'>): string =>
  `held by ${holder.name} since ${dayWords(from)}`

/** That a post has no holder any more; `null` where it has one, or never had. */
export const vacantSentence = ({ vacantSince }: Pick<PartyView, 'vacantSince'>): string | null =>
  vacantSince === null ? null : `Left without a holder since ${dayWords(vacantSince)}.`

/** That a person left or leaves; `null` where they do not. */
export const leftSentence = ({ left }: Pick<PartyView, 'left'>, today: IsoDate): string | null =>
  left === null ? null : left <= today ? `Left on ${dayWords(left)}.` : `Leaves on ${dayWords(left)}.`

/** Which owner takes the place of one; `null` where none does. */
export const successorSentence = (
  { name, successor }: Pick<PartyView, 'name' | 'successor'>,
  today: IsoDate,
): string | null =>
  successor === null
    ? null
    : successor.from <= today
      ? `“${successor.name}” took the place of “${name}” on ${dayWords(successor.from)}.`
      : `“${successor.name}” takes the place of “${name}” on ${dayWords(successor.from)}.`

/** Which name an owner has next, from a day that lies ahead; `null` where it keeps the one it has. */
export const nextNameSentence = ({ names }: Pick<PartyView, 'names'>, today: IsoDate): string | null => {
  const next = names.find(({ from }) => from > today)
  return next === undefined ? null : `Called “${next.name}” from ${dayWords(next.from)}.`
}

/** Why what an owner has waits for somebody. */
export const vacancySentence = ({
  because,
  since,
  last,
}: Pick<VacancyView, 'because' | 'since' | 'last'>): string =>
  because === 'left'
    ? `left on ${dayWords(since)}`
    : `left without a holder since ${dayWords(since)}${last === null ? '' : `, before that ${last.name}`}`

/** How many owners have open actions and nobody there; `null` where none has. */
export const vacancyCount = (vacant: readonly Pick<VacancyView, 'open'>[]): string | null =>
  vacant.length === 0
    ? null
    : `${counted(vacant.length, 'owner')} without anybody, with ${counted(
        vacant.reduce((sum, { open }) => sum + open, 0),
        'open action',
      )}.`

/** Why a party's actions are a person's. */
export const mineSentence = ({ because, name, since }: Omit<PartyMine, 'id'>): string => {
  switch (because) {
    case 'self':
      return `you are ${name}`
    case 'holder':
      return since === null ? `as holder of ${name}` : `as holder of ${name} since ${dayWords(since)}`
    case 'answers':
      return `you answer for ${name}`
  }
}

/** Why an action is in a person's work: by the first of its owners that is theirs; `null` where none is. */
export const whyMine = (
  { owners }: Pick<ActionRow, 'owners'>,
  parties: readonly PartyMine[],
): string | null => {
  const mine = parties.find(({ id }) => owners.some((owner) => owner.partyId === id))
  return mine === undefined ? null : mineSentence({ ...mine, since: null })
}
