/** What a file may cost to open, written once. Sizes are bytes. Larger files are refused before they are held in memory. */
export const limits = {
  fileBytes: 50 * 1024 * 1024,
  entries: 2_000,
  inflatedBytes: 300 * 1024 * 1024,
  /** A part that grows more than this when inflated is no text anybody wrote; small parts may. */
  ratio: 300,
  ratioFromBytes: 10 * 1024 * 1024,
  /** Spans of a single table cell. */
  span: 200,
  /** Columns of a page's table in which a cell may reach down. */
  columns: 1_000,
} as const
