import type { RagRules } from '../rules.ts'
import { begun, complete, late, notBegun } from './conditions.ts'
import { level, withReasonAndDate } from './levels.ts'

/** An inspectorate's log of a recommendation: its status, and red from the day after its deadline. */
export const inspectionLog: RagRules = {
  code: 'inspection-log',
  version: 1,
  title: 'Inspection log',
  description:
    'The status the log states (awaiting review, being progressed, complete), and overdue from the day after the recommendation’s date until it is complete. Complete says that the inspectorate closed it, not that the work is done. Source: the dated status entries in HMICFRS’ published register of recommendations (https://hmicfrs.justiceinspectorates.gov.uk/)',
  levels: [
    level('red', 'Overdue: past the date the recommendation names, and not complete.', withReasonAndDate),
    level('in-progress', 'Being progressed, and not overdue.'),
    level('not-started', 'Awaiting review, and not overdue.'),
    level('complete', 'Closed in the log.'),
    level('not-rated', 'No status is stated.'),
  ],
  rules: [
    { id: 'complete', level: 'complete', when: complete },
    { id: 'overdue', level: 'red', when: late },
    { id: 'being-progressed', level: 'in-progress', when: begun },
    { id: 'awaiting-review', level: 'not-started', when: notBegun },
  ],
  otherwise: 'not-rated',
}
