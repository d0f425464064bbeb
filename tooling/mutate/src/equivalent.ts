import type { Equivalent } from './results.ts'

/**
 * Mutants that were reviewed and change nothing observable. If the line of one changes, it has to be reviewed
 * again.
 */
export const equivalent: readonly Equivalent[] = [
  {
    file: 'packages/domain/src/calendar/day-number.ts',
    code: 'return fromDayNumber(Math.min(dayNumberOf(year, month, +day.slice(8, 10)), dayNumberOf(year, month + 1, 0)))',
    was: '10',
    becomes: '11',
    why: 'A date has ten characters.',
  },
  {
    file: 'packages/domain/src/party/owners.ts',
    code: "return [{ name, duty, note: split.length > 1 ? { ...noted('ambiguous-owner', { said: name, count: split.length }), split } : null }]",
    was: '>',
    becomes: '>=',
    why: 'What is proposed is no part or at least two.',
  },
  {
    file: 'packages/domain/src/revision/compare.ts',
    code: 'const old = today?.[field] ?? null',
    was: 'today?.[field] ?? null',
    becomes: 'today?.[field]',
    why: 'The plan is always there, and none of the four fields is ever undefined.',
  },
  {
    file: 'packages/domain/src/rag/back-test.ts',
    code: 'const [year, month] = [+from.slice(0, 4), +from.slice(5, 7)]',
    was: '7',
    becomes: '6',
    why: 'The months then begin earlier, and days before the first are left out afterwards.',
  },
]
