import { Command, CommanderError } from 'commander'
import { type ExitName, exitCodes, exitMeanings, Stop } from './output/exit.ts'
import { beQuiet } from './output/print.ts'
import { actionVerb } from './verbs/action.ts'
import { actionsVerb } from './verbs/actions.ts'
import { historyVerb } from './verbs/history.ts'
import { importVerb } from './verbs/import.ts'
import { plansVerb } from './verbs/plans.ts'
import { readVerb } from './verbs/read.ts'
import { signInVerbs } from './verbs/sign-in.ts'
import { undoVerb } from './verbs/undo.ts'
import { updateVerb } from './verbs/update.ts'
import type { Verb } from './verbs/verb.ts'
import { withdrawVerb } from './verbs/withdraw.ts'

const verbs: readonly Verb[] = [readVerb, importVerb, plansVerb, actionsVerb, actionVerb, historyVerb, updateVerb, undoVerb, withdrawVerb, signInVerbs]

/** Runs the command line with these arguments and gives the exit code. Without a verb it opens the screens. */
export const run = async (args: readonly string[]): Promise<number> => {
  // A reader that closes early (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.ok)
    throw error
  })
  const program = programOf()
  try {
    await program.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? exitCodes.ok)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    if (!(error instanceof Stop)) throw error
    process.stderr.write(`${error.message}\n${error.hint === null ? '' : `${error.hint}\n`}`)
    return exitCodes[error.exit]
  }
}

/** The whole command line, as data for its help, its documentation and its tests. */
export const programOf = (): Command => {
  const program = new Command('beatbook')
    .description('Beatbook in the terminal. Without a command it opens the screens.')
    .version(version, '--version')
    .option('-q, --quiet', 'no messages, only data')
    .hook('preAction', (command) => {
      if (command.opts<{ quiet?: boolean }>().quiet) beQuiet()
    })
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) })
    .showHelpAfterError('Run it with --help for how it is written.')
    .addHelpText(
      'after',
      () =>
        `\nExamples:\n${examples.map(([line, means]) => `  ${line.padEnd(46)} ${means}`).join('\n')}\n\nExit codes:\n${exitLines().join('\n')}\n\nEnvironment:\n  BEATBOOK_URL    the server (http://127.0.0.1:4310)\n  BEATBOOK_TOKEN  a bearer token, instead of the one “login” keeps\n`,
    )
  for (const verb of verbs) verb(program)
  for (const command of program.commands) command.exitOverride()
  program.action(async () => {
    if (!process.stdin.isTTY || !process.stdout.isTTY)
      throw new Stop('usage', 'The screens need a terminal.', 'Use a command instead: “beatbook plans --json”, “beatbook --help”.')
    const { openScreens } = await import('./screens/open.tsx')
    process.exitCode = await openScreens()
  })
  return program
}

const exitLines = (): string[] => (Object.keys(exitCodes) as ExitName[]).map((name) => `  ${String(exitCodes[name]).padStart(3)}  ${exitMeanings[name]}`)

const examples: readonly (readonly [string, string])[] = [
  ['beatbook read plan.docx', 'what Beatbook makes of a document'],
  ['beatbook import plan.docx', 'make it a live plan, deciding what is open'],
  ['beatbook actions charter --level red', 'the actions declared red'],
  ['beatbook actions charter --as-at 2026-03-31 --json', 'the plan as it stood'],
  ['beatbook update charter/32 --text "16 fitted"', 'record an update'],
]

const version = '0.1.0'
