import type { RagRules } from '../rules.ts'
import { asDeclared, complete } from './conditions.ts'
import { level, withReason, withReasonAndDate } from './levels.ts'

/** Delivery confidence in three points, as the government's major projects are rated now. */
export const threePointConfidence: RagRules = {
  code: 'delivery-confidence-3',
  version: 1,
  title: 'Delivery confidence, three points',
  description:
    'A judgement of whether time, cost and quality will be met: the rules take the level a person declares. Source: the Government Major Projects Portfolio’s present ratings, as in the NISTA annual report 2024 to 2025 (https://www.gov.uk/government/publications/nista-annual-report-2024-2025/nista-annual-report-2024-25) and https://www.civilserviceworld.com/professions/article/nista-gmpp-major-projects-episodic-reform-sustained-transformation',
  levels: [
    level(
      'red',
      'Looks out of reach unless its scope or its case is looked at again; the issues do not look manageable.',
      withReasonAndDate,
    ),
    level(
      'amber',
      'Within reach, but significant issues are there already and need managing now.',
      withReason,
    ),
    level('green', 'Very likely to meet time, cost and quality; nothing major threatens it.'),
    level('not-rated', 'Nobody has judged it yet.'),
    level('complete', 'Its stage is complete; confidence is no longer asked.'),
  ],
  rules: [
    { id: 'complete', level: 'complete', when: complete },
    asDeclared('red'),
    asDeclared('amber'),
    asDeclared('green'),
  ],
  otherwise: 'not-rated',
}

/** Delivery confidence in five points, older and still found in returns. */
export const fivePointConfidence: RagRules = {
  code: 'delivery-confidence-5',
  version: 1,
  title: 'Delivery confidence, five points',
  description:
    'A judgement on time, cost, quality and benefits against the last approved plan: the rules take the level a person declares. Source: the Office of Government Commerce’s guide for review teams, and the Major Projects Authority’s ratings as the National Audit Office prints them (https://ppponline.affinitext.com/public/book?id=5738&toc_id=860170)',
  levels: [
    level('red', 'Looks out of reach.', withReasonAndDate),
    level('amber-red', 'In doubt: urgent action is needed.', withReasonAndDate),
    level('amber', 'Within reach: there are significant issues that can be resolved.', withReason),
    level('amber-green', 'Probable, with constant attention.', withReason),
    level('green', 'Highly likely.'),
    level('not-rated', 'Nobody has judged it yet.'),
    level('complete', 'Its stage is complete; confidence is no longer asked.'),
  ],
  rules: [
    { id: 'complete', level: 'complete', when: complete },
    asDeclared('red'),
    asDeclared('amber-red'),
    asDeclared('amber'),
    asDeclared('amber-green'),
    asDeclared('green'),
  ],
  otherwise: 'not-rated',
}
