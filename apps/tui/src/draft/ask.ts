import { createInterface } from 'node:readline/promises'
import {
  type Decision,
  type Draft,
  type Finding,
  type PlanDifference,
  readDayFrom,
  visibleText,
} from '@beatbook/domain'
import { choiceSentence, findingLine } from '@beatbook/presentation'
import { Stop } from '../output/exit.ts'
import { say } from '../output/print.ts'
import { londonToday } from '../session/today.ts'

/** Asks questions on the terminal, one line each. Ctrl-C and the end of input stop the command. */
export const asker = (): { question: (text: string) => Promise<string>; close: () => void } => {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new Promise<never>((_, reject) => {
    lines.once('SIGINT', () =>
      reject(new Stop('interrupted', 'Stopped. Nothing was accepted; the draft is kept for 30 days.')),
    )
    lines.once('close', () =>
      reject(new Stop('interrupted', 'Stopped. Nothing was accepted; the draft is kept for 30 days.')),
    )
  })
  ended.catch(() => undefined)
  return {
    question: (text) => Promise.race([lines.question(visibleText(text)), ended]),
    close: () => lines.close(),
  }
}
type Asker = ReturnType<typeof asker>

/** Asks the person to choose for a finding. An empty answer takes the cautious choice. */
export const askDecision = async (ask: Asker, draft: Draft, finding: Finding): Promise<Decision | null> => {
  say(`\n${findingLine(draft, finding)}`)
  for (const [at, choice] of finding.choices.entries())
    say(
      `  ${at + 1}  ${choiceSentence(choice, finding.code)}${choice.cautious ? ' (kept unless you choose)' : ''}`,
    )
  for (;;) {
    const answer = (await ask.question('Choose a number, or press Enter: ')).trim()
    if (answer === '') return null
    const choice = finding.choices[Number(answer) - 1]
    if (choice === undefined) continue
    if (!choice.asks) return { finding: finding.key, choice: choice.code }
    const day = readDayFrom((await ask.question('Which day? ')).trim(), londonToday())
    if (day !== null) return { finding: finding.key, choice: choice.code, given: day }
    say('That is not a day. Write it as 29/06/22 or “29 June 2022”.')
  }
}

/** Asks whether a plan of the draft revises the plan it resembles. */
export const askRevision = async (ask: Asker, difference: PlanDifference): Promise<boolean> => {
  for (;;) {
    const answer = (
      await ask.question(
        `This seems to be a new version of “${difference.title}” (${difference.code}). Revise that plan? [yes/no] `,
      )
    )
      .trim()
      .toLowerCase()
    if (/^y(es)?$/.test(answer)) return true
    if (/^no?$/.test(answer)) return false
  }
}
