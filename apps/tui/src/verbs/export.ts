import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { OutFormat } from '@beatbook/documents'
import { counted } from '@beatbook/domain/english'
import { Option } from 'commander'
import { settingsOfForce } from '../column/force.ts'
import { printData } from '../output/data.ts'
import { Stop } from '../output/exit.ts'
import { say, writeOut } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { pathGiven } from '../session/input.ts'
import { listActions } from '../session/pages.ts'
import { saveNew } from '../session/save.ts'
import { londonToday } from '../session/today.ts'
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
  readonly json?: boolean
}

/** `beatbook export PLAN`: a plan as a file that people's tools read. */
export const exportVerb: Verb = (program) => {
  program
    .command('export')
    .description('write a plan to a file that other tools read')
    .argument('<plan>', 'a plan’s code')
    .addOption(
      new Option(
        '--format <format>',
        'what is written; by default what the name of the file ends with',
      ).choices(['csv', 'md', 'html']),
    )
    .option('--output <file>', 'the new file to write (standard output)')
    .option('--view <name>', 'what a saved view of the plan shows; “beatbook views” lists them')
    .option(...whereOption)
    .addOption(
      new Option('--withdrawn <which>', 'withdrawn actions too, or only them').choices(['with', 'only']),
    )
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (plan: string, options: ExportOptions) => {
      const { formatOfName, outFormats, planOut } = await import('@beatbook/documents')
      const { output = '-' } = options
      const format = options.format ?? formatOfName(output)
      if (format === null)
        throw new Stop(
          'usage',
          'Say with --format what is written.',
          `There are ${Object.keys(outFormats).join(', ')}. With --output FILE its name may say it.`,
        )
      if (options.json && output === '-')
        throw new Stop('usage', '--json goes with a file: standard output has the plan.')
      const client = connect()
      const times = await timesGiven(options)
      const [known, settings, { force }] = await callServer(() =>
        Promise.all([
          client.plans.get.query({ plan, ...times }),
          settingsOfForce(client),
          client.session.me.query(),
        ]),
      )
      const view = options.view === undefined ? null : (await viewNamed(client, options.view, known.id)).view
      const { rows } = await listActions(
        client,
        {
          ...view?.filter,
          ...(await narrowingTyped(client, options.where, known, settings)),
          ...(options.withdrawn ? { withdrawn: options.withdrawn } : {}),
          plan: known.id,
          ...times,
        },
        Number.POSITIVE_INFINITY,
      )
      const out = planOut({
        ...{ force, plan: known, rows, columns: settings.columns },
        asAt: times.asAt ?? londonToday(),
      })
      const text = outFormats[format].write(out)
      // A terminal gets no control characters of the content; a file and a pipe get it as it is.
      if (output === '-' && process.stdout.isTTY) return writeOut(text)
      if (output === '-') return pipeline(Readable.from([text]), process.stdout, { end: false })
      const path = pathGiven(output)
      const bytes = await saveNew(Readable.from([text]), path)
      if (options.json)
        return printData(
          'export',
          { plan: known.code, file: path, format, bytes, actions: rows.length },
          times,
        )
      say(`Wrote ${counted(rows.length, 'action')} to ${output}.`)
    })
}
