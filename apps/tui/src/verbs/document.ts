import { pipeline } from 'node:stream/promises'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { pathGiven } from '../session/input.ts'
import { fileAt, saveNew } from '../session/save.ts'
import { jsonOption, type Verb } from './verb.ts'

/** `beatbook document …`: accepted documents and their originals. */
export const documentVerb: Verb = (program) => {
  const document = program
    .command('document')
    .description('the documents that were accepted, and their originals')

  document
    .command('list')
    .description('every document that was accepted, newest first')
    .option(...jsonOption)
    .action(async (options: { json?: boolean }) => {
      const documents = await callServer(() => connect().documents.list.query())
      if (options.json) return printData('document list', { documents })
      if (documents.length === 0) return say('No document was accepted yet.')
      const { instantWords } = await import('@beatbook/domain/english')
      const { originalWords } = await import('@beatbook/presentation')
      const { printTable } = await import('../output/print-table.ts')
      const rows = documents.map(({ id, name, plans, acceptedAt, original }) => [
        id,
        name,
        plans.map((plan) => plan.code).join(', '),
        instantWords(acceptedAt),
        originalWords(original),
      ])
      const columns = [
        { heading: 'ID' },
        { heading: 'DOCUMENT', flexible: true },
        { heading: 'PLANS', flexible: true },
        { heading: 'ACCEPTED' },
        { heading: 'ORIGINAL' },
      ]
      printTable(columns, rows)
    })

  document
    .command('get')
    .description('the original of a document, as it was brought')
    .argument('<id>', 'the document’s id; “beatbook document list” names them')
    .requiredOption('--output <file>', 'the new file to write; “-” writes to standard output')
    .option(...jsonOption)
    .action(async (id: string, { output, json }: { output: string; json?: boolean }) => {
      const answer = await fileAt(`/api/documents/${encodeURIComponent(id)}/file`)
      if (output === '-') {
        if (json) throw new Stop('usage', '--json goes with a file: standard output has the document.')
        await pipeline(answer, process.stdout, { end: false })
        return
      }
      const path = pathGiven(output)
      const bytes = await saveNew(answer, path)
      if (json) return printData('document get', { document: id, file: path, bytes })
      say(`Wrote ${output}.`)
    })
}
