import { pipeline } from 'node:stream/promises'
import { type OutFormat, type OutQuestion, outFormatNames, outFormatOfName } from '@beatbook/contract'
import { counted } from '@beatbook/domain/english'
import { Option } from 'commander'
import { settingsOfForce } from '../column/force.ts'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { say, writeOut } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { pathGiven } from '../session/input.ts'
import { fileMade, saveNew } from '../session/save.ts'
import { viewNamed } from '../view/named.ts'
import { type TimeOptions, timesGiven } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'
import { narrowingTyped, whereOption } from './where.ts'

interface ExportOptions extends TimeOptions {
  readonly format?: OutFormat
  readonly output?: string
  readonly view?: string
  readonly where?: string
  readonly withdrawn?: 'with' | 'only'
  readonly perOwner?: boolean
  readonly json?: boolean
}

/** Formats whose files are no text: a terminal cannot show them. */
const binary: readonly OutFormat[] = ['xlsx', 'ods']

/** `beatbook export [PLAN…]`: plans as a file that people’s tools read. */
export const exportVerb: Verb = (program) => {
  program
    .command('export')
    .description('write plans to a file that other tools read')
    .argument('[plans...]', 'the plans’ codes; without one, every plan')
    .addOption(
      new Option(
        '--format <format>',
        'what is written; by default what the name of the file ends with',
      ).choices(outFormatNames),
    )
    .option('--output <file>', 'the new file to write (standard output)')
    .option('--per-owner', 'a file for each owner, together in a .zip file')
    .option('--view <name>', 'what a saved view of the plan shows; “beatbook views” lists them')
    .option(...whereOption)
    .addOption(
      new Option('--withdrawn <which>', 'withdrawn actions too, or only them').choices(['with', 'only']),
    )
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (plans: string[], options: ExportOptions) => {
      const { output = '-', perOwner = false } = options
      const format = options.format ?? outFormatOfName(output)
      if (format === null)
        throw new Stop(
          'usage',
          'Say with --format what is written.',
          `There are ${outFormatNames.join(', ')}. With --output FILE its name may say it.`,
        )
      if (options.json && output === '-')
        throw new Stop('usage', '--json goes with a file: standard output has the plan.')
      if (output === '-' && process.stdout.isTTY && (perOwner || binary.includes(format)))
        throw new Stop(
          'usage',
          'A terminal cannot show this file.',
          'Say with --output FILE where it is written.',
        )
      const client = connect()
      const times = await timesGiven(options)
      const [settings, ...known] = await callServer(() =>
        Promise.all([
          settingsOfForce(client),
          ...plans.map((plan) => client.plans.get.query({ plan, ...times })),
        ]),
      )
      const [only = null] = known.length === 1 ? known : []
      const view =
        options.view === undefined ? null : (await viewNamed(client, options.view, only?.id ?? null)).view
      const question: Partial<OutQuestion> = {
        plans: known.map(({ id }) => id),
        format,
        filter: {
          ...view?.filter,
          ...(await narrowingTyped(client, options.where, only, settings)),
          ...(options.withdrawn ? { withdrawn: options.withdrawn } : {}),
        } as OutQuestion['filter'],
        perOwner,
        ...times,
      }
      const { content, headers } = await fileMade('/api/exports', question)
      const actions = Number(headers.get('x-beatbook-actions'))
      if (output === '-') {
        // A terminal gets no control characters of the content; a file and a pipe get it as it is.
        if (!process.stdout.isTTY) return pipeline(content, process.stdout, { end: false })
        const parts: Buffer[] = []
        for await (const part of content) parts.push(part as Buffer)
        return writeOut(Buffer.concat(parts).toString('utf8'))
      }
      const path = pathGiven(output)
      const bytes = await saveNew(content, path)
      if (options.json)
        return printData(
          'export',
          { plans: known.map(({ code }) => code), file: path, format, bytes, actions },
          times,
        )
      say(`Wrote ${counted(actions, 'action')} to ${output}.`)
    })
}
