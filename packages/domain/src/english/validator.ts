import type { Sentences } from '../coded.ts'
import type { ValidatorCode } from '../severity/codes.ts'
import type { ChosenSeverity, ValidatorSeverity } from '../severity/severity.ts'
import { knownViolation, type ViolationArgs } from '../validator/violation.ts'
import { everyLevel } from '../workflow/workflow.ts'
import { dayWords } from './calendar.ts'
import { counted, grouped } from './count.ts'

/**
 * The title of the failed checks of a validator: the heading of their group, and of the validator's page. A
 * check that only another version has is named by its code.
 */
export const violationTitle = (code: string): string =>
  Object.hasOwn(titles, code) ? titles[code as ValidatorCode] : `Check “${code}”`

/**
 * What was found, in one sentence about one place. A violation of another version that this one does not know
 * has a sentence too.
 */
export const violationSentence = (found: { readonly code: string; readonly args: unknown }): string => {
  const known = knownViolation(found)
  return known === null
    ? `It fails the check “${found.code}”, for which this version of Beatbook has no words.`
    : sentenceOf(known.code, known.args)
}

const sentenceOf = <C extends ValidatorCode>(code: C, args: ViolationArgs[C]): string => sentences[code](args)

/** The severity of a check, as the heading of a part of its results. */
export const validatorSeverityWords = (severity: ValidatorSeverity): string =>
  ({ error: 'To put right', warning: 'To check', info: 'To know' })[severity]

/** A severity as the choice of a plan: its text, or that the check is off. */
export const chosenSeverityWords = (chosen: ChosenSeverity): string =>
  chosen === 'off' ? 'Not checked' : validatorSeverityWords(chosen)

const said = (value: string | undefined, other: string): string =>
  value === undefined || value === '' ? other : `“${value}”`
const figure = (value: number): string => {
  const [whole = '', part] = String(value).split('.')
  return part === undefined ? grouped(value) : `${grouped(Number(whole))}.${part}`
}
const levelWord = (code: string): string =>
  everyLevel.find((level) => level.code === code)?.word ?? 'declared'
/** Where a whole plan lacks something, one sentence covers all its actions. */
const lacking = (count: number | undefined, one: string, all: string): string =>
  count === undefined ? one : `None of the ${counted(count, 'action')} ${all}.`
const inTable = (row: string | undefined, column: string): string =>
  row === undefined || row === ''
    ? `The total under ${said(column, 'this column')}`
    : `${row}, under ${said(column, 'this column')}, the table`

const titles: Readonly<Record<ValidatorCode, string>> = {
  'closed-before-the-work-ends': 'Closed before the work is said to end',
  'duplicate-ref': 'Duplicate ref',
  'ends-before-it-starts': 'Ends before it starts',
  'level-outside-rules': 'Level outside the rules',
  'level-without-reason': 'Declared level without a reason',
  'no-date': 'No date',
  'no-owner': 'No owner',
  'no-update-in-period': 'No update in the reporting period',
  'ongoing-without-review': 'Ongoing without a review date',
  'owner-only-in-prose': 'Owner only in the words',
  'owner-to-be-confirmed': 'Owner to be confirmed',
  'past-when-set': 'Date already past when set',
  'percentage-does-not-fit': 'Percentage that does not fit its parts',
  'same-text-twice': 'Same text twice',
  'section-without-actions': 'Section without actions',
  'several-promises': 'Several promises in one action',
  'target-without-measure': 'Target without a measure',
  'total-does-not-add-up': 'Total that does not add up',
  'words-against-table': 'Words at odds with the table',
}

const sentences: Sentences<ViolationArgs> = {
  'closed-before-the-work-ends': ({ closed, ends }) =>
    `It was closed on ${dayWords(closed)}, and an update says that work ends on ${dayWords(ends)}.`,
  'duplicate-ref': ({ ref }) => `The ref ${said(ref, 'of this action')} stands on another action before it.`,
  'ends-before-it-starts': ({ from, to }) =>
    `It starts on ${dayWords(from)} and ends on ${dayWords(to)}, before it starts.`,
  'level-outside-rules': ({ level }) =>
    `The level ${levelWord(level)} is none of those in the plan’s RAG rules.`,
  'level-without-reason': ({ level }) => `The level is ${levelWord(level)}, and no words say why.`,
  'no-date': ({ count }) =>
    lacking(
      count,
      'It says no date by which it is done.',
      'that are not complete says a date by which it is done',
    ),
  'no-owner': ({ count }) => lacking(count, 'Nobody owns it.', 'names an owner'),
  'no-update-in-period': ({ from, to, last }) =>
    `Nothing was said of it from ${dayWords(from)} until ${dayWords(to)}; ${last === undefined ? 'nor before' : `the last word is of ${dayWords(last)}`}.`,
  'ongoing-without-review': () => 'It goes on without an end, and nothing says when it is reviewed.',
  'owner-only-in-prose': ({ name }) => `Only the words name its owner: ${said(name, 'somebody')}.`,
  'owner-to-be-confirmed': () => 'Its owner is still to be confirmed.',
  'past-when-set': ({ due, setOn }) =>
    `Its deadline, ${dayWords(due)}, had passed when it was set on ${dayWords(setOn)}.`,
  'percentage-does-not-fit': ({ row, column, written, computed }) =>
    `${inTable(row, column)} says ${figure(written)} %; its parts make ${figure(computed)} %.`,
  'same-text-twice': ({ of }) =>
    `It says the same as ${of === undefined ? 'another action' : `action ${of}`}, word for word.`,
  'section-without-actions': ({ title }) => `Nothing is promised in the section ${said(title, 'here')}.`,
  'several-promises': ({ count }) => `It promises ${counted(count, 'thing')} in one action.`,
  'target-without-measure': ({ target }) =>
    `It sets a number to reach, ${said(target, 'in its words')}, and has no measure that would show it.`,
  'total-does-not-add-up': ({ row, column, written, computed }) =>
    `${inTable(row, column)} says ${figure(written)}; its parts make ${figure(computed)}.`,
  'words-against-table': ({ column, unit, written, computed }) => {
    const sign = unit === 'percent' ? ' %' : ''
    return `The words say ${figure(written)}${sign}; under ${said(column, 'that column')} the table makes ${figure(computed)}${sign}.`
  },
}
