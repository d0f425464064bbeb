import type { RagRules } from '../rules.ts'
import { asDeclared, begun, complete, late } from './conditions.ts'
import { level, withReason } from './levels.ts'

/** A force's tracker of inspection recommendations, with White for what is not the force's to deliver. */
export const forceTracker: RagRules = {
  code: 'force-tracker',
  version: 1,
  title: 'Force inspection tracker',
  description:
    'Green is implemented, and says so; amber is under way and expected to succeed; red is past its deadline, or declared beyond what can or will be done; white is not the force’s to deliver, or waits on another body. Source: City of London Police’s inspection tracker, 2019 (https://vdocuments.us/peel-20182019-routine-consideration-of-ancillary-orders-the-powers-of-other.html)',
  levels: [
    level('red', 'Past its deadline, or cannot or will not be done.', withReason),
    level('amber', 'Under way and expected to succeed.'),
    level('green', 'Implemented.'),
    level('white', 'Not the force’s to deliver, or waiting on another body.'),
    level('not-rated', 'Not begun, or its stage is not stated.'),
  ],
  rules: [
    { id: 'implemented', level: 'green', when: complete },
    { id: 'late', level: 'red', when: late },
    { ...asDeclared('red'), id: 'cannot-be-done' },
    { id: 'under-way', level: 'amber', when: begun },
  ],
  otherwise: 'not-rated',
  waitsFor: ['whether the action is another body’s to deliver: until then no rule gives white'],
}
