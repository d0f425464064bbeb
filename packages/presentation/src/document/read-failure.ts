import { knownReadFailure, type ReadFailureArgs } from '@beatbook/domain'

/**
 * Why a file could not be read and what to do about it, in plain words that name the file. `failure` is the
 * reader's (`code`, `args`); an unknown code or arguments give a general sentence.
 */
export const readFailureSentence = (
  failure: { readonly code: string; readonly args: unknown },
  name: string,
): string => {
  const known = knownReadFailure(failure)
  return known === null ? notADocument(name) : sentenceOf(known.code, name, known.args)
}

const sentenceOf = <C extends keyof ReadFailureArgs>(
  code: C,
  name: string,
  args: ReadFailureArgs[C],
): string => sentences[code](name, args)

const notADocument = (name: string, seems?: string): string =>
  `${name} is not a document that can be read${seeming(seems)}. Import the plan as text, Word (.docx), Excel (.xlsx), CSV, Markdown or a web page.`

const sentences: {
  readonly [C in keyof ReadFailureArgs]: (name: string, args: ReadFailureArgs[C]) => string
} = {
  'empty-file': (name) => `${name} is empty. Save the document again with its content and import that file.`,
  'too-large': (name, args) =>
    `${name} is too large${most(args)}. Save it without pictures, or import its parts one by one.`,
  'zip-bomb': (name) =>
    `${name} unpacks to far more than a document holds, so it was not opened. Save it again from Word or Excel and import that file.`,
  'not-a-document': (name, { seems }) => notADocument(name, seems),
  'broken-archive': (name) =>
    `${name} is damaged or only part of it arrived. Open it in Word or Excel, save it again and import that file.`,
  encrypted: (name) =>
    `${name} is protected by a password. Save it without the password and import that file.`,
  'unsupported-format': (name, { seems }) =>
    `${name} is of a kind that is not read yet${seeming(seems)}. Save it as .docx, .xlsx, .csv or text, or paste its text.`,
  'nothing-recognised': (name) =>
    `No action, log or table of figures was recognised in ${name}. Check that it is the right document; a plan needs a table or a list of actions.`,
  'over-limit': (name, args) => `${name} has more than ${overLimit(args)}`,
  'reader-fault': (name) =>
    `${name} cannot be read because of a fault in Beatbook. Import the plan in another format, or paste its text, and report this file.`,
  'time-limit': (name) => `${name} takes too long to read. Split it into parts and import them one by one.`,
}

/** Which limit was exceeded, and what to do about it. */
const overLimit = ({ limit, most }: ReadFailureArgs['over-limit']): string => {
  const [what, remedy] = overLimits[limit] ?? [
    'can be read',
    'Split it into parts and import them one by one.',
  ]
  return `${what.replace('{most}', most.toLocaleString('en-GB'))}. ${remedy}`
}

const parts = 'Split it into parts and import them one by one.'
const plain = 'Paste the plan’s table into a new document and import that.'

const overLimits: Record<string, readonly [what: string, remedy: string]> = {
  actions: ['{most} actions', parts],
  area: [
    '{most} places in one table, counting merged and empty cells',
    'Remove empty rows and columns and merged cells, and import it again.',
  ],
  attributes: ['{most} attributes in one tag', plain],
  blocks: ['{most} paragraphs, headings and list items', parts],
  cell: [
    '{most} characters in one cell',
    'Check that the columns are separated as they should be; shorten the cell and import it again.',
  ],
  cells: [
    '{most} cells',
    'Import only the sheet or table that holds the plan, without empty rows and columns.',
  ],
  characters: ['{most} characters', parts],
  columns: ['{most} columns', 'Import only the columns that hold the plan.'],
  depth: ['{most} elements inside one another', plain],
  elements: ['{most} elements', plain],
  findings: ['{most} things to check', parts],
  lines: ['{most} lines', parts],
  paragraph: ['{most} characters in one paragraph', 'Break it into lines or paragraphs and import it again.'],
  pieces: ['{most} separate pieces of text', parts],
  references: ['more text in single cells than can be traced to its place', parts],
  repeated: [
    '{most} rows that repeat the same long cell',
    'Unmerge the cell or leave its words in its first row only, and import it again.',
  ],
  rows: ['{most} rows', parts],
  tables: ['{most} tables', parts],
  tags: ['{most} tags and attributes inside it', plain],
  updates: ['{most} updates', parts],
}

const seeming = (seems: string | undefined): string => {
  const words = seems === undefined ? undefined : kinds[seems]
  return words === undefined ? '' : `: it seems to be ${words}`
}

const kinds: Record<string, string> = {
  archive: 'an archive of files',
  binary: 'no text at all',
  image: 'a picture',
  'old-excel': 'a workbook of Excel before 2007',
  'old-powerpoint': 'a presentation of PowerPoint before 2007',
  'old-word': 'a document of Word before 2007',
  opendocument: 'an OpenDocument file',
  pdf: 'a PDF',
  program: 'a program',
  recording: 'a film or a recording',
  rtf: 'a Rich Text file',
  'web-archive': 'a web page saved as one file',
}

/** The limit, given as `most` megabytes or as `limit` bytes. */
const most = ({ most, limit }: ReadFailureArgs['too-large']): string => {
  const megabytes = most ?? (limit === undefined ? null : Math.round(limit / 1024 / 1024))
  return megabytes === null ? '' : ` (the limit is ${megabytes} MB)`
}
