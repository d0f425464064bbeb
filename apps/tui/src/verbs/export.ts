import { pipeline } from 'node:stream/promises'
import {
  type OutFormat,
  type OutQuestion,
  outFormatNames,
  outFormatOfName,
  type PaperQuestion,
  paperFormats,
} from '@beatbook/contract'
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
import { collect, dayGiven, type TimeOptions, timesGiven } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'
import { narrowingTyped, whereOption } from './where.ts'

interface ExportOptions extends TimeOptions {
  readonly format?: OutFormat
  readonly output?: string
  readonly view?: string
  readonly where?: string
  readonly withdrawn?: 'with' | 'only'
  readonly perOwner?: boolean
  readonly paper?: boolean
  readonly title?: string
  readonly board?: string
  readonly agenda?: string
  readonly meeting?: string
  readonly presenter?: string
  readonly purpose?: string
  readonly recommendation?: readonly string[]
  readonly author?: string
  readonly compareWith?: string
  readonly json?: boolean
}

/** Formats whose files are no text: a terminal cannot show them. */
const binary: readonly OutFormat[] = ['xlsx', 'ods', 'docx', 'pdf']

/** `beatbook export [PLAN…]`: plans as a file that people’s tools read. */
export const exportVerb: Verb = (program) => {
  program
    .command('export')
    .description('write plans to a file that other tools read')
    .argument('[plans...]', 'the plans’ codes, or the address of one action; without any, every plan')
    .addOption(
      new Option(
        '--format <format>',
        'what is written; by default what the name of the file ends with',
      ).choices(outFormatNames),
    )
    .option('--output <file>', 'the new file to write (standard output)')
    .option('--per-owner', 'a file for each owner, together in a .zip file')
    .option('--paper', 'a board paper of the plan, as .docx or .pdf')
    .option('--title <words>', 'the title of the board paper')
    .option('--board <name>', 'the board it goes to')
    .option('--agenda <number>', 'its number on the agenda')
    .option('--meeting <day>', 'the day of the meeting')
    .option('--presenter <name>', 'who presents it')
    .option('--purpose <words>', 'what it is for')
    .addOption(
      new Option('--recommendation <words>', 'what the board is asked; may be repeated').argParser(collect),
    )
    .option('--author <name>', 'who wrote it')
    .option('--compare-with <day>', 'an earlier day that the board paper compares with')
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
      const action = plans.find((plan) => plan.includes('/'))
      if ((options.paper || action !== undefined) && !paperFormats.includes(format))
        throw new Stop(
          'usage',
          options.paper
            ? 'A board paper is a .docx or .pdf file.'
            : 'One action is written as a .docx or .pdf file.',
          'Say so with --format, or with the name after --output.',
        )
      if (options.paper && plans.length !== 1)
        throw new Stop('usage', 'A board paper is of one plan.', 'Name its code.')
      const client = connect()
      const times = await timesGiven(options)
      const [settings, ...known] = await callServer(() =>
        Promise.all([
          settingsOfForce(client),
          ...plans
            .filter((plan) => !plan.includes('/'))
            .map((plan) => client.plans.get.query({ plan, ...times })),
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
        ...(options.paper ? { paper: await paperGiven(options) } : {}),
        ...(action === undefined ? {} : { action }),
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

/** What the options say about a board paper. */
const paperGiven = async (options: ExportOptions): Promise<PaperQuestion> => {
  const { title, board, agenda, presenter, purpose, recommendation, author } = options
  const meeting = await dayGiven(options.meeting, '--meeting')
  const compareWith = await dayGiven(options.compareWith, '--compare-with')
  return {
    ...(title === undefined ? {} : { title }),
    ...(board === undefined ? {} : { board }),
    ...(agenda === undefined ? {} : { agenda }),
    ...(meeting === undefined ? {} : { date: meeting }),
    ...(presenter === undefined ? {} : { presenter }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(author === undefined ? {} : { author }),
    ...(compareWith === undefined ? {} : { compareWith }),
    recommendations: [...(recommendation ?? [])],
  }
}
