import type { RagRules } from '../rules.ts'
import { complete } from './conditions.ts'
import { level } from './levels.ts'

/** Work done compared with time passed: nine tenths is green, seven tenths amber. */
export const computedRatio: RagRules = {
  code: 'computed-ratio',
  version: 1,
  title: 'Computed ratio, 90 and 70 per cent',
  description:
    'The stated share of work done over the share of planned time gone: from 90 per cent green, from 70 per cent amber, below red. Completed is green, and says so; ongoing work has no colour. Source: Camms’ documentation of action status (https://camms.atlassian.net/wiki/pages/diffpagesbyversion.action?originalVersion=3&pageId=309788763&revisedVersion=4)',
  levels: [
    level('red', 'Less than 70 per cent of the work that time gone asks for.'),
    level('amber', 'From 70 to below 90 per cent of it.'),
    level('green', '90 per cent of it or more, or completed.'),
    level('not-applicable', 'Ongoing, so no share of time is gone.'),
    level('not-rated', 'No percentage is stated, or it has no deadline, or its time has not begun.'),
  ],
  rules: [
    { id: 'completed', level: 'green', when: complete },
    {
      id: 'ongoing',
      level: 'not-applicable',
      when: {
        any: [
          { fact: 'timescaleKind', is: 'equal', than: 'ongoing' },
          { fact: 'timescaleKind', is: 'equal', than: 'recurring' },
        ],
      },
    },
    { id: 'on-track', level: 'green', when: { fact: 'progressRatio', is: 'at-least', than: 0.9 } },
    { id: 'monitor', level: 'amber', when: { fact: 'progressRatio', is: 'at-least', than: 0.7 } },
    { id: 'off-track', level: 'red', when: { fact: 'progressRatio', is: 'less', than: 0.7 } },
  ],
  otherwise: 'not-rated',
}
