import type { Client } from '@beatbook/api/client'
import { commands } from '@beatbook/domain'
import { commandOutcome, idCreated } from '@beatbook/presentation'
import { Command, CommanderError } from 'commander'
import { Stop } from '../output/exit.ts'
import { sendNamed } from '../session/send.ts'
import { deriveCommands } from '../verbs/derive.ts'
import { verbs } from '../verbs/written.ts'

/** The result of a typed command, or why it could not be parsed. */
export type Typed = { readonly done: string } | { readonly error: string }

/**
 * Runs a command typed on the `:` line of the screens, in the syntax of the command line: `force name
 * "Bridewell Police" --from 1/4/27`. `null` where its first word is not a derived command. Rejects where the
 * server refuses it.
 */
export const runTyped = async (line: string, client: Client): Promise<Typed | null> => {
  const words = wordsOf(line)
  let complaint = ''
  let done = ''
  const program = new Command('')
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {}, outputError: (text) => (complaint = text) })
  deriveCommands(program, Object.keys(verbs), async (name, input) => {
    const outcome = await sendNamed(client, name, input)
    done = commandOutcome(name, outcome, idCreated(commands[name], input))
  })
  if (!program.commands.some((each) => each.name() === words[0])) return null
  try {
    await program.parseAsync(words, { from: 'user' })
    return { done }
  } catch (error) {
    if (error instanceof Stop) return { error: error.message }
    if (!(error instanceof CommanderError)) throw error
    const message = complaint.replace(/^error: /, '').trim() || 'It is not complete.'
    return { error: `${message.charAt(0).toUpperCase()}${message.slice(1)}` }
  }
}

/** The words of a line; quoted text is one word, together with what is directly before it. */
export const wordsOf = (line: string): string[] =>
  [...line.matchAll(/([^\s"“]*)(?:"([^"]*)"|“([^”]*)”)|(\S+)/g)].map(
    ([, before = '', plain, curly, bare]) => bare ?? `${before}${plain ?? curly ?? ''}`,
  )
