import { readFileSync } from 'node:fs'
import { type CommandName, commands } from '@beatbook/domain'
import { idsMade } from '@beatbook/presentation'
import { v7 as uuid } from 'uuid'
import type * as z from 'zod'
import { printData } from '../output/data.ts'
import { type ExitName, exitCodes, Stop } from '../output/exit.ts'
import { print, say } from '../output/print.ts'
import type { DataOf } from '../output/schemas.ts'
import { callServer, connect } from '../session/connect.ts'
import { stopOf } from '../session/failure.ts'
import { pathGiven } from '../session/input.ts'
import { sendNamed } from '../session/send.ts'
import { resolveSubject } from './subject.ts'
import { jsonOption, type Verb } from './verb.ts'

interface ApplyOptions {
  readonly dryRun?: boolean
  readonly goOn?: boolean
  readonly json?: boolean
}
type Line = DataOf<'apply'>['lines'][number]

/** What became of a line, and how it ends the command where it was refused. */
interface Applied {
  readonly line: Line
  readonly exit: ExitName | null
}

/** `beatbook apply FILE`: sends the commands of a file, one line of JSON each. */
export const applyVerb: Verb = (program) => {
  program
    .command('apply')
    .description('send commands from a file, one on each line as {"command": "edit-action", "input": {…}}')
    .argument('<file>', 'the commands; “-” reads standard input')
    .option('--dry-run', 'check every line and what it names, and send nothing')
    .option('--go-on', 'go on after a line that is refused; otherwise what follows is not sent')
    .option(...jsonOption)
    .addHelpText(
      'after',
      '\n“beatbook schema --input edit-action” prints what an input may have. In place of ids it takes what people\nwrite: an address as actionId, a code as planId, a title as sectionId, names as owners. A commandId may be\nleft out; a line with its own is recorded once, however often it is sent.\n',
    )
    .action(async (file: string, options: ApplyOptions) => {
      const client = connect()
      const lines: Line[] = []
      let failed: ExitName | null = null
      let over = false
      // Ctrl-C lets the line that was sent be answered, and sends no more.
      const interrupt = () => {
        failed = 'interrupted'
        over = true
      }
      process.on('SIGINT', interrupt)
      for (const [at, written] of writtenIn(file)) {
        const { line, exit }: Applied = over
          ? { line: { ...blank(at), result: 'not-sent' as const }, exit: null }
          : await applied(client, at, written, options.dryRun ?? false)
        lines.push(line)
        if (exit !== null) {
          failed ??= exit
          // A server that does not answer, or does not know the person, refuses every further line too.
          over ||= exit === 'fault' || exit === 'signedOut' || !(options.goOn || options.dryRun)
        }
        if (!options.json) print(wordsOf(line))
      }
      process.off('SIGINT', interrupt)
      const of = lines.filter(({ result }) => result === 'refused').length
      if (options.json) printData('apply', { file, dryRun: options.dryRun ?? false, lines })
      else if (lines.length === 0) say(`${file} has no commands.`)
      else if (options.dryRun) say(of === 0 ? 'Every line fits. Nothing was sent.' : 'Nothing was sent.')
      if (failed !== null) process.exitCode = exitCodes[failed]
    })
}

/** The lines of a file that are not empty, with their numbers. Stops with exit 1 where it cannot be read. */
const writtenIn = (file: string): (readonly [number, string])[] => {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : pathGiven(file), 'utf8')
  } catch {
    throw new Stop('fault', `There is no file ${file} that can be read. Check the name.`)
  }
  return text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [[at + 1, line] as const]))
}

const blank = (line: number): Line => ({
  line,
  command: null,
  result: 'refused',
  commandId: null,
  position: null,
  error: null,
})

/**
 * Sends the command of a line, or for a dry run only checks it. What is wrong with the line is in its error,
 * with how the command ends where it is the first.
 */
const applied = async (
  client: ReturnType<typeof connect>,
  at: number,
  written: string,
  dryRun: boolean,
): Promise<Applied> => {
  let line = blank(at)
  try {
    const { name, given } = commandIn(written)
    line = { ...line, command: name, commandId: String(given['commandId']) }
    const input = await resolveSubject(client, name, given)
    const fits = commands[name].input.safeParse(input)
    if (!fits.success) throw inputStop(fits.error)
    if (dryRun) return { line: { ...line, result: 'fits' }, exit: null }
    const { position, unchanged } = await callServer(() => sendNamed(client, name, input))
    return { line: { ...line, result: unchanged ? 'unchanged' : 'recorded', position }, exit: null }
  } catch (error) {
    const stop = stopOf(error)
    const { code, args } = stop.why
    return { line: { ...line, error: { code, args: { ...args }, message: stop.message } }, exit: stop.exit }
  }
}

const commandIn = (written: string): { name: CommandName; given: Record<string, unknown> } => {
  let read: unknown
  try {
    read = JSON.parse(written)
  } catch (error) {
    throw new Stop('usage', `This is not JSON: ${(error as Error).message}.`)
  }
  const { command, input, ...others } = (typeof read === 'object' && read !== null ? read : {}) as Record<
    string,
    unknown
  >
  if (typeof command !== 'string' || !Object.hasOwn(commands, command))
    throw new Stop('usage', `There is no command ${JSON.stringify(command ?? null)}.`)
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new Stop('usage', 'A line has “command” and “input”, which is an object.')
  const [stranger] = Object.keys(others)
  if (stranger !== undefined) throw new Stop('usage', `“${stranger}” stands beside “input”; move it into it.`)
  const name = command as CommandName
  const update = name === 'record-update' ? { updateId: uuid() } : {}
  return { name, given: { ...idsMade(commands[name], uuid), ...update, ...input } }
}

const inputStop = (error: z.ZodError): Stop => {
  const [issue] = error.issues
  const path = issue?.path.map(String).join('.') ?? ''
  return new Stop(
    'usage',
    path === ''
      ? 'The input does not fit the command.'
      : `What is given for “${path}” does not fit the command.`,
    null,
    { code: 'bad-input', args: { path, rule: issue?.code ?? '' } },
  )
}

const wordsOf = ({ line, command, result, commandId, error }: Line): string =>
  `${line}  ${results[result]}  ${command ?? '–'}${result === 'recorded' ? `  ${commandId}` : ''}${error === null ? '' : `  ${error.message}`}`

const results: Readonly<Record<Line['result'], string>> = {
  recorded: 'recorded',
  unchanged: 'unchanged',
  fits: 'fits',
  refused: 'refused',
  'not-sent': 'not sent',
}
