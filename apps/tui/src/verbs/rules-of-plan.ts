import type { RagRules } from '@beatbook/domain'
import { v7 as uuid } from 'uuid'
import { printData } from '../output/data.ts'
import { printOutcome } from '../output/outcome.ts'
import { print, say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'

/**
 * `beatbook rules test RULES --plan PLAN`: what rules would change in a plan before they are adopted, and how
 * they would have performed.
 */
export const testRules = async (value: string, options: { plan: string; json?: boolean }): Promise<void> => {
  const client = connect()
  const ragRules = await ragRulesGiven(client, value)
  const [whatIf, backTest] = await Promise.all([
    callServer(() => client.ragRules.whatIf.query({ plan: options.plan, ragRules })),
    callServer(() => client.ragRules.backTest.query({ plan: options.plan, ragRules })),
  ])
  if (options.json)
    return printData('rules test', {
      plan: options.plan,
      ragRules: { code: ragRules.code, version: ragRules.version },
      whatIf,
      backTest,
    })
  const { backTestSentences, dayWords } = await import('@beatbook/domain/english')
  const { whatIfColumns, whatIfRows, whatIfSentence } = await import('../rag-rules/what-if-lines.ts')
  const { printTable } = await import('../output/print-table.ts')
  print(`${ragRules.title}, version ${ragRules.version}, on ${options.plan}: ${whatIfSentence(whatIf)}`)
  if (whatIf.changes.length > 0) printTable(whatIfColumns, whatIfRows(whatIf))
  print()
  print(`Over the past, ${dayWords(backTest.from)} to ${dayWords(backTest.until)}`)
  for (const sentence of backTestSentences(backTest)) print(`  ${sentence}`)
  print()
  print('Nothing was changed. Adopt rules with “beatbook rules pin PLAN RULES”.')
}

/**
 * `beatbook rules save FILE`: saves the next version of a code. Refused where somebody has saved another
 * version since.
 */
export const saveRules = async (file: string, options: { json?: boolean }): Promise<void> => {
  const { ragRulesIn } = await import('../rag-rules/given.ts')
  const client = connect()
  const ragRules = ragRulesIn(file)
  const known = (await callServer(() => client.ragRules.list.query())).some(
    ({ code }) => code === ragRules.code,
  )
  // A new code starts at 0, whichever rules the file was copied from.
  const from = known ? ragRules.version : 0
  const commandId = uuid()
  const outcome = await callServer(() =>
    client.commands.saveRagRules.mutate({
      commandId,
      ragRulesId: uuid(),
      ragRules: { ...ragRules, version: from },
    }),
  )
  if (options.json)
    return printOutcome('save-rag-rules', commandId, outcome, {
      ragRules: { code: ragRules.code, version: from + 1 },
    })
  say(
    `Saved as ${ragRules.code}, version ${from + 1}. They rate a plan with “beatbook rules pin PLAN ${ragRules.code}”.`,
  )
}

/** `beatbook rules pin PLAN RULES`: rates a plan by a version of rules from today. */
export const pinRules = async (
  code: string,
  ragRulesCode: string,
  options: { at?: number; json?: boolean },
): Promise<void> => {
  const client = connect()
  const [plan, ragRules] = await Promise.all([
    callServer(() => client.plans.get.query({ plan: code })),
    callServer(() =>
      client.ragRules.get.query({
        code: ragRulesCode,
        ...(options.at === undefined ? {} : { version: options.at }),
      }),
    ),
  ])
  const seen =
    plan.ragRules === null ? {} : { seen: { code: plan.ragRules.code, version: plan.ragRules.version } }
  const commandId = uuid()
  const outcome = await callServer(() =>
    client.commands.pinRagRules.mutate({
      commandId,
      planId: plan.id,
      code: ragRules.code,
      version: ragRules.version,
      ...seen,
    }),
  )
  if (options.json)
    return printOutcome('pin-rag-rules', commandId, outcome, {
      plan: plan.code,
      ragRules: { code: ragRules.code, version: ragRules.version },
    })
  say(
    `${plan.code} is rated by ${ragRules.title}, version ${ragRules.version}, from today. The past keeps the rules that held then.`,
  )
}

/** Rules given as a JSON file or as a code that the server knows. */
const ragRulesGiven = async (client: ReturnType<typeof connect>, value: string): Promise<RagRules> => {
  const { isRulesFile, ragRulesIn } = await import('../rag-rules/given.ts')
  return isRulesFile(value) ? ragRulesIn(value) : callServer(() => client.ragRules.get.query({ code: value }))
}
