import type { Choice, IsoDate, Timescale } from '@beatbook/domain'

/**
 * The choices for an update with no day or an impossible one: the day of its neighbours, another day, or none
 * (the current value).
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

/** The choices for an ambiguous timescale: each reading, or the one in the draft. */
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

/** The choices for the owners of an action: each proposed set of names, or the one in the draft. */
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

/** The choices for a document's date: the proposed day (the current value), or another. */
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

/** Each choice of a finding has a unique code: "use-date", "use-date-2". */
const numbered = (code: string, at: number): string => (at === 0 ? code : `${code}-${at + 1}`)
