import {
  type Finding,
  type FindingArgs,
  type FindingCode,
  knownFinding,
  type Severity,
} from '@beatbook/domain'
import { counted, dayWords, grouped, levelMarks } from '@beatbook/domain/english'
import { placeWords } from './place.ts'

/**
 * A finding in one sentence. A finding that another version stored, with a code or arguments unknown to this
 * one, has a sentence too.
 */
export const findingSentence = (found: { readonly code: string; readonly args: unknown }): string => {
  const known = knownFinding(found)
  return known === null
    ? `${findingTitle(found.code)}: another version of Beatbook noticed this, and this one has no words for it.`
    : sentenceOf(known.code, known.args)
}

const sentenceOf = <C extends FindingCode>(code: C, args: FindingArgs[C]): string => sentences[code](args)

/**
 * The heading of a group of findings of one kind. A kind that only another version knows is named by its
 * code.
 */
export const findingTitle = (code: string): string =>
  Object.hasOwn(titles, code) ? titles[code as FindingCode] : `Finding “${code}”`

/** A severity as the heading of a part of the findings. */
export const severityWords = (severity: Severity): string =>
  ({
    error: 'To put right before it can be accepted',
    decide: 'To decide',
    warning: 'To check',
    info: 'To know',
  })[severity]

/** The place of a finding, before its sentence: "action 32, line 57". */
export const findingPlace = (finding: Pick<Finding, 'place'>, ref: string | null): string =>
  [ref === null ? '' : `action ${ref}`, finding.place ? placeWords(finding.place) : '']
    .filter(Boolean)
    .join(', ')

const titles: Readonly<Record<FindingCode, string>> = {
  'ambiguous-date': 'Dates that can be read in two ways',
  'ambiguous-owner': 'Owner cells that may name more than one',
  'acting-characters': 'Characters that cannot be displayed',
  'broken-markup': 'Broken mark-up',
  'columns-guessed': 'Columns told by what they hold',
  'date-in-text': 'Dates inside the words',
  'deleted-text': 'Deleted text',
  'document-date': 'The document’s date',
  'duplicate-ref': 'Numbers used twice',
  'encoding-guessed': 'Encoding',
  'entry-in-future': 'Dates that have not come yet',
  'generated-ref': 'Numbers made here',
  'ignored-text': 'Text left out',
  'impossible-date': 'Dates that do not exist',
  'inherited-value': 'Values taken from the row above',
  'joined-heading': 'Headings joined',
  'joined-row': 'Rows joined',
  'lookalike-letter': 'Letters that only look right',
  'missing-owner': 'No owner',
  'missing-rag': 'No level',
  'missing-ref': 'Numbers restored',
  'owner-in-prose': 'Owners named in the words',
  'owner-to-be-confirmed': 'Owners to be confirmed',
  'percentage-mismatch': 'Percentages that do not add up',
  'percentage-text-mismatch': 'Percentages in the words',
  'proposed-date': 'Dates proposed',
  'proposed-ref': 'Numbers proposed',
  'ragged-row': 'Rows with cells too many or too few',
  'relative-without-anchor': 'Timescales that count from something unsaid',
  'repeated-header': 'Headings repeated',
  'section-unclear': 'Sections that are unclear',
  'several-dates': 'More than one date',
  'several-levels': 'More than one level',
  'stage-in-timescale': 'Stages in the timescale',
  'stray-row': 'Stray rows',
  'template-row': 'Rows of the template',
  'total-mismatch': 'Totals that do not add up',
  'undated-update': 'Updates without a date',
  'unknown-level': 'Levels not understood',
  'unknown-stage': 'Stages not understood',
  'unknown-timescale': 'Timescales not understood',
}

/** The text of the document in quotation marks, or `other` where there is none. */
const quoted = (said: string | undefined, other: string): string =>
  said === undefined || said === '' ? other : `“${said}”`
/** A number with grouped thousands and its decimals. */
const figure = (value: number): string => {
  const [whole = '', part] = String(value).split('.')
  return part === undefined ? grouped(value) : `${grouped(Number(whole))}.${part}`
}
const levelWord = (code: string): string => levelMarks.find((mark) => mark.code === code)?.word ?? code
const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)

const because: Readonly<Record<FindingArgs['document-date']['because'], string>> = {
  stated: 'it stands on the document',
  'latest-entry': 'it is the latest dated entry',
  'completed-period': 'it ends the latest period that is called completed',
  'period-start': 'the plan’s period begins then',
  today: 'the document gives no date at all',
  chosen: 'you chose it',
}

