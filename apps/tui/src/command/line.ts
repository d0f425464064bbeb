import type { Client } from '@beatbook/api/client'
import { Command, CommanderError } from 'commander'
import type { Question } from '../aggregate/question.ts'
import { Stop } from '../output/exit.ts'
import { sendNamed } from '../session/send.ts'
import { answerOf } from '../verbs/answer.ts'
import { deriveCommands, derivedPaths, deriveQuestions } from '../verbs/derive.ts'
import { resolveSubject } from '../verbs/subject.ts'
import { verbs } from '../verbs/written.ts'
import { wordsOf } from './words.ts'

/**
 * The result of a typed command, with its id unless it changed nothing; the question that was typed; or why it could
 * not be parsed.
 */
export type Typed =
  | { readonly done: string; readonly about: string; readonly commandId: string | null }
  | { readonly question: Question }
  | { readonly error: string }

/**
 * Runs a command typed on the `:` line of the screens, in the syntax of the command line: `force name
 * "Bridewell Police" --from 1/4/27`. A question (`areas`) is only parsed: a screen asks it. `null` where the
 * first word is no derived verb. A command on an action that names none is on `here`. Rejects where the server refuses
 * the command.
 */
export const runTyped = async (
  line: string,
  client: Client,
  here: string | null = null,
): Promise<Typed | null> => {
  const typed = await runWords(wordsOf(line), client)
  const path = derivedPaths(Object.keys(verbs)).find((each) =>
    each.every((word, at) => wordsOf(line)[at] === word),
  )
  const lacksAddress =
    typed !== null && 'error' in typed && /Missing required argument .address/.test(typed.error)
  if (!lacksAddress || here === null || path === undefined) return typed
  return runWords([...path, here, ...wordsOf(line).slice(path.length)], client)
}

const runWords = async (words: readonly string[], client: Client): Promise<Typed | null> => {
  let complaint = ''
  let typed: Typed = { error: 'It is not complete.' }
  const program = new Command('')
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {}, outputError: (text) => (complaint = text) })
  const written = Object.keys(verbs)
  deriveCommands(program, written, async (name, given) => {
    const input = await resolveSubject(client, name, given)
    const outcome = await sendNamed(client, name, input)
    const { words, notes } = await answerOf(client, name, input, outcome)
    const [done = '', ...about] = words.split(/\n\s*/)
    const commandId = outcome.unchanged ? null : String(input['commandId'])
    const said = [...about, ...notes.map(({ message }) => message)]
    typed = { done, about: said.join(' · '), commandId }
  })
  deriveQuestions(
    program,
    written,
    async (question) => {
      typed = { question }
    },
    [],
  )
  const verb = program.commands.find((each) => each.name() === words[0])
  if (verb === undefined) return null
  try {
    await program.parseAsync([...words], { from: 'user' })
    return typed
  } catch (error) {
    if (error instanceof Stop) return { error: error.message }
    if (!(error instanceof CommanderError)) throw error
    const message = complaint.replace(/^error: /, '').trim() || 'It is not complete.'
    return { error: `${message.charAt(0).toUpperCase()}${message.slice(1)}` }
  }
}
