import { type EventBody, type IsoDate, type Recorded, standing } from '@beatbook/domain'

/** A state with its valid period, from a date (inclusive) to a date (exclusive; null is open). */
export interface Version<S> {
  readonly from: IsoDate
  readonly to: IsoDate | null
  readonly state: S
}

/**
 * The versions of a history: one for each date on which something took effect, from the first on which the
 * object exists. The order in which events arrived makes no difference. `before` has the versions of earlier
 * days, which `history` continues.
 */
export const versionsOf = <S, E extends EventBody>(
  history: readonly Recorded<E>[],
  evolve: (state: S | null, event: Recorded<E>) => S | null,
  before: readonly Version<S>[] = [],
): Version<S>[] => {
  const versions: { from: IsoDate; to: IsoDate | null; state: S }[] = [...before]
  const latest = versions.pop()
  if (latest !== undefined) versions.push({ ...latest, to: null })
  let state: S | null = latest?.state ?? null
  for (const event of standing(history)) {
    state = evolve(state, event)
    const last = versions.at(-1)
    const isSameDay = last?.from === event.effectiveOn
    if (last !== undefined && !isSameDay) last.to ??= event.effectiveOn
    if (state === null) {
      if (isSameDay) versions.pop()
    } else if (isSameDay) last.state = state
    else versions.push({ from: event.effectiveOn, to: null, state })
  }
  return versions
}
