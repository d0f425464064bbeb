/** How a command writes its data: as text for people, as one JSON envelope, or as one row of JSON a line. */
export type Format = 'text' | 'json' | 'jsonl'

/** The fields of each row that are wanted: a name, or a name with the fields wanted of its value. */
export interface Wanted {
  readonly [field: string]: Wanted | true
}

let format: Format = 'text'
let wanted: Wanted | null = null

/** Sets the format of this command, and the fields it is limited to (`null`: all). */
export const useFormat = (chosen: Format, fields: Wanted | null): void => {
  format = chosen
  wanted = fields
}

export const formatUsed = (): Format => format
export const fieldsUsed = (): Wanted | null => wanted

/** Whether a list without a limit has all its rows: `--all`, or output that nobody reads on a terminal. */
export const wantsAll = (all: boolean | undefined): boolean => all === true || process.stdout.isTTY !== true

/** The format that the arguments ask for, for errors in the arguments themselves. */
export const formatAsked = (args: readonly string[]): Format => {
  const end = args.indexOf('--')
  const options = end < 0 ? args : args.slice(0, end)
  if (options.includes('--jsonl')) return 'jsonl'
  return options.some((each) => each === '--json' || each === '--fields' || each.startsWith('--fields='))
    ? 'json'
    : 'text'
}

/** A message for whoever reads the data: its code, and the sentence. */
export interface Note {
  readonly code: NoteCode
  readonly message: string
}

/** The codes of notes. `message` is any other sentence. */
export const noteCodes = [
  'characters-removed',
  'message',
  'recalculating',
  'ref-taken',
  'rows-left',
  'server-not-asked',
  'skipped',
] as const
export type NoteCode = (typeof noteCodes)[number]

const notes: Note[] = []

/** Keeps a note for the envelope that is printed next. */
export const keepNote = (note: Note): void => void notes.push(note)

/** The notes that were kept and not printed yet; afterwards there are none. */
export const takeNotes = (): Note[] => notes.splice(0)
