import { Command, CommanderError } from 'commander'
import { type ExitName, exitCodes, exitMeanings, Stop } from './output/exit.ts'
import { beQuiet, complain, writeError, writeOut } from './output/print.ts'
import { sharedWords, verbs } from './verbs/written.ts'

const derived = async () => (await import('./verbs/derived.ts')).derivedVerbs(Object.keys(verbs))

/**
 * Runs the command line with these arguments and resolves with the exit code. Without a verb it opens the
 * screens.
 */
export const run = async (args: readonly string[]): Promise<number> => {
  process.stdout.on('error', unwritable)
  // If messages cannot be written either, there is nowhere else to report it.
  process.stderr.on('error', () => undefined)
  const word = args.find((arg) => !arg.startsWith('-')) ?? ''
  const asked = verbs[word]
  const program = await programOf(
    asked === undefined ? undefined : sharedWords.includes(word) ? [asked, derived] : [asked],
  )
  try {
    await program.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? exitCodes.ok)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    if (!(error instanceof Stop)) throw error
    complain(error.message)
    if (error.hint !== null) complain(error.hint)
    return exitCodes[error.exit]
  }
}

/**
 * Ends the command if its output cannot be written: silently if the reader has closed (`| head`), otherwise
 * with the reason.
 */
const unwritable = (error: NodeJS.ErrnoException): never => {
  if (error.code === 'EPIPE') process.exit(exitCodes.ok)
  complain(
    error.code === 'ENOSPC'
      ? 'The output could not be written: there is no space left for it.'
      : `The output could not be written (${error.code ?? error.message}).`,
  )
  process.exit(exitCodes.fault)
}

/**
 * The command line as data: complete for its help, its documentation and its tests, or only with some verbs.
 */
export const programOf = async (wanted = [...Object.values(verbs), derived]): Promise<Command> => {
  const program = new Command('beatbook')
    .description('Beatbook in the terminal. Without a command it opens the screens.')
    .version(version, '--version')
    .option('-q, --quiet', 'no messages, only data')
    .hook('preAction', (command) => {
      if (command.opts<{ quiet?: boolean }>().quiet) beQuiet()
    })
    .exitOverride()
    .configureOutput({ writeOut, writeErr: writeError, outputError: (text, write) => write(text) })
    .showHelpAfterError('Run it with --help for how it is written.')
    .addHelpText(
      'after',
      () =>
        `\nExamples:\n${examples.map(([line, means]) => `  ${line.padEnd(46)} ${means}`).join('\n')}\n\nExit codes:\n${exitLines().join('\n')}\n\nEnvironment:\n  BEATBOOK_URL    the server (http://127.0.0.1:4310)\n  BEATBOOK_TOKEN  a bearer token, instead of the one “login” keeps\n  NO_COLOR        no colours on the screens; so does FORCE_COLOR=0\n`,
    )
  for (const load of new Set(wanted)) {
    const verb = await load()
    verb(program)
  }
  for (const command of commandsOf(program)) command.exitOverride()
  program.allowExcessArguments().action(async () => {
    const [unknown] = program.args
    if (unknown !== undefined)
      throw new Stop('usage', `There is no command “${unknown}”.`, '“beatbook --help” lists them all.')
    if (!process.stdin.isTTY || !process.stdout.isTTY)
      throw new Stop(
        'usage',
        'The screens need a terminal.',
        'Use a command instead: “beatbook plans --json”, “beatbook --help”.',
      )
    if (process.env.TERM === 'dumb')
      throw new Stop(
        'usage',
        'The screens need a terminal that can move its cursor; TERM says “dumb”.',
        'Use a command instead: “beatbook plans”, “beatbook --help”.',
      )
    const { openScreens } = await import('./screens/open.tsx')
    process.exitCode = await openScreens()
  })
  return program
}

/** Every command, including subcommands. */
export const commandsOf = (command: Command): Command[] =>
  command.commands.flatMap((each) => [each, ...commandsOf(each)])

const exitLines = (): string[] =>
  (Object.keys(exitCodes) as ExitName[]).map(
    (name) => `  ${String(exitCodes[name]).padStart(3)}  ${exitMeanings[name]}`,
  )

const examples: readonly (readonly [string, string])[] = [
  ['beatbook read plan.docx', 'what Beatbook makes of a document'],
  ['beatbook import plan.docx', 'make it a live plan, deciding what is open'],
  ['beatbook actions charter --level red', 'the actions declared red'],
  ['beatbook why charter/18', 'why it has its level, and what would turn it green'],
  ['beatbook forecast charter --until 2027-03-31', 'what turns, and when, if nobody writes'],
  ['beatbook actions charter --as-at 2026-03-31 --json', 'the plan as it stood'],
  ['beatbook update charter/32 --text "16 fitted"', 'record an update'],
]

const version = '0.1.0'
