import type { Command } from 'commander'
import { Stop } from '../output/exit.ts'
import { print, printJson } from '../output/print.ts'
import type { Verb } from './verb.ts'

/** `beatbook schema [VERB]`: the JSON Schema of what a verb prints with `--json`. */
export const schemaVerb: Verb = (program) => {
  program
    .command('schema')
    .description('the JSON Schema of what a command prints with --json, or takes in “apply”')
    .argument('[verb...]', 'the command, e.g. rules list; “error” is what a failure prints; all without it')
    .option('--input <command>', 'instead, what a line of “apply” holds for this command, e.g. edit-action')
    .action(async (words: string[], { input }: { input?: string }) => {
      const z = await import('zod')
      const { commands } = await import('@beatbook/domain')
      if (input !== undefined) {
        const known = Object.entries(commands).find(([name]) => name === input)
        if (known === undefined)
          throw new Stop(
            'notFound',
            `There is no command “${input}”.`,
            `There are: ${Object.keys(commands).join(', ')}.`,
          )
        return printJson(z.toJSONSchema(known[1].input, { io: 'input', unrepresentable: 'any' }))
      }
      const { envelopeOf, failure, shapesOfVerb } = await import('../output/schemas.ts')
      const verbs = verbsWithData(program)
      const name = words.join(' ')
      if (name === '') {
        for (const verb of verbs)
          print(`${verb}  ${(shapesOfVerb(verb, true) ?? []).map(({ kind }) => kind).join(', ')}`)
        return print('error')
      }
      if (name === 'error') return printJson(z.toJSONSchema(failure))
      const shapes = verbs.includes(name) ? shapesOfVerb(name, true) : null
      if (shapes === null)
        throw new Stop(
          'notFound',
          `There is no command “${name}” that prints JSON.`,
          '“beatbook schema” lists them all.',
        )
      const [first, ...others] = shapes.map(envelopeOf)
      if (first === undefined) return
      printJson(
        z.toJSONSchema(others.length === 0 ? first : z.union([first, ...others]), { unrepresentable: 'any' }),
      )
    })
}

/** The words of every command under `of` that has `--json`. */
export const verbsWithData = (of: Command, above = ''): string[] =>
  of.commands.flatMap((command) => {
    const name = `${above}${command.name()}`
    const own = command.options.some(({ long }) => long === '--json')
    return [...(own ? [name] : []), ...verbsWithData(command, `${name} `)]
  })
