import type { Finding, FindingCode, Severity } from '@beatbook/domain'
import { counted, dayWords, grouped, levelMarks } from '@beatbook/domain/english'
import { placeWords } from './place.ts'

/** What was noticed, in one sentence about one place. */
export const findingSentence = (finding: Pick<Finding, 'code' | 'args'>): string =>
  sentences[finding.code].one(finding.args)

/** What findings of this kind have in common: the heading of their group. */
export const findingTitle = (code: FindingCode): string => sentences[code].title

/** A severity as the heading of a part of the findings. */
export const severityWords = (severity: Severity): string =>
  ({
    error: 'To put right before it can be accepted',
    decide: 'To decide',
    warning: 'To check',
    info: 'To know',
  })[severity]

/** Where it stands, before its sentence: "action 32, line 57". */
export const findingPlace = (finding: Pick<Finding, 'place' | 'args'>, ref: string | null): string =>
  [ref === null ? '' : `action ${ref}`, finding.place ? placeWords(finding.place) : '']
    .filter(Boolean)
    .join(', ')

type Args = Finding['args']

const text = (args: Args, ...keys: string[]): string | null => {
  const found = keys.map((key) => args[key]).find((value) => value !== undefined && value !== '')
  return found === undefined ? null : typeof found === 'number' ? figure(found) : found
}
/** What stands in the document, in quotation marks, else `other`. */
const quoted = (args: Args, other: string, ...keys: string[]): string => {
  const found = text(args, ...keys, 'said', 'text', 'words')
  return found === null ? other : `“${found}”`
}
/** A number with its thousands parted and its decimals kept. */
const figure = (value: number): string => {
  const [whole = '', part] = String(value).split('.')
  return part === undefined ? grouped(value) : `${grouped(Number(whole))}.${part}`
}
const day = (value: string | null): string | null =>
  value !== null && /^\d{4}-\d\d-\d\d$/.test(value) ? dayWords(value) : value
const levelWord = (code: string | null): string | null =>
  levelMarks.find((mark) => mark.code === code)?.word ?? code
const heading = (args: Args): string =>
  text(args, 'heading') === null ? 'cell' : `cell under “${text(args, 'heading')}”`
const tagWords = (args: Args): string =>
  text(args, 'tag') === null ? 'A part of the document' : `A [${text(args, 'tag')}] mark`
const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)

const because: Record<string, string> = {
  stated: 'it stands on the document',
  'latest-entry': 'it is the latest dated entry',
  'completed-period': 'it ends the latest period that is called completed',
  'period-start': 'the plan’s period begins then',
  today: 'the document gives no date at all',
  chosen: 'you chose it',
}

