import { createWriteStream, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { say } from '../output/print.ts'
import { serverUrl } from '../session/address.ts'
import { authorization, callServer, connect } from '../session/connect.ts'
import { pathGiven } from '../session/input.ts'
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
      const answer = await originalOf(id)
      if (output === '-') {
        if (json) throw new Stop('usage', '--json goes with a file: standard output has the document.')
        await pipeline(answer, process.stdout, { end: false })
        return
      }
      const path = pathGiven(output)
      const bytes = await written(answer, path)
      if (json) return printData('document get', { document: id, file: path, bytes })
      say(`Wrote ${output}.`)
    })
}

const originalOf = async (id: string): Promise<Readable> => {
  const url = serverUrl()
  return callServer(async () => {
    const answer = await fetch(`${url}/api/documents/${encodeURIComponent(id)}/file`, {
      headers: authorization(url),
    })
    if (!answer.ok || answer.body === null)
      throw (await import('../session/failure.ts')).stopOfAnswer(
        answer.status,
        await answer.json().catch(() => null),
      )
    return Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0])
  })
}

/** Writes a new file and returns its size in bytes; an incomplete file is deleted. */
const written = async (from: Readable, path: string): Promise<number> => {
  const file = createWriteStream(path, { flags: 'wx' })
  let made = false
  file.once('open', () => {
    made = true
  })
  try {
    await pipeline(from, file)
    return file.bytesWritten
  } catch (error) {
    if (made) rmSync(path, { force: true })
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST')
      throw new Stop('usage', `${path} is there already.`, 'Give another name, or move it away first.')
    throw new Stop('fault', `The document could not be written to ${path} (${code ?? message}).`)
  }
}
