import type { PartResult } from './results.ts'

/** The lines between which `docs/testing.md` has the last full run. */
const [BEGIN, END] = ['<!-- the last full run: written by test:full -->', '<!-- end of the last full run -->']

/** The results of a run at `commit` on `date`, as Markdown. */
export const reportOf = (results: readonly PartResult[], commit: string, date: string): string => {
  const failed = results.filter(({ passed }) => !passed).length
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0)
  return [
    `On ${date} at commit \`${commit}\`: ${failed === 0 ? 'all passed' : `${failed} failed`}, ${duration(seconds)} in all.`,
    '',
    '| part | result | seed | took |',
    '|---|---|--:|--:|',
    ...results.map(
      ({ part, passed, seed, seconds }) =>
        `| \`${part}\` | ${passed ? 'passed' : '**failed**'} | ${seed} | ${duration(seconds)} |`,
    ),
  ].join('\n')
}

/** A page with another report between its two markers. Throws where it lacks them. */
export const withReport = (page: string, report: string): string => {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`The page lacks “${BEGIN}” followed by “${END}”`)
  return `${page.slice(0, begin + BEGIN.length)}\n\n${report}\n\n${page.slice(end)}`
}

const duration = (seconds: number): string => {
  const [minutes, rest] = [Math.floor(Math.round(seconds) / 60), Math.round(seconds) % 60]
  return minutes === 0 ? `${rest} s` : `${minutes} min ${rest} s`
}
