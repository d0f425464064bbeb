const BEGIN = '<!-- table: npx -y pnpm@12 bench --write -->'
const END = '<!-- end of table -->'

/** `page` with the text between its markers replaced by `table`. Throws if the markers are missing. */
export const withTable = (page: string, table: string): string => {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (before < 0 || after < before) throw new Error('docs/benchmarks.md has lost the marks of its table')
  return `${page.slice(0, before + BEGIN.length)}\n\n${table}\n\n${page.slice(after)}`
}
