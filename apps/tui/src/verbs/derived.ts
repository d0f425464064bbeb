import { procedureName } from '@beatbook/api/client'
import { allAggregates, type CommandName, commands, type View } from '@beatbook/domain'
import { commandDone, commandTitle, type Field, fieldsOf, valueGiven } from '@beatbook/presentation'
import type { Command } from 'commander'
import { v7 as uuid } from 'uuid'
import { printJson, say } from '../output/print.ts'
import { asking, connect } from '../session/connect.ts'
import { dayGiven, type TimesSaid, timesGiven, timesJson } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

/**
 * The verbs that nobody wrote: one for each command whose first word has no verb of its own, its options made of
 * its input's schema, and one for each aggregate whose questions derive from its view. `written` are the
 * words that have a verb.
 */
export const derivedVerbs =
  (written: readonly string[]): Verb =>
  (program) => {
    for (const name of Object.keys(commands) as CommandName[]) {
      const [word = ''] = commands[name].cli.split(' ')
      if (!written.includes(word)) commandVerb(program, name)
    }
    for (const { kind, view } of allAggregates)
      if (view !== null && !written.includes(view.plural)) questionVerb(program, kind, view)
  }

const commandVerb = (program: Command, name: CommandName): void => {
  const { cli } = commands[name]
  const fields = fieldsOf(commands[name])
  const words = cli.split(' ')
  const path = words.filter((word) => word !== word.toUpperCase())
  const named = words.filter((word) => word === word.toUpperCase()).map((word) => word.toLowerCase())
  const verb = path.slice(1).reduce((parent, word) => below(parent, word), below(program, path[0] ?? name))
  verb.description(lowered(commandTitle(name)))
  for (const each of named) {
    const field = fields.find((one) => one.name.toLowerCase() === each)
    verb.argument(`<${each}>`, lowered(field?.hint ?? ''))
  }
  const options = fields.filter((field) => !named.includes(field.name.toLowerCase()))
  for (const field of options) {
    const flags = `--${flagOf(field)}${takes[field.kind]}`
    if (field.required) verb.requiredOption(flags, describe(field))
    else verb.option(flags, describe(field))
  }
  verb.option(...jsonOption).action(async (...given: unknown[]) => {
    const said = given[named.length] as Record<string, unknown> & { json?: boolean }
    const input: Record<string, unknown> = { commandId: uuid() }
    for (const [at, each] of named.entries()) {
      const field = fields.find((one) => one.name.toLowerCase() === each)
      if (field !== undefined) input[field.name] = given[at]
    }
    for (const field of options) {
      const value = await optionValue(field, said[field.name])
      if (value !== undefined) input[field.name] = value
    }
    const send = connect().commands as unknown as Record<string, Sending>
    const outcome = await asking(() => (send[procedureName(name)] as Sending).mutate(input))
    if (said.json)
      return printJson({ command: name, unchanged: outcome.unchanged, position: outcome.position })
    say(outcome.unchanged ? 'Nothing changed: the record says so already.' : commandDone(name))
  })
}

interface Sending {
  mutate(input: unknown): Promise<{ readonly position: number; readonly unchanged: boolean }>
}

const below = (parent: Command, word: string): Command =>
  parent.commands.find((each) => each.name() === word) ??
  parent.command(word).description(`what there is to do with ${word}`)

const flagOf = (field: Field): string => field.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const takes: Readonly<Record<Field['kind'], string>> = {
  line: ' <words>',
  text: ' <words>',
  day: ' <date>',
  number: ' <number>',
  choice: ' <choice>',
  'yes-no': ' <yes or no>',
  list: ' <words...>',
  json: ' <json>',
}

const describe = ({ hint, choices }: Field): string =>
  [lowered(hint), ...(choices.length === 0 ? [] : [`one of ${choices.join(', ')}`])].join('; ')

/** A sentence as the help has it: without its capital and its full stop. */
const lowered = (sentence: string): string =>
  `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, '')

const optionValue = async (field: Field, given: unknown): Promise<unknown> => {
  if (given === undefined) return undefined
  if (field.kind === 'day') return dayGiven(String(given), `--${flagOf(field)}`)
  return valueGiven(field, Array.isArray(given) ? given.join('\n') : String(given))
}

const questionVerb = (program: Command, kind: string, view: View): void => {
  program
    .command(view.plural)
    .description(`every ${kind} there is, or one of them by its id`)
    .argument('[id]', 'the one to show')
    .option('--history', 'what happened to it, oldest first')
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (id: string | undefined, options: TimesSaid & { history?: boolean; json?: boolean }) => {
      const times = await timesGiven(options)
      const ask = (connect() as unknown as Record<string, Record<'list' | 'get' | 'history', Asking>>)[
        view.plural
      ] as Record<'list' | 'get' | 'history', Asking>
      const answer = await asking(() =>
        id === undefined
          ? ask.list.query(times)
          : (options.history ? ask.history : ask.get).query({ ...times, id }),
      )
      if (options.json) return printJson({ ...timesJson(times), [view.plural]: answer })
      const rows = ([answer].flat() as Record<string, unknown>[]).map((row) =>
        Object.fromEntries(Object.entries(row).filter(([, value]) => typeof value !== 'object')),
      )
      if (rows.length === 0) return say(`There is no ${kind} yet.`)
      const { printTable } = await import('../output/print-table.ts')
      const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
      printTable(
        names.map((name) => ({ heading: name.toUpperCase(), flexible: true })),
        rows.map((row) => names.map((name) => String(row[name] ?? '–'))),
      )
    })
}

interface Asking {
  query(input: unknown): Promise<unknown>
}
