import { print, say } from '../output/print.ts'
import { quartersOption, readFileGiven } from '../session/document.ts'
import type { Verb } from './verb.ts'

/**
 * `beatbook read FILE…`: what is read from documents, without a server. Each file fails independently; one
 * failure makes the exit code 1.
 */
export const readVerb: Verb = (program) => {
  program
    .command('read')
    .description('what Beatbook makes of documents; needs no server and keeps nothing')
    .argument('<file...>', 'text, Markdown, HTML, CSV, TSV, .docx or .xlsx; “-” reads standard input')
    .option('--json', 'the whole reading, one JSON object a line for each file')
    .option(...quartersOption)
    .action(async (files: string[], options: { json?: boolean; quarters: string }) => {
      let failed = 0
      for (const file of files) {
        const read = await readFileGiven(file, options.quarters)
        if ('sentence' in read) {
          failed += 1
          say(read.sentence)
        } else if (options.json)
          print(JSON.stringify((await import('@beatbook/documents')).publishDraft(read.draft)))
        else for (const line of (await import('@beatbook/presentation')).draftReport(read.draft)) print(line)
      }
      if (failed > 0) process.exitCode = 1
    })
}
