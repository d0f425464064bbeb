import { levels } from '../level/level.ts'
import type { ValidatorCode } from '../severity/codes.ts'
import type { ChosenSeverity, ValidatorSeverity } from '../severity/severity.ts'
import type { Violation } from '../validator/validate.ts'
import { dayWords } from './calendar.ts'
import { counted, grouped } from './count.ts'

/**
 * What failed checks of this kind have in common: the heading of their group, and of the validator's page.
 */
export const violationTitle = (code: ValidatorCode): string => sentences[code].title

/** What was found, in one sentence about one place. */
export const violationSentence = (violation: Pick<Violation, 'code' | 'args'>): string =>
  sentences[violation.code].one(violation.args)

/** How severe a check is, as the heading of a part of a check. */
export const validatorSeverityWords = (severity: ValidatorSeverity): string =>
  ({ error: 'To put right', warning: 'To check', info: 'To know' })[severity]

/** A severity as the choice of a plan: its words, or that the check is left out. */
export const chosenSeverityWords = (chosen: ChosenSeverity): string =>
  chosen === 'off' ? 'Not checked' : validatorSeverityWords(chosen)

type Args = Violation['args']

const day = (value: Args[string] | undefined, other: string): string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? dayWords(value) : other
const said = (value: Args[string] | undefined, other: string): string =>
  value === undefined || value === '' ? other : `“${value}”`
const figure = (value: Args[string] | undefined, other: string): string => {
  if (typeof value !== 'number') return other
  const [whole = '', part] = String(value).split('.')
  return part === undefined ? grouped(value) : `${grouped(Number(whole))}.${part}`
}
const level = (value: Args[string] | undefined): string =>
  levels.find(({ code }) => code === value)?.word ?? 'declared'
/** Where a plan lacks a thing throughout, it is said once for all its actions. */
const lacking = (args: Args, one: string, all: string): string =>
  typeof args.count === 'number' ? `None of the ${counted(args.count, 'action')} ${all}.` : one
const inTable = ({ row, column }: Args): string =>
  row === undefined || row === ''
    ? `The total under ${said(column, 'this column')}`
    : `${row}, under ${said(column, 'this column')}, the table`

const sentences: Record<ValidatorCode, { title: string; one: (args: Args) => string }> = {
  'closed-before-the-work-ends': {
    title: 'Closed before the work is said to end',
    one: (a) =>
      `It was closed on ${day(a.closed, 'a day')}, and an update says that work ends on ${day(a.ends, 'a later day')}.`,
  },
  'duplicate-ref': {
    title: 'Duplicate ref',
    one: (a) => `The ref ${said(a.ref, 'of this action')} stands on another action before it.`,
  },
  'ends-before-it-starts': {
    title: 'Ends before it starts',
    one: (a) =>
      `It starts on ${day(a.from, 'a day')} and ends on ${day(a.to, 'an earlier day')}, before it starts.`,
  },
  'level-outside-rules': {
    title: 'Level outside the rules',
    one: (a) => `The level ${level(a.level)} is none of those in the plan’s RAG rules.`,
  },
  'level-without-reason': {
    title: 'Declared level without a reason',
    one: (a) => `The level is ${level(a.level)}, and no words say why.`,
  },
  'no-date': {
    title: 'No date',
    one: (a) =>
      lacking(
        a,
        'It says no date by which it is done.',
        'that are not complete says a date by which it is done',
      ),
  },
  'no-owner': { title: 'No owner', one: (a) => lacking(a, 'Nobody owns it.', 'names an owner') },
  'no-update-in-period': {
    title: 'No update in the reporting period',
    one: (a) =>
      `Nothing was said of it from ${day(a.from, 'the start of the period')} until ${day(a.to, 'its end')}; ${a.last === undefined ? 'nor before' : `the last word is of ${day(a.last, 'an earlier day')}`}.`,
  },
  'ongoing-without-review': {
    title: 'Ongoing without a review date',
    one: () => 'It goes on without an end, and nothing says when it is reviewed.',
  },
  'owner-only-in-prose': {
    title: 'Owner only in the words',
    one: (a) => `Only the words name its owner: ${said(a.name, 'somebody')}.`,
  },
  'owner-to-be-confirmed': {
    title: 'Owner to be confirmed',
    one: () => 'Its owner is still to be confirmed.',
  },
  'past-when-set': {
    title: 'Date already past when set',
    one: (a) =>
      `Its deadline, ${day(a.due, 'a day')}, had passed when it was set on ${day(a.setOn, 'a later day')}.`,
  },
  'percentage-does-not-fit': {
    title: 'Percentage that does not fit its parts',
    one: (a) =>
      `${inTable(a)} says ${figure(a.written, 'one figure')} %; its parts make ${figure(a.computed, 'another')} %.`,
  },
  'same-text-twice': {
    title: 'Same text twice',
    one: (a) =>
      `It says the same as ${a.of === undefined ? 'another action' : `action ${a.of}`}, word for word.`,
  },
  'section-without-actions': {
    title: 'Section without actions',
    one: (a) => `Nothing is promised in the section ${said(a.title, 'here')}.`,
  },
  'several-promises': {
    title: 'Several promises in one action',
    one: (a) =>
      `It promises ${typeof a.count === 'number' ? counted(a.count, 'thing') : 'several things'} in one action.`,
  },
  'target-without-measure': {
    title: 'Target without a measure',
    one: (a) =>
      `It sets a number to reach, ${said(a.target, 'in its words')}, and has no measure that would show it.`,
  },
  'total-does-not-add-up': {
    title: 'Total that does not add up',
    one: (a) =>
      `${inTable(a)} says ${figure(a.written, 'one figure')}; its parts make ${figure(a.computed, 'another')}.`,
  },
  'words-against-table': {
    title: 'Words at odds with the table',
    one: (a) => {
      const unit = a.unit === 'percent' ? ' %' : ''
      return `The words say ${figure(a.written, 'one figure')}${unit}; under ${said(a.column, 'that column')} the table makes ${figure(a.computed, 'another')}${unit}.`
    },
  },
}
