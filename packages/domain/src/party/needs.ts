import type { Need } from '../aggregate/need.ts'
import type { Id } from '../id.ts'
import { type GivenOwner, type KnownParties, partiesAsked } from './given.ts'

/** Those parties that exist of the ones that a command states as owners. */
export const partiesGiven = (
  given: readonly GivenOwner[],
): Need<
  'parties-given',
  readonly [{ readonly names: readonly string[]; readonly ids: readonly Id[] }],
  KnownParties
> => ({
  need: 'parties-given',
  args: [partiesAsked(given)],
})
