import type { AggregateEvent } from '@beatbook/contract'
import { commands } from '@beatbook/domain'
import { idsSent } from '@beatbook/presentation'
import { askAggregates } from '../aggregate/ask.ts'
import type { Question } from '../aggregate/question.ts'
import { printList } from '../output/data.ts'
import { printOutcome } from '../output/outcome.ts'
import { paperWidth } from '../output/paper.ts'
import { print, say } from '../output/print.ts'
import { sayRemoved } from '../output/removed.ts'
import { callServer, connect } from '../session/connect.ts'
import { sendNamed } from '../session/send.ts'
import { answerOf } from './answer.ts'
import { deriveCommands, deriveQuestions } from './derive.ts'
import { type TimeOptions, type Times, timesGiven } from './given.ts'
import { resolveSubject } from './subject.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

/**
 * The derived verbs: one for each command whose first word has no verb of its own, and one for each aggregate
 * whose queries derive from its view. `written` are the words that have a hand-written verb.
 */
export const derivedVerbs =
  (written: readonly string[]): Verb =>
  (program) => {
    deriveCommands(program, written, async (name, typed, json) => {
      const client = connect()
      const { input, outcome, answer } = await callServer(async () => {
        const input = await resolveSubject(client, name, typed)
        const outcome = await sendNamed(client, name, input)
        return { input, outcome, answer: await answerOf(client, name, input, outcome) }
      })
      await sayRemoved(
        ...Object.values(typed).map((value) => (typeof value === 'string' ? value : undefined)),
      )
      for (const { code, message } of json ? answer.notes : []) say(message, code)
      const ids = idsSent(commands[name], input)
      if (json) return printOutcome(name, ids['commandId'] ?? '', outcome, { ...ids, ...answer.about })
      say(answer.words)
      for (const { code, message } of answer.notes) say(message, code)
      if (!outcome.unchanged && commands[name].capability === 'edit')
        say(`Undo it with “beatbook undo --command ${ids['commandId']}”.`)
    })
    deriveQuestions(
      program,
      written,
      async (question, options: TimeOptions & { json?: boolean }) => {
        const times = await timesGiven(options)
        const answer = await callServer(() => askAggregates(connect(), question, times))
        if (options.json) return printAnswer(question, answer, times)
        if (question.history) {
          const { historyLines } = await import('../aggregate/history.ts')
          for (const { text } of historyLines(answer as AggregateEvent[], paperWidth())) print(text)
          return
        }
        const { aggregateTable, noneYet } = await import('../aggregate/table.ts')
        const { columns, rows } = aggregateTable(question, answer)
        if (rows.length === 0) return say(noneYet(question.kind))
        const { printTable } = await import('../output/print-table.ts')
        printTable(columns, rows)
      },
      [asAtOption, knownAtOption, jsonOption],
    )
  }

/** Prints the answer to a derived question for programs: a list, one, or the history of one, oldest first. */
const printAnswer = ({ kind, plural, id, history }: Question, answer: unknown, times: Times): void => {
  if (id === null) printList({ kind: plural, rows: plural }, { [plural]: answer }, times)
  else if (history) printList({ kind: `${kind}-history`, rows: 'history' }, { history: answer }, times)
  else printList({ kind, rows: null }, answer as Readonly<Record<string, unknown>>, times)
}
