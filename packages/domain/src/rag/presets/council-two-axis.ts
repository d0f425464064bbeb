import type { RagRules } from '../rules.ts'
import { asDeclared, begun, complete, notBegun } from './conditions.ts'
import { level, withReason, withReasonAndDate } from './levels.ts'

/** A council plan on two axes: the stage, and a colour for work in progress only. */
export const councilTwoAxis: RagRules = {
  code: 'council-two-axis',
  version: 1,
  title: 'Council plan, two axes',
  description:
    'The stage first: complete, not started, in progress; a colour, as declared, only for what is in progress. Source: Bracknell Forest Council’s council plan overview report (https://www.bracknell-forest.gov.uk/council-and-democracy/strategies-plans-and-policies/service-planning-and-performance/council-plan-overview-report/chief-executives-commentary)',
  levels: [
    level('red', 'In progress and off track.', withReasonAndDate),
    level('amber', 'In progress and at risk.', withReason),
    level('green', 'In progress and on track.'),
    level('in-progress', 'In progress, with no colour declared.'),
    level('not-started', 'Not started: no colour is given.'),
    level('complete', 'Complete: no colour is given.'),
    level('not-rated', 'Its stage is not stated.'),
  ],
  rules: [
    { id: 'complete', level: 'complete', when: complete },
    { id: 'not-started', level: 'not-started', when: notBegun },
    { id: 'stage-not-stated', level: 'not-rated', when: { not: begun } },
    asDeclared('red'),
    asDeclared('amber'),
    asDeclared('green'),
  ],
  otherwise: 'in-progress',
}
