import type { RagRules } from '../rules.ts'
import { asDeclared, begun, complete, late } from './conditions.ts'
import { level, withReason, withReasonAndDate } from './levels.ts'

/** The first version of the default rules, for plans that pin it. It never changes. */
export const forceDefault1: RagRules = {
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

/** How many days without news are silence, and how long a deadline moved later is looked at: six weeks. */
const SIX_WEEKS = 42

/** The newest version of the default rules, which new plans and imports pin. A shipped version never changes. */
export const forceDefault: RagRules = {
  code: 'force-default',
  version: 2,
  title: 'Force default',
  description:
    'Made for the delivery plans, action plans and inspection logs police forces keep. A declared red or amber stays until somebody declares another level, the work is late or it is complete. Late, not begun in time, moved later, without an owner, without a date and silent are told apart by the rule that decides; “no change” is a report but no news; what is not yet due to begin is not amber; complete is a stage and never green by accident. Source: Beatbook’s own reading of the documents forces publish, and of people who kept plans with the first version, under which a declared red with a bad update turned green.',
  levels: [
    level('red', 'It will not be done as promised, or is past its deadline.', withReasonAndDate),
    level('amber-red', 'In doubt: something must be done soon.', withReasonAndDate),
    level(
      'amber',
      'At risk: somebody says so; or it was not begun in time, its deadline was moved later, it has no owner or no date, is held up, or there was no news for six weeks.',
      withReason,
    ),
    level('amber-green', 'Likely, if somebody keeps an eye on it.', withReason),
    level('green', 'On track: owned, dated, with news within six weeks and not past its deadline.'),
    level('not-due', 'Its time to begin has not come.'),
    level('complete', 'Its stage is complete.'),
  ],
  rules: [
    { id: 'complete', level: 'complete', when: complete },
    { id: 'late', level: 'red', when: late },
    asDeclared('red'),
    asDeclared('amber-red'),
    asDeclared('amber'),
    {
      id: 'not-due',
      level: 'not-due',
      when: {
        all: [
          { fact: 'daysSinceOpening', is: 'less', than: 0 },
          { not: begun },
          { not: { fact: 'declaredLevel', is: 'equal', than: 'amber-green' } },
        ],
      },
    },
    {
      id: 'start-late',
      level: 'amber',
      when: { all: [{ fact: 'daysSinceStartDue', is: 'more', than: 0 }, { not: begun }] },
    },
    { id: 'slipped-often', level: 'amber', when: { fact: 'timesSlipped', is: 'at-least', than: 3 } },
    { id: 'slipped-lately', level: 'amber', when: { fact: 'daysSinceSlip', is: 'at-most', than: SIX_WEEKS } },
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
    { id: 'silent', level: 'amber', when: { fact: 'daysSinceNews', is: 'more', than: SIX_WEEKS } },
    asDeclared('amber-green'),
  ],
  otherwise: 'green',
}
