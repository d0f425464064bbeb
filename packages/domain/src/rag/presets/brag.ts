import type { RagLevel, RagRule, RagRules } from '../rules.ts'
import { asDeclared, complete, notBegun } from './conditions.ts'
import { level, withReason, withReasonAndDate } from './levels.ts'

const convention =
  'Source: convention only; no authoritative text of it was found, so look at it before it is used.'

const shared: readonly RagLevel[] = [
  level('red', 'Off track.', withReasonAndDate),
  level('amber', 'Some slippage that can be made up.', withReason),
  level('green', 'On track.'),
  level('not-started', 'Not started or not yet due: grey.'),
  level('not-rated', 'No colour is declared.'),
]

const declared: readonly RagRule[] = [
  {
    id: 'not-due',
    level: 'not-started',
    when: { any: [notBegun, { fact: 'daysSinceOpening', is: 'less', than: 0 }] },
  },
  asDeclared('red'),
  asDeclared('amber'),
  asDeclared('green'),
]

/** BRAG in its first reading: Blue is complete. */
export const bragComplete: RagRules = {
  code: 'brag-complete',
  version: 1,
  title: 'BRAG, blue is complete',
  description: `Blue is complete; red, amber and green as declared; grey is not started or not yet due. ${convention}`,
  levels: [...shared, level('blue', 'Complete.')],
  rules: [{ id: 'complete', level: 'blue', when: complete }, ...declared],
  otherwise: 'not-rated',
}

/** BRAG in its second reading: Blue is complete, evidenced and embedded. */
export const bragEmbedded: RagRules = {
  code: 'brag-embedded',
  version: 1,
  title: 'BRAG, blue is complete and embedded',
  description: `Blue is complete with evidence, after a period that shows it working, so complete alone is not yet blue; red, amber and green as declared; grey is not started or not yet due. ${convention}`,
  levels: [
    ...shared,
    level('complete', 'Complete, not yet shown to be embedded.'),
    level('blue', 'Complete, evidenced and embedded.'),
  ],
  rules: [{ id: 'complete', level: 'complete', when: complete }, ...declared],
  otherwise: 'not-rated',
  waitsFor: ['accepted evidence, and the days since the work was completed: until then no rule gives blue'],
}
