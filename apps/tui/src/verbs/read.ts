import { printData } from '../output/data.ts'
import { exitCodes } from '../output/exit.ts'
import { complainOf } from '../output/failed.ts'
import { print } from '../output/print.ts'
import { quartersOption, readFileGiven } from '../session/document.ts'
import { jsonOption, type Verb } from './verb.ts'

/**
 * `beatbook read FILE…`: what is read from documents, without a server. Each file fails independently; one
 * failure makes the exit code 1.
 */
export const readVerb: Verb = (program) => {
  program
    .command('read')
    .description('what Beatbook makes of documents; needs no server and keeps nothing')
    .argument('<file...>', 'text, Markdown, HTML, CSV, TSV, .docx or .xlsx; “-” reads standard input')
    .option(...quartersOption)
    .option(...jsonOption)
    .action(async (files: string[], options: { json?: boolean; quarters: string }) => {
      let failed = false
      for (const file of files) {
        const read = await readFileGiven(file, options.quarters)
        if ('stop' in read) {
          failed = true
          complainOf(read.stop)
        } else if (options.json)
          printData('read', (await import('@beatbook/documents')).publishDraft(read.draft))
        else for (const line of (await import('@beatbook/presentation')).draftReport(read.draft)) print(line)
      }
      if (failed) process.exitCode = exitCodes.fault
    })
}
