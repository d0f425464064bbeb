import * as z from 'zod'
import type { IsoDate } from '../calendar/date.ts'
import { type Id, id } from '../id.ts'
import {
  isValidOn,
  latestValidOn,
  OPEN_END,
  type RecordedPeriod,
  type ValidPeriod,
} from '../period/period.ts'

/** Who holds a post: a party that is a person, or somebody with an account who is no party. */
export const holder = z.object({ kind: z.enum(['party', 'account']), id })
export type Holder = z.infer<typeof holder>

/** A holding of a post as it was last recorded. */
export interface Holding extends RecordedPeriod {
  readonly holdingId: Id
  readonly holder: Holder
  /** Whether it was taken back: its period is then empty. */
  readonly removed: boolean
}

/** Days on which somebody holds a post. */
export interface HeldPeriod extends ValidPeriod {
  readonly holdingId: Id
  readonly holder: Holder
  /** The days as they were recorded: others may cover some of them. */
  readonly recorded: ValidPeriod
}

/** Whether two are the same holder. */
export const isSameHolder = (one: Holder, other: Holder): boolean =>
  one.kind === other.kind && one.id === other.id

/** The holding of a post on a day; `null` where nobody holds it. Of several that which was recorded last. */
export const holdingOn = (holdings: readonly Holding[], day: IsoDate): Holding | null =>
  latestValidOn(holdings, day)

/**
 * Who holds a post through all days, in their order: where holdings overlap, the one that was recorded last counts.
 * Days of the same holding that follow each other are one period; days without a holder are left out. Pure; errors:
 * none.
 */
export const holdersThrough = (holdings: readonly Holding[]): HeldPeriod[] => {
  const days = [...new Set(holdings.flatMap(({ from, to }) => [from, to]))].sort()
  const found: (Omit<HeldPeriod, 'to'> & { to: IsoDate })[] = []
  for (const [at, from] of days.entries()) {
    const to = days[at + 1]
    const held = holdingOn(holdings, from)
    if (to === undefined || held === null) continue
    const last = found.at(-1)
    if (last?.holdingId === held.holdingId && last.to === from) last.to = to
    else {
      const { holdingId, holder } = held
      found.push({ holdingId, holder, from, to, recorded: { from: held.from, to: held.to } })
    }
  }
  return found
}

/**
 * The day since which a post has had no holder, on a day: the end of the last period before it. `null` where
 * somebody holds it then, or nobody ever did.
 */
export const vacantSince = (holdings: readonly Holding[], day: IsoDate): IsoDate | null => {
  const periods = holdersThrough(holdings)
  if (periods.some((period) => isValidOn(period, day))) return null
  return periods.findLast(({ to }) => to <= day)?.to ?? null
}

/** The account that a party is on a day; `null` where it is none, or nobody said. */
export const accountOn = (
  accounts: readonly { readonly account: Id | null; readonly from: IsoDate; readonly position: number }[],
  day: IsoDate,
): Id | null =>
  latestValidOn(
    accounts.map((each) => ({ ...each, to: OPEN_END })),
    day,
  )?.account ?? null
