import { Command, CommanderError } from 'commander'
import { type ExitName, exitCodes, exitMeanings, Stop } from './output/exit.ts'
import { complainOf } from './output/failed.ts'
import { formatAsked, takeNotes, useFormat } from './output/format.ts'
import { beQuiet, complain, warn, writeError, writeOut } from './output/print.ts'
import { chooseServer } from './session/address.ts'
import { addExamples } from './verbs/examples.ts'
import { examplesByHand } from './verbs/examples-by-hand.ts'
import { sharedWords, verbs } from './verbs/written.ts'

const derived = async () => (await import('./verbs/derived.ts')).derivedVerbs(Object.keys(verbs))

/**
 * Runs the command line with these arguments and resolves with the exit code. Without a verb it opens the
 * screens.
 */
export const run = async (args: readonly string[]): Promise<number> => {
  // What one command sets is not the next one's, where several run in one process.
  useFormat('text', null)
  beQuiet(false)
  process.exitCode = undefined
  process.stdout.on('error', unwritable)
  // If messages cannot be written either, there is nowhere else to report it.
  process.stderr.on('error', () => undefined)
  const word = wordIn(args) ?? ''
  const asked = verbs[word]
  const json = formatAsked(args) !== 'text'
  const all = asked === undefined || aboutAll.includes(word)
  const program = await programOf(
    all ? undefined : sharedWords.includes(word) ? [asked, derived] : [asked],
    json,
  )
  try {
    if (word === 'help' && (await printedGuide(args, program))) return exitCodes.ok
    await program.parseAsync(word === 'help' ? helpOf(args, program) : args, { from: 'user' })
    return Number(process.exitCode ?? exitCodes.ok)
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.ok
      if (json)
        complainOf(new Stop('usage', error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')), true)
      return exitCodes.usage
    }
    if (!(error instanceof Stop)) throw error
    // Loaded only after a failure, so that a successful command starts faster.
    const { withSuggestion } = await import('./session/suggest.ts')
    complainOf(await withSuggestion(error), json)
    return exitCodes[error.exit]
  } finally {
    for (const { message } of takeNotes()) warn(message)
  }
}

/** The first word of a command: no option, and no value of an option that every command has. */
const wordIn = (args: readonly string[]): string | undefined =>
  args.find((arg, at) => !arg.startsWith('-') && !takingValue.includes(args[at - 1] ?? ''))

/**
 * Prints the part of the guide that “help grid#board” or “help guide” asks for; `false` where the words are a command, or
 * no part of the guide.
 */
const printedGuide = async (args: readonly string[], program: Command): Promise<boolean> => {
  const words = wordsOfHelp(args)
  if (words.length === 0 || program.commands.some((command) => command.name() === words[0])) return false
  const { guideTopics, topicsFor } = await import('./session/guide.ts')
  const asked = words.join(' ')
  const parts = topicsFor(asked)
  if (asked === 'guide')
    writeOut(
      guideTopics()
        .map(({ topic, title }) => `${topic}  ${title}\n`)
        .join(''),
    )
  else writeOut(parts.map(({ title, text }) => `${title}\n\n${text}\n`).join('\n'))
  return asked === 'guide' || parts.length > 0
}

/** What help is asked about. */
const wordsOfHelp = (args: readonly string[]): string[] => args.filter((arg) => !arg.startsWith('-')).slice(1)

/** “help rules check” as “rules check --help”. Stops with exit 2 where there is no such command. */
const helpOf = (args: readonly string[], program: Command): string[] => {
  const words = wordsOfHelp(args)
  let at = program
  for (const word of words) {
    const next = at.commands.find((command) => command.name() === word)
    if (next === undefined)
      throw new Stop(
        'usage',
        `There is no command “${words.join(' ')}”, and no part of the guide.`,
        '“beatbook help guide” lists the parts of the guide.',
      )
    at = next
  }
  return [...words, '--help']
}

/** The words that need every command. */
const aboutAll: readonly string[] = ['complete', 'help', 'schema']

const takingValue: readonly string[] = ['--url', '--profile']

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
export const programOf = async (
  wanted = [...Object.values(verbs), derived],
  json = false,
): Promise<Command> => {
  const program = new Command('beatbook')
    .description('Beatbook in the terminal. Without a command it opens the screens.')
    .version(version, '--version')
    .option('-q, --quiet', 'no messages, only data')
    .option('--url <address>', 'the server, e.g. https://beatbook.force.example')
    .option('--profile <name>', 'the server of this name in config.json')
    .hook('preAction', async (command, verb) => {
      const { quiet, url, profile } = command.opts<{ quiet?: boolean; url?: string; profile?: string }>()
      if (quiet) beQuiet()
      chooseServer({ url, profile })
      await chooseFormat(verb)
    })
    .helpCommand('help [command...]', 'how a command is written, or a part of the guide')
    .exitOverride()
    // For programs an error in the arguments is one line of JSON, printed by `run`.
    .configureOutput({
      writeOut,
      writeErr: json ? () => undefined : writeError,
      outputError: (text, write) => write(text),
    })
    .showHelpAfterError('Run it with --help for how it is written.')
    .addHelpText(
      'before',
      () => `Examples:\n${examples.map(([line, means]) => `  ${line}\n      ${means}`).join('\n')}\n`,
    )
    .addHelpText(
      'after',
      () =>
        `\nExit codes:\n${exitLines().join('\n')}\n\nEnvironment:\n  BEATBOOK_URL    the server (http://127.0.0.1:4310); --url goes before it\n  BEATBOOK_PROFILE  the server of this name in config.json\n  BEATBOOK_TOKEN  a bearer token, instead of the one “login” keeps\n  NO_COLOR        no colours on the screens; so does FORCE_COLOR=0\n`,
    )
  for (const load of new Set(wanted)) {
    const verb = await load()
    verb(program)
  }
  for (const command of commandsOf(program)) {
    command.exitOverride()
    const ofVerb = examplesByHand[nameOf(command)]
    if (ofVerb !== undefined) addExamples(command, ofVerb)
    if (command.options.some(({ long }) => long === '--json'))
      for (const [flags, description] of dataOptions) command.option(flags, description)
  }
  program.allowExcessArguments().action(async () => {
    const [unknown] = program.args
    if (unknown !== undefined) {
      const { didYouMean } = await import('./output/nearest.ts')
      const names = program.commands.map((command) => command.name())
      const meant = didYouMean(unknown, names)
      throw new Stop(
        'usage',
        `There is no command “${unknown}”.`,
        [meant, '“beatbook --help” lists them all.'].filter(Boolean).join(' '),
      )
    }
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

/** The options of every verb with `--json`. */
const dataOptions = [
  ['--jsonl', 'as --json, but only the rows, one on each line'],
  ['--fields <names>', 'as --json, with only these fields of each row, e.g. address,timescale.latest'],
] as const

/** Sets how a verb prints its data; `--jsonl` and `--fields` include `--json`. */
const chooseFormat = async (verb: Command): Promise<void> => {
  const { json, jsonl, fields } = verb.optsWithGlobals<{
    json?: boolean
    jsonl?: boolean
    fields?: string
  }>()
  if (!json && !jsonl && fields === undefined) return
  const { fieldsGiven } = fields === undefined ? { fieldsGiven: null } : await import('./output/fields.ts')
  useFormat(jsonl ? 'jsonl' : 'json', fieldsGiven?.(nameOf(verb), fields ?? '') ?? null)
  verb.setOptionValue('json', true)
}

/** The words of a command: “rules check”. */
export const nameOf = (command: Command): string =>
  command.parent === null || command.parent.parent === null
    ? command.name()
    : `${nameOf(command.parent)} ${command.name()}`

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
