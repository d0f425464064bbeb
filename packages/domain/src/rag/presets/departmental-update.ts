import type { RagRules } from '../rules.ts'
import { asDeclared, complete } from './conditions.ts'
import { level, withReason, withReasonAndDate } from './levels.ts'

/**
 * A department's monthly update of an action: amber explains its risk, red its issue and whether the date
 * moves.
 */
export const departmentalUpdate: RagRules = {
  code: 'departmental-update',
  version: 1,
  title: 'Departmental action update',
  description:
    'The level a person declares: amber asks for the risk, red for the issue, whether the date moves and why. Source: the Department for Business and Trade’s supply chain updates (repository uktrade/update-supply-chain-information, supply_chains/forms.py)',
  levels: [
    level('red', 'An issue that needs escalation; the date is at risk.', withReasonAndDate),
    level('amber', 'A potential risk to watch.', withReason),
    level('green', 'On track.'),
    level('not-rated', 'No update gives a level yet.'),
    level('complete', 'Its stage is complete.'),
  ],
  rules: [
    { id: 'complete', level: 'complete', when: complete },
    asDeclared('red'),
    asDeclared('amber'),
    asDeclared('green'),
  ],
  otherwise: 'not-rated',
}
