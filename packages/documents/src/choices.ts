import type { Choice, IsoDate, Timescale } from '@beatbook/domain'

/**
 * The ways to date an update that carries no day, or an impossible one: as its neighbours, another day, or
 * not at all (held until then).
 */
export const datingChoices = (action: string, update: string, proposed: readonly IsoDate[]): Choice[] => [
  ...proposed.map(
    (on, at): Choice => ({
      code: numbered('use-date', at),
      args: { on },
      cautious: false,
      does: { change: 'date-update', action, update, on },
    }),
  ),
  {
    code: 'another-date',
    args: {},
    asks: 'date',
    cautious: false,
    does: { change: 'date-update', action, update, on: null },
  },
  { code: 'leave-undated', args: {}, cautious: true, does: { change: 'keep' } },
]

/** The ways to read a timescale that may mean several things: each reading, or as the draft has it. */
export const timescaleChoices = (action: string, alternatives: readonly Timescale[]): Choice[] => [
  ...alternatives.map(
    (timescale, at): Choice => ({
      code: numbered('use-timescale', at),
      args: { said: timescale.said, ...(timescale.latest ? { latest: timescale.latest } : {}) },
      cautious: false,
      does: { change: 'set-timescale', action, timescale },
    }),
  ),
  { code: 'keep', args: {}, cautious: true, does: { change: 'keep' } },
]

/** The ways to settle who owns an action: each set of names that is proposed, or as the draft has it. */
export const ownerChoices = (action: string, proposed: readonly string[][]): Choice[] => [
  ...proposed.map(
    (names, at): Choice => ({
      code: numbered('use-owners', at),
      args: { owners: names.join('; ') },
      cautious: false,
      does: { change: 'set-owners', action, names },
    }),
  ),
  { code: 'keep', args: {}, cautious: true, does: { change: 'keep' } },
]

/** The ways to date a document: the day proposed (held), or another. */
export const documentDateChoices = (plan: string, proposed: IsoDate): Choice[] => [
  {
    code: 'use-date',
    args: { on: proposed },
    cautious: true,
    does: { change: 'date-document', plan, on: proposed },
  },
  {
    code: 'another-date',
    args: {},
    asks: 'date',
    cautious: false,
    does: { change: 'date-document', plan, on: proposed },
  },
]

/** Each choice of a finding has a code of its own: "use-date", "use-date-2". */
const numbered = (code: string, at: number): string => (at === 0 ? code : `${code}-${at + 1}`)
