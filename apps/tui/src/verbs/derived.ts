import { allAggregates, commands, type View } from '@beatbook/domain'
import { commandOutcome, idCreated, idsSent } from '@beatbook/presentation'
import type { Command } from 'commander'
import { printJson, say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { sendNamed } from '../session/send.ts'
import { deriveCommands } from './derive.ts'
import { type TimeOptions, timesGiven, timesJson } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

/**
 * The derived verbs: one for each command whose first word has no verb of its own, and one for each aggregate
 * whose queries derive from its view. `written` are the words that have a hand-written verb.
 */
export const derivedVerbs =
  (written: readonly string[]): Verb =>
  (program) => {
    deriveCommands(program, written, async (name, input, json) => {
      const outcome = await callServer(() => sendNamed(connect(), name, input))
      const { unchanged, position } = outcome
      if (json) return printJson({ command: name, unchanged, position, ...idsSent(commands[name], input) })
      say(commandOutcome(name, outcome, idCreated(commands[name], input)))
    })
    for (const { kind, view } of allAggregates)
      if (view !== null && !written.includes(view.plural)) questionVerb(program, kind, view)
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
    .action(async (id: string | undefined, options: TimeOptions & { history?: boolean; json?: boolean }) => {
      const times = await timesGiven(options)
      const ask = (connect() as unknown as Record<string, Record<'list' | 'get' | 'history', Asking>>)[
        view.plural
      ] as Record<'list' | 'get' | 'history', Asking>
      const answer = await callServer(() =>
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
