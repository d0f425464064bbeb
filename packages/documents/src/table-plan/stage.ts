import type { StageCode } from '@beatbook/domain'

/**
 * The stage named in a status cell; `null` where none is. "On track" and "delayed" describe progress, not a
 * stage; "yes" is an answer only under a heading that asks whether the work is complete (`asked`).
 */
export function readStage(said: string, asked = false): StageCode | null {
  const words = said
    .toLowerCase()
    .replace(/^\W*\d{1,2}[.):]\s*/, '')
    .replace(/^(?:current )?status\s*:/, '')
    .replace(/[^a-z0-9%]+/g, ' ')
    .trim()
  if (asked && /^(?:yes|y|true|x)$/.test(words)) return 'complete'
  for (const [stage, pattern] of patterns) if (pattern.test(words)) return stage
  return null
}

const patterns: readonly (readonly [StageCode, RegExp])[] = [
  [
    'complete',
    /^(?:fully |now |action |already )?(?:completed?|done|closed|delivered|achieved|implemented|finished|discharged|signed off|100 ?%(?: complete)?)(?!.*\b(?:by|awaiting|pending|subject to|partly|partially)\b)/,
  ],
  ['awaiting-review', /^awaiting review/],
  ['being-progressed', /^being progressed/],
  [
    'not-started',
    /^(?:not (?:yet )?(?:started|begun|commenced)|yet to (?:start|begin|commence)|to be started|0 ?%$)/,
  ],
  [
    'in-progress',
    /^(?:work )?(?:in progress|ongoing|on going|under ?way|started|in train|progressing|in hand|partially|partly|part complete|\d{1,2} ?%)/,
  ],
]

/** Whether a cell's text is typical for a status column, whatever its stage. */
export const isStatus = (said: string): boolean =>
  readStage(said) !== null ||
  /\b(?:on track|off track|track|delay(?:ed|s)?|at risk|behind|slipp(?:ed|age)|on hold|paused|overdue|open|pending|planned|ahead|stalled|withdrawn|cancelled|superseded|red|amber|green)\b/i.test(
    said,
  )

/** Whether an answer means only that the work is not complete, or is empty. */
export const isRefusal = (said: string): boolean => /^\W*(?:false|no?|n\/?a)?\W*$/i.test(said)