const sentences: Record<FindingCode, { title: string; one: (args: Args) => string }> = {
  'ambiguous-date': {
    title: 'Dates that can be read in two ways',
    one: (a) => `${quoted(a, 'The date')} can be read in more than one way; day before month was taken.`,
  },
  'ambiguous-owner': {
    title: 'Owner cells that may name more than one',
    one: (a) => `${quoted(a, 'The owner cell')} may name more than one owner; it is kept as one.`,
  },
  'acting-characters': {
    title: 'Characters that cannot be displayed',
    one: (a) =>
      `Control characters, which cannot be displayed, were left out${text(a, 'count') === null ? '' : ` (${text(a, 'count')})`}; the document’s own text still has them.`,
  },
  'broken-markup': {
    title: 'Broken mark-up',
    one: (a) => `${tagWords(a)} is broken or never closed; its words are kept.`,
  },
  'columns-guessed': {
    title: 'Columns told by what they hold',
    one: (a) =>
      `${quoted(a, 'A column', 'heading', 'column')} was recognised by what it holds, not by its heading.`,
  },
  'date-in-text': {
    title: 'Dates inside the words',
    one: (a) => `A date stands inside the words: ${quoted(a, 'it')}. It was left there.`,
  },
  'deleted-text': {
    title: 'Deleted text',
    one: (a) => `The document still carries deleted text: ${quoted(a, 'a passage')}. It is left out.`,
  },
  'document-date': {
    title: 'The document’s date',
    one: (a) => {
      const on = day(text(a, 'on'))
      const why = because[text(a, 'because') ?? '']
      return on === null
        ? 'The document gives no date; what it says counts from the day you accept it.'
        : `What it says counts from ${on}${why ? `: ${why}` : ''}.`
    },
  },
  'duplicate-ref': {
    title: 'Numbers used twice',
    one: (a) =>
      `The number ${quoted(a, 'of this action', 'ref')} stands on more than one action; both are kept.`,
  },
  'encoding-guessed': {
    title: 'Encoding',
    one: (a) =>
      `The file does not say how its letters are encoded; it was read as ${text(a, 'encoding') ?? 'Windows-1252'}.`,
  },
  'entry-in-future': {
    title: 'Dates that have not come yet',
    one: (a) =>
      `${day(text(a, 'on')) ?? 'The date'} lies in the future, and only what has happened can be recorded; it is held without that date.`,
  },
  'generated-ref': {
    title: 'Numbers made here',
    one: () => 'The document does not number these; numbers were made and will not change again.',
  },
  'ignored-text': {
    title: 'Text left out',
    one: (a) => `${quoted(a, 'Some text')} is no part of the plan and is left out.`,
  },
  'impossible-date': {
    title: 'Dates that do not exist',
    one: (a) => {
      const others = day(text(a, 'usual'))
      return `${quoted(a, 'The date')} is no date.${others === null ? '' : ` The other updates say ${others}.`} The words are kept.`
    },
  },
  'inherited-value': {
    title: 'Values taken from the row above',
    one: (a) =>
      `The ${heading(a)} was empty or merged; ${quoted(a, 'the value above')} was taken from the row above.`,
  },
  'joined-heading': {
    title: 'Headings joined',
    one: (a) => `The heading ${quoted(a, 'here', 'read')} stood in pieces and was joined.`,
  },
  'joined-row': {
    title: 'Rows joined',
    one: (a) =>
      `${text(a, 'rows', 'count') === null ? 'Two rows were' : `${text(a, 'rows', 'count')} rows were`} joined: what follows carries no number of its own.`,
  },
  'lookalike-letter': {
    title: 'Letters that only look right',
    one: (a) =>
      `The cell holds ${text(a, 'letters') ?? 'a look-alike letter'}; it was read as ${levelWord(text(a, 'read')) ?? 'the letter it looks like'}.`,
  },
  'missing-owner': { title: 'No owner', one: () => 'No owner is given.' },
  'missing-rag': { title: 'No level', one: () => 'No level is declared.' },
  'missing-ref': {
    title: 'Numbers restored',
    one: (a) =>
      `The number is lost in the document; ${quoted(a, 'it', 'ref')} was restored from its neighbours.`,
  },
  'owner-in-prose': {
    title: 'Owners named in the words',
    one: (a) => `The words name ${quoted(a, 'an owner', 'name')}: proposed, not assumed.`,
  },
  'owner-to-be-confirmed': {
    title: 'Owners to be confirmed',
    one: (a) => `${quoted(a, 'The owner')} names nobody: the owner is still to be confirmed.`,
  },
  'percentage-mismatch': {
    title: 'Percentages that do not add up',
    one: (a) =>
      `${capital(text(a, 'row') ?? 'this row')}: the table says ${text(a, 'written') ?? 'one thing'} %, its figures make ${text(a, 'computed') ?? 'another'} %.`,
  },
  'percentage-text-mismatch': {
    title: 'Percentages in the words',
    one: (a) =>
      `The words say ${text(a, 'written') ?? 'one percentage'} %, the table makes ${text(a, 'computed') ?? 'another'} %.`,
  },
  'proposed-date': {
    title: 'Dates proposed',
    one: (a) =>
      `${quoted(a, 'A date')} stands near ${text(a, 'title') === null ? 'this' : `“${text(a, 'title')}”`} but apart from it: proposed, not assumed.`,
  },
  'proposed-ref': {
    title: 'Numbers proposed',
    one: (a) => `The number ${quoted(a, 'here', 'ref')} was found in the words.`,
  },
  'ragged-row': {
    title: 'Rows with cells too many or too few',
    one: (a) =>
      typeof a.cells === 'number' && typeof a.columns === 'number'
        ? `The row has ${counted(a.cells, 'cell')} where its table has ${counted(a.columns, 'column')}; each was put where its words fit.`
        : 'The row has another number of cells than its table has columns; each was put where its words fit.',
  },
  'relative-without-anchor': {
    title: 'Timescales that count from something unsaid',
    one: (a) => `${quoted(a, 'The timescale')} counts from something the document does not say.`,
  },
  'repeated-header': {
    title: 'Headings repeated',
    one: (a) =>
      `The table’s heading is repeated${text(a, 'count') === null ? '' : ` ${counted(Number(a.count), 'time')}`}; the repeats are left out.`,
  },
  'section-unclear': {
    title: 'Sections that are unclear',
    one: (a) =>
      `It is not clear which section this belongs to${text(a, 'title', 'section') === null ? '' : `; ${quoted(a, '', 'title', 'section')} was taken`}.`,
  },
  'several-dates': {
    title: 'More than one date',
    one: (a) => `${quoted(a, 'The timescale')} holds more than one date.`,
  },
  'several-levels': {
    title: 'More than one level',
    one: (a) => `${quoted(a, 'The cell')} holds more than one level.`,
  },
  'stage-in-timescale': {
    title: 'Stages in the timescale',
    one: (a) =>
      `${quoted(a, 'The timescale')} says where the work stands; it was taken as the stage as well.`,
  },
  'stray-row': {
    title: 'Stray rows',
    one: (a) => `${quoted(a, 'A value')} stands alone and belongs to no row; it is left out.`,
  },
  'template-row': {
    title: 'Rows of the template',
    one: (a) => `${quoted(a, 'A row')} belongs to the template, not to the plan; it is left out.`,
  },
  'total-mismatch': {
    title: 'Totals that do not add up',
    one: (a) =>
      `${capital(text(a, 'column', 'row') ?? 'this column')}: the total says ${text(a, 'written') ?? 'one figure'}, the rows make ${text(a, 'computed') ?? 'another'}.`,
  },
  'undated-update': {
    title: 'Updates without a date',
    one: () => 'The update carries no date; it takes the document’s date.',
  },
  'unknown-level': {
    title: 'Levels not understood',
    one: (a) => `${quoted(a, 'The cell')} is no level that is known; the level is left not set.`,
  },
  'unknown-stage': {
    title: 'Stages not understood',
    one: (a) => `${quoted(a, 'The cell')} is no stage that is known; the stage is left not stated.`,
  },
  'unknown-timescale': {
    title: 'Timescales not understood',
    one: (a) => `${quoted(a, 'The timescale')} is not understood as a date; the words are kept.`,
  },
}
