import type { DecideContext, Instant, IsoDate } from '@beatbook/domain'
import { countedIds } from './ids.ts'

/** The London day on which tests take place. */
export const TODAY: IsoDate = '2026-11-20'

/** A clock that stands still, at noon of `today`. */
export const fixedClock = (
  today: IsoDate = TODAY,
): { readonly now: () => Instant; readonly today: () => IsoDate } => ({
  now: () => `${today}T12:00:00.000Z`,
  today: () => today,
})

/** What a decision knows in a test: today, one person, counted ids. */
export const aContext = (given: Partial<DecideContext> = {}): DecideContext => ({
  today: TODAY,
  actor: '00000000-0000-7000-9000-000000000001',
  newId: countedIds(),
  ...given,
})
