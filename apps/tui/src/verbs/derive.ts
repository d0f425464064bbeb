import { allAggregates, type CommandName, commands } from '@beatbook/domain'
import { codeInside } from '@beatbook/domain/english'
import { commandTitle, type Field, fieldsOf, idsMade, valueGiven } from '@beatbook/presentation'
import { type Command, Option } from 'commander'
import { v7 as uuid } from 'uuid'
import type { Question } from '../aggregate/question.ts'
import { Stop } from '../output/exit.ts'
import { addExamples, examplesOf } from './examples.ts'
import { collect, dayGiven, takesAway } from './given.ts'
import { statedFields } from './subject.ts'
import { jsonOption } from './verb.ts'
import { sharedWords } from './written.ts'

/**
 * Runs a command with its input as typed (`resolveSubject`); `json` where the result is wanted as versioned
 * JSON.
 */
export type RunCommand = (
  name: CommandName,
  input: Readonly<Record<string, unknown>>,
  json: boolean,
) => Promise<void>

/**
 * Adds a verb to `program` for each command that has none by hand (`isWritten`): its path from its definition,
 * its arguments and options from the schema of its input.
 */
export const deriveCommands = (program: Command, written: readonly string[], run: RunCommand): void => {
  for (const name of Object.keys(commands) as CommandName[]) {
    if (!isWritten(pathOf(commands[name].cli), written)) commandVerb(program, name, run)
  }
}

/**
 * Adds a verb to `program` for each aggregate with a view whose plural is not among `written`. `more` are
 * further options, whose values `ask` gets.
 */
export const deriveQuestions = <Options>(
  program: Command,
  written: readonly string[],
  ask: (question: Question, options: Options) => Promise<void>,
  more: readonly (readonly [flags: string, description: string])[],
): void => {
  for (const { kind, view } of allAggregates) {
    if (view === null || written.includes(view.plural)) continue
    const verb = program
      .command(view.plural)
      .description(`every ${codeInside(kind)} there is, or one of them by its id`)
      .argument('[id]', 'the one to show')
      .option('--history', 'what happened to it, oldest first')
    for (const [flags, description] of more) verb.option(flags, description)
    verb.action(async (id: string | undefined, { history, ...options }: Options & { history?: boolean }) => {
      if (history && id === undefined)
        throw new Stop(
          'usage',
          '--history needs the id of the one whose history to show.',
          `“beatbook ${view.plural}” lists them with their ids.`,
        )
      const question = { kind, plural: view.plural, id: id ?? null, history: history === true }
      await ask(question, options as Options)
    })
  }
}

/** The words of each derived verb, without its arguments: `force name`, `areas`. */
export const derivedPaths = (written: readonly string[]): readonly (readonly string[])[] =>
  [
    ...Object.values(commands).map(({ cli }) => pathOf(cli)),
    ...allAggregates.flatMap(({ view }) => (view === null ? [] : [[view.plural]])),
  ].filter((path) => !isWritten(path, written))

/** Whether a verb by hand, of which `written` are the first words, is there for a path. */
const isWritten = ([word = '', next]: readonly string[], written: readonly string[]): boolean =>
  written.includes(word) && !(sharedWords.includes(word) && next !== undefined)

const pathOf = (cli: string): string[] => cli.split(' ').filter((word) => word !== word.toUpperCase())

const commandVerb = (program: Command, name: CommandName, run: RunCommand): void => {
  const { cli } = commands[name]
  const fields = fieldsOf(commands[name])
  const path = pathOf(cli)
  const named = cli
    .split(' ')
    .filter((word) => word === word.toUpperCase())
    .map((word) => word.toLowerCase())
  const verb = path.slice(1).reduce((parent, word) => below(parent, word), below(program, path[0] ?? name))
  verb.description(lowered(commandTitle(name)))
  for (const each of named) {
    const field = fields.find((one) => wordOf(one) === each)
    verb.argument(`<${each}>`, field === undefined ? '' : describe(field))
  }
  const options = fields.filter((field) => !named.includes(wordOf(field)))
  for (const field of options) verb.addOption(optionOf(field))
  const examples = examplesOf[name]
  if (examples !== undefined) addExamples(verb, examples)
  verb.option(...jsonOption).action(async (...given: unknown[]) => {
    // A verb by hand above this one (“action”) takes the options that both have.
    const flags: { json?: boolean } & Readonly<Record<string, unknown>> = verb.optsWithGlobals()
    const input: Record<string, unknown> = { ...idsMade(commands[name], uuid) }
    for (const [at, each] of named.entries()) {
      const field = fields.find((one) => wordOf(one) === each)
      if (field !== undefined) input[field.name] = given[at]
    }
    for (const field of options) {
      const value = await optionValue(field, flags[keyOf(field)])
      if (value !== undefined) input[field.name] = value
    }
    await run(name, input, flags.json === true)
  })
}

const below = (parent: Command, word: string): Command =>
  parent.commands.find((each) => each.name() === word) ??
  parent.command(word).description(`what there is to do with ${codeInside(word)}`)

/** The word in capitals for a field in the path of a command, in small letters. */
const wordOf = (field: Field): string => statedOf(field)?.word ?? field.name.toLowerCase()

/** How a field is stated; one that only says yes or no is none of those, whatever its name. */
const statedOf = ({ name, kind }: Field) => (kind === 'yes-no' ? undefined : statedFields[name])

const flagOf = (field: Field): string =>
  statedOf(field)?.flag ?? field.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** The name under which the value of a field's option is found. */
const keyOf = (field: Field): string =>
  (statedOf(field)?.flag ?? field.name).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const optionOf = (field: Field): Option => {
  const stated = statedOf(field)
  const option = new Option(`--${flagOf(field)} ${stated?.takes ?? takes[field.kind]}`, describe(field))
  if (stated?.many) option.argParser((value: string, all: readonly string[] = []) => collect(value, all))
  return option.makeOptionMandatory(field.required)
}

const takes: Readonly<Record<Field['kind'], string>> = {
  line: '<words>',
  text: '<words>',
  day: '<date>',
  number: '<number>',
  choice: '<choice>',
  'yes-no': '<yes or no>',
  list: '<words...>',
  json: '<json>',
}

const describe = (field: Field): string => {
  const { hint, choices, clearable } = field
  const stated = statedOf(field)?.hint
  return [
    lowered(stated ?? hint),
    ...(choices.length === 0 ? [] : [`one of ${choices.join(', ')}`]),
    ...(clearable && stated === undefined ? ['“none” takes it away'] : []),
  ].join('; ')
}

/** A sentence in the style of the help: without its capital and its full stop. */
const lowered = (sentence: string): string =>
  `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`.replace(/\.$/, '')

const optionValue = async (field: Field, given: unknown): Promise<unknown> => {
  if (given === undefined) return undefined
  if (statedOf(field)?.many) return given
  if (field.clearable && takesAway(String(given))) return null
  if (field.kind === 'yes-no') return yesOrNo(String(given), `--${flagOf(field)}`)
  if (field.kind === 'day')
    return dayGiven(String(given), `--${flagOf(field)}`, field.name === 'on' ? 'past' : 'future')
  return valueGiven(field, Array.isArray(given) ? given.join('\n') : String(given))
}

/** Whether a flag is set; stops with exit 2 where neither yes nor no is written. */
const yesOrNo = (written: string, option: string): boolean => {
  const said = written.trim().toLowerCase()
  if (said === 'yes' || said === 'no') return said === 'yes'
  throw new Stop('usage', `“${written}” after ${option} is neither yes nor no.`)
}
