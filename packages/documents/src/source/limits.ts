/**
 * The limits on opening a file and on the size of a document. A document over one of them is refused with the
 * limit's name before more is created. They are well above real documents: a plan of 10,000 rows has some
 * 70,000 cells and 1.3 million characters, and the widest sheet seen has 2,762 columns.
 */
export const limits = {
  /** Bytes of an uploaded file: larger ones are refused before they are in memory. */
  fileBytes: 50 * 1024 * 1024,
  /** Files in an archive: a workbook of 300 sheets has some 1,000. */
  entries: 2_000,
  /** Bytes of all files of an archive, inflated. Pictures count too. */
  inflatedBytes: 300 * 1024 * 1024,
  /**
   * Bytes of the XML parts that are read, inflated: a Word table of 10,000 rows has some 30 MB. They are
   * parsed at some 40 MB a second.
   */
  xmlBytes: 100 * 1024 * 1024,
  /**
   * Tags and attributes of the XML parts, counted by `<` and `=`: the Word table of 10,000 rows has some
   * 2,000,000. A million take a second.
   */
  tags: 4_000_000,
  /** The highest compression ratio of a part: more is not text that anybody wrote. Small parts are exempt. */
  ratio: 300,
  ratioFromBytes: 10 * 1024 * 1024,
  /** Columns and rows that a table cell may span; the rest is one cell. */
  span: 200,
  /** Characters of a document's text: about 3,000 pages. */
  characters: 10_000_000,
  /** Characters of one paragraph or line: some documents come as one line. */
  paragraph: 1_000_000,
  /** Characters of one cell of a table: Excel allows 32,767. */
  cell: 100_000,
  /** Lines of a text, empty ones too. */
  lines: 500_000,
  /** Headings, paragraphs, list items and tables of a document. */
  blocks: 100_000,
  /**
   * Runs of text of a document, each with its place: a plan of 10,000 rows has some 70,000. Rows of words
   * that are no plan are read in 15 microseconds a cell.
   */
  pieces: 250_000,
  /** Columns of a table. */
  columns: 4_000,
  /** Non-empty rows of all tables of a document: a row of six columns is read in a fifth of a millisecond. */
  rows: 15_000,
  /**
   * Actions of a document: one of a plan in rows is read in a fifth of a millisecond, one of minutes or
   * labelled lines in a third.
   */
  actions: 12_000,
  /** Updates of all actions of a document. */
  updates: 50_000,
  /** Cells of all tables of a document, empty ones too: 15,000 rows of 60 columns. */
  cells: 1_000_000,
  /** Grid positions of a table, including those of merged cells and short rows. */
  area: 1_000_000,
  /** Tables of a document. */
  tables: 5_000,
  /** Depth of nested elements, in a page and in a part of an Office file: browsers have the same limit. */
  depth: 512,
  /** Elements of a page. */
  elements: 500_000,
  /** Attributes of one element. */
  attributes: 1_000,
  /** Findings of a document: 10,000 rows with ten findings each. */
  findings: 100_000,
  /**
   * Rows that take their value from a long cell above, because it spans them or they say "as above": with
   * more, a small document would produce a huge draft.
   */
  repeated: 50,
  /** The length in characters from which a cell is long for `repeated`. */
  repeatedCharacters: 2_000,
  /** References from values and findings to the run of text they were read from. */
  references: 5_000_000,
} as const

/**
 * The limits on the content of a document. Those on a file before it is read have failures of their own
 * (`too-large`, `zip-bomb`).
 */
export type LimitName = Exclude<
  keyof typeof limits,
  | 'fileBytes'
  | 'entries'
  | 'inflatedBytes'
  | 'xmlBytes'
  | 'ratio'
  | 'ratioFromBytes'
  | 'span'
  | 'repeatedCharacters'
>

/** Thrown by readers when a document exceeds a limit; `readDocument` converts it into a failure. */
export class OverLimit extends Error {
  readonly limit: LimitName
  constructor(limit: LimitName) {
    super(`over the limit of ${limits[limit]} ${limit}`)
    this.limit = limit
  }
}

/** Throws `OverLimit` if `count` exceeds a limit. Cheap enough to be called for every cell. */
export function within(limit: LimitName, count: number): void {
  if (count > limits[limit]) throw new OverLimit(limit)
}
