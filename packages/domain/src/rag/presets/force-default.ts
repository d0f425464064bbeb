import type { RagRules } from '../rules.ts'
import { begun, complete, late } from './conditions.ts'
import { level, withReason, withReasonAndDate } from './levels.ts'

/** The rules that rate a plan until it pins others. */
export const forceDefault: RagRules = {
  code: 'force-default',
  version: 1,
  title: 'Force default',
  description:
    'Made for the delivery plans, action plans and inspection logs police forces keep. Late, not begun in time, without an owner, without a date and silent are told apart by the rule that decides; what is not yet due to begin is not amber; complete is a stage and never green by accident. Source: Beatbook’s own reading of the documents forces publish, in which actions not yet due and actions nobody wrote about stood amber beside those at risk.',
  levels: [
    level('red', 'Past its deadline, and not complete.', withReasonAndDate),
    level(
      'amber',
      'Not begun in time, without an owner or a date, held up, or silent for six weeks.',
      withReason,
    ),
    level('green', 'Owned, dated, heard of within six weeks and not past its deadline.'),
    level('not-due', 'Its time to begin has not come.'),
    level('complete', 'Its stage is complete.'),
  ],
  rules: [
    { id: 'complete', level: 'complete', when: complete },
    { id: 'late', level: 'red', when: late },
    {
      id: 'not-due',
      level: 'not-due',
      when: { all: [{ fact: 'daysSinceOpening', is: 'less', than: 0 }, { not: begun }] },
    },
    {
      id: 'start-late',
      level: 'amber',
      when: { all: [{ fact: 'daysSinceStartDue', is: 'more', than: 0 }, { not: begun }] },
    },
    { id: 'unowned', level: 'amber', when: { fact: 'ownerKnown', is: 'equal', than: false } },
    {
      id: 'undated',
      level: 'amber',
      when: {
        any: [
          { fact: 'timescaleKind', is: 'equal', than: 'none' },
          { fact: 'timescaleKind', is: 'equal', than: 'unknown' },
          { fact: 'timescaleKind', is: 'equal', than: 'relative' },
        ],
      },
    },
    { id: 'held-up', level: 'amber', when: { fact: 'worstDependency', is: 'equal', than: 'red' } },
    { id: 'silent', level: 'amber', when: { fact: 'daysSinceUpdate', is: 'more', than: 42 } },
  ],
  otherwise: 'green',
}
