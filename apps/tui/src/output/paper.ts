/** The width of printed text: the terminal's columns, at most 100. */
export const paperWidth = (): number =>
  Math.min(process.stdout.isTTY ? process.stdout.columns || 80 : 100, 100)
