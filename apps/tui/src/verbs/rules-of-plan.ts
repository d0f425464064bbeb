import type { RagScheme } from '@beatbook/domain'
import { v7 as uuid } from 'uuid'
import { print, printJson, say } from '../output/print.ts'
import { asking, connect } from '../session/connect.ts'

/** `beatbook rules test SCHEME --plan PLAN`: what a scheme would change in a plan before it is adopted, and how it would have done. */
export const testRules = async (said: string, options: { plan: string; json?: boolean }): Promise<void> => {
  const client = connect()
  const scheme = await schemeGiven(client, said)
  const [whatIf, backTest] = await Promise.all([
    asking(() => client.schemes.whatIf.query({ plan: options.plan, scheme })),
    asking(() => client.schemes.backTest.query({ plan: options.plan, scheme })),
  ])
  if (options.json) return printJson({ plan: options.plan, scheme: { code: scheme.code, version: scheme.version }, whatIf, backTest })
  const { backTestSentences, dayWords } = await import('@beatbook/presentation')
  const { whatIfColumns, whatIfRows, whatIfSentence } = await import('../rules/what-if-lines.ts')
  const { printTable } = await import('../output/print-table.ts')
  print(`${scheme.title}, version ${scheme.version}, on ${options.plan}: ${whatIfSentence(whatIf)}`)
  if (whatIf.changes.length > 0) printTable(whatIfColumns, whatIfRows(whatIf))
  print()
  print(`Over the past, ${dayWords(backTest.from)} to ${dayWords(backTest.until)}`)
  for (const sentence of backTestSentences(backTest)) print(`  ${sentence}`)
  print()
  print('Nothing was changed. Adopt a scheme with “beatbook rules pin PLAN SCHEME”.')
}

/** `beatbook rules save FILE`: the next version of the scheme's code. One that somebody saved another version of since is refused. */
export const saveRules = async (file: string, options: { json?: boolean }): Promise<void> => {
  const { schemeIn } = await import('../rules/scheme-given.ts')
  const client = connect()
  const scheme = schemeIn(file)
  const known = (await asking(() => client.schemes.list.query())).some(({ code }) => code === scheme.code)
  // A new code begins at nought, whichever scheme the file was copied from.
  const from = known ? scheme.version : 0
  const outcome = await asking(() => client.commands.saveScheme.mutate({ commandId: uuid(), schemeId: uuid(), scheme: { ...scheme, version: from } }))
  if (options.json) return printJson({ scheme: { code: scheme.code, version: from + 1 }, position: outcome.position })
  say(`Saved as ${scheme.code}, version ${from + 1}. It colours a plan with “beatbook rules pin PLAN ${scheme.code}”.`)
}

/** `beatbook rules pin PLAN SCHEME`: colours a plan by a scheme's version from today. */
export const pinRules = async (code: string, schemeCode: string, options: { at?: number; json?: boolean }): Promise<void> => {
  const client = connect()
  const [plan, scheme] = await Promise.all([
    asking(() => client.plans.get.query({ plan: code })),
    asking(() => client.schemes.get.query({ code: schemeCode, ...(options.at === undefined ? {} : { version: options.at }) })),
  ])
  const seen = plan.scheme === null ? {} : { seen: { code: plan.scheme.code, version: plan.scheme.version } }
  const outcome = await asking(() =>
    client.commands.pinScheme.mutate({ commandId: uuid(), planId: plan.id, code: scheme.code, version: scheme.version, ...seen }),
  )
  if (options.json) return printJson({ plan: plan.code, scheme: { code: scheme.code, version: scheme.version }, position: outcome.position })
  say(`${plan.code} is coloured by ${scheme.title}, version ${scheme.version}, from today. The past keeps the rules that held then.`)
}

/** A scheme as it is named: a JSON file, or the code of one that the server knows. */
const schemeGiven = async (client: ReturnType<typeof connect>, said: string): Promise<RagScheme> => {
  const { isSchemeFile, schemeIn } = await import('../rules/scheme-given.ts')
  return isSchemeFile(said) ? schemeIn(said) : asking(() => client.schemes.get.query({ code: said }))
}