const sentences: { readonly [C in FindingCode]: (args: FindingArgs[C]) => string } = {
  'ambiguous-date': ({ said }) =>
    `${quoted(said, 'The date')} can be read in more than one way; day before month was taken.`,
  'ambiguous-owner': ({ said }) =>
    `${quoted(said, 'The owner cell')} may name more than one owner; it is kept as one.`,
  'acting-characters': ({ count }) =>
    `Control characters, which cannot be displayed, were left out (${figure(count)}); the document’s own text still has them.`,
  'broken-markup': (args) =>
    `${'tag' in args && args.tag !== '' ? `A [${args.tag}] mark` : 'A part of the document'} is broken or never closed; its words are kept.`,
  'columns-guessed': () => 'A column was recognised by what it holds, not by its heading.',
  'date-in-text': ({ said }) => `A date stands inside the words: ${quoted(said, 'it')}. It was left there.`,
  'deleted-text': ({ text }) =>
    `The document still carries deleted text: ${quoted(text, 'a passage')}. It is left out.`,
  'document-date': ({ on, because: why }) =>
    on === undefined
      ? 'The document gives no date; what it says counts from the day you accept it.'
      : `What it says counts from ${dayWords(on)}: ${because[why]}.`,
  'duplicate-ref': ({ ref }) =>
    `The number ${quoted(ref, 'of this action')} stands on more than one action; both are kept.`,
  'encoding-guessed': ({ encoding }) =>
    `The file does not say how its letters are encoded; it was read as ${encoding}.`,
  'entry-in-future': ({ on }) =>
    `${dayWords(on)} lies in the future, and only what has happened can be recorded; it is held without that date.`,
  'generated-ref': () => 'The document does not number these; numbers were made and will not change again.',
  'ignored-text': ({ text }) => `${quoted(text, 'Some text')} is no part of the plan and is left out.`,
  'impossible-date': ({ said, usual }) =>
    `${quoted(said, 'The date')} is no date.${usual === undefined ? '' : ` The other updates say ${dayWords(usual)}.`} The words are kept.`,
  'inherited-value': ({ heading, said }) =>
    `The ${heading === '' ? 'cell' : `cell under “${heading}”`} was empty or merged; ${quoted(said, 'the value above')} was taken from the row above.`,
  'joined-heading': ({ read }) => `The heading ${quoted(read, 'here')} stood in pieces and was joined.`,
  'joined-row': (args) =>
    `${'rows' in args ? `${figure(args.rows)} rows were` : 'Two rows were'} joined: what follows carries no number of its own.`,
  'lookalike-letter': ({ letters, read }) =>
    `The cell holds ${letters}; it was read as ${read === '' ? 'the letter it looks like' : levelWord(read)}.`,
  'missing-owner': () => 'No owner is given.',
  'missing-rag': () => 'No level is declared.',
  'missing-ref': ({ ref }) =>
    `The number is lost in the document; ${quoted(ref, 'it')} was restored from its neighbours.`,
  'owner-in-prose': ({ name }) => `The words name ${quoted(name, 'an owner')}: proposed, not assumed.`,
  'owner-to-be-confirmed': ({ said }) =>
    `${quoted(said, 'The owner')} names nobody: the owner is still to be confirmed.`,
  'percentage-mismatch': ({ row, written, computed }) =>
    `${row === '' ? 'This row' : capital(row)}: the table says ${figure(written)} %, its figures make ${figure(computed)} %.`,
  'percentage-text-mismatch': ({ written, computed }) =>
    `The words say ${figure(written)} %, the table makes ${figure(computed)} %.`,
  'proposed-date': ({ said, title }) =>
    `${quoted(said, 'A date')} stands near ${quoted(title, 'this')} but apart from it: proposed, not assumed.`,
  'proposed-ref': ({ ref }) => `The number ${quoted(ref, 'here')} was found in the words.`,
  'ragged-row': ({ cells, columns }) =>
    `The row has ${counted(cells, 'cell')} where its table has ${counted(columns, 'column')}; each was put where its words fit.`,
  'relative-without-anchor': ({ said }) =>
    `${quoted(said, 'The timescale')} counts from something the document does not say.`,
  'repeated-header': () => 'The table’s heading is repeated; the repeats are left out.',
  'section-unclear': ({ title }) =>
    `It is not clear which section this belongs to${title === '' ? '' : `; “${title}” was taken`}.`,
  'several-dates': ({ said }) => `${quoted(said, 'The timescale')} holds more than one date.`,
  'several-levels': () => 'The cell holds more than one level.',
  'stage-in-timescale': ({ said }) =>
    `${quoted(said, 'The timescale')} says where the work stands; it was taken as the stage as well.`,
  'stray-row': ({ said }) => `${quoted(said, 'A value')} stands alone and belongs to no row; it is left out.`,
  'template-row': ({ said }) =>
    `${quoted(said, 'A row')} belongs to the template, not to the plan; it is left out.`,
  'total-mismatch': ({ column, row, written, computed }) =>
    `${capital(column === '' ? (row === '' ? 'this column' : row) : column)}: the total says ${figure(written)}, the rows make ${figure(computed)}.`,
  'undated-update': () => 'The update carries no date; it takes the document’s date.',
  'unknown-level': ({ said }) =>
    `${quoted(said, 'The cell')} is no level that is known; the level is left not set.`,
  'unknown-stage': ({ said }) =>
    `${quoted(said, 'The cell')} is no stage that is known; the stage is left not stated.`,
  'unknown-timescale': ({ said }) =>
    `${quoted(said, 'The timescale')} is not understood as a date; the words are kept.`,
}
