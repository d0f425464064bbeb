import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Stop } from '../output/exit.ts'
import { print, say } from '../output/print.ts'
import { pathGiven } from '../session/input.ts'
import type { Verb } from './verb.ts'

/** `beatbook read FILE…`: what a reader makes of documents, without a server. Each file fails alone; one failure makes the exit code 1. */
export const readVerb: Verb = (program) => {
  program
    .command('read')
    .description('what Beatbook makes of documents; needs no server and keeps nothing')
    .argument('<file...>', 'text, Markdown, HTML, CSV, TSV, .docx or .xlsx; “-” reads standard input')
    .option('--json', 'the whole reading, one JSON object a line for each file')
    .option('--quarters <kind>', 'financial (Q1 is April to June) or calendar', 'financial')
    .action(async (files: string[], options: { json?: boolean; quarters: string }) => {
      if (options.quarters !== 'financial' && options.quarters !== 'calendar')
        throw new Stop('usage', `“${options.quarters}” after --quarters is neither financial nor calendar.`)
      const { limits, publishDraft, readDocument } = await import('@beatbook/documents')
      const { draftReport, readFailureSentence } = await import('@beatbook/presentation')
      let failed = 0
      for (const file of files) {
        const name = file === '-' ? 'standard input' : basename(file)
        const opened = bytesOf(file, limits.fileBytes)
        const read =
          'failure' in opened ? { ok: false as const, error: opened.failure } : await readDocument(name, opened.bytes, { quarters: options.quarters })
        if (!read.ok) {
          failed += 1
          say('message' in read.error ? read.error.message : readFailureSentence(read.error, name))
        } else if (options.json) print(JSON.stringify(publishDraft(read.value)))
        else for (const line of draftReport(read.value)) print(line)
      }
      if (failed > 0) process.exitCode = 1
    })
}

const bytesOf = (
  file: string,
  most: number,
): { bytes: Uint8Array } | { failure: { message: string } | { code: 'too-large'; args: Record<string, number> } } => {
  try {
    if (file !== '-') {
      const size = statSync(pathGiven(file))
      if (size.isDirectory()) return { failure: { message: `${file} is a folder. Name the documents in it.` } }
      if (size.size > most) return { failure: { code: 'too-large', args: { most: most / 1024 / 1024 } } }
    }
    return { bytes: new Uint8Array(readFileSync(file === '-' ? 0 : pathGiven(file))) }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    return {
      failure: {
        message:
          code === 'ENOENT'
            ? `There is no file ${file}. Check the name.`
            : `${file} cannot be opened (${code ?? 'unknown error'}). Check that you may read it.`,
      },
    }
  }
}
