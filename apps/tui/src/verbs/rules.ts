import type { SchemeSummary } from '@beatbook/domain'
import { exitCodes, Stop } from '../output/exit.ts'
import { print, printJson, say } from '../output/print.ts'
import { asking, connect } from '../session/connect.ts'
import { wholeNumber } from './given.ts'
import { jsonOption, type Verb } from './verb.ts'

/** `beatbook rules …`: the RAG schemes there are, one in sentences, and a file of one held to what a scheme must be. */
export const rulesVerb: Verb = (program) => {
  const rules = program.command('rules').description('RAG schemes: the rules that colour actions')
  rules
    .command('list')
    .description('the schemes there are, and the plans they colour; without a server, those that come with Beatbook')
    .option(...jsonOption)
    .action(list)
  rules
    .command('show')
    .description('a scheme’s levels and rules in sentences')
    .argument('<scheme>', 'its code')
    .option('--json', 'the scheme as JSON, as “rules check” and “rules save” take it')
    .action(show)
  rules
    .command('check')
    .description('whether a scheme file can be saved, and what is odd in it; ends with 7 when it cannot')
    .argument('<file>', 'a scheme as JSON; “-” reads standard input')
    .option(...jsonOption)
    .action(check)
  rules
    .command('save')
    .description('save a scheme file as the next version of its code; colours nothing until it is pinned')
    .argument('<file>', 'a scheme as JSON; its version is the one it was made from')
    .option(...jsonOption)
    .action(async (file: string, options: { json?: boolean }) => (await import('./rules-of-plan.ts')).saveRules(file, options))
  rules
    .command('test')
    .description('what a scheme would change in a plan today and over the next quarter, and how it would have done; changes nothing')
    .argument('<scheme>', 'its code, or a JSON file')
    .requiredOption('--plan <code>', 'the plan to try it on')
    .option(...jsonOption)
    .action(async (scheme: string, options: { plan: string; json?: boolean }) => (await import('./rules-of-plan.ts')).testRules(scheme, options))
  rules
    .command('pin')
    .description('colour a plan by a scheme from today; the past keeps the rules that held then')
    .argument('<plan>', 'a plan’s code')
    .argument('<scheme>', 'its code')
    .option('--at <version>', 'a version of it (the newest)')
    .option(...jsonOption)
    .action(async (plan: string, scheme: string, { at, json }: { at?: string; json?: boolean }) =>
      (await import('./rules-of-plan.ts')).pinRules(plan, scheme, {
        ...(at === undefined ? {} : { at: wholeNumber(at, '--at') }),
        ...(json === undefined ? {} : { json }),
      }),
    )
}

const list = async (options: { json?: boolean }): Promise<void> => {
  const schemes = await schemesThere()
  if (options.json) return printJson({ schemes })
  const { printTable } = await import('../output/print-table.ts')
  const rows = schemes.map((scheme) => [
    scheme.code,
    String(scheme.version),
    scheme.title,
    scheme.levels.map(({ shape, letter }) => `${shape} ${letter}`).join('  '),
    scheme.plans.join(', ') || '–',
    scheme.waitsFor.join('; ') || '–',
  ])
  const columns = [
    { heading: 'CODE' },
    { heading: 'VERSION', right: true },
    { heading: 'TITLE', flexible: true, least: 20 },
    { heading: 'LEVELS', flexible: true, drop: 2 },
    { heading: 'COLOURS', flexible: true, drop: 1 },
    { heading: 'WAITS FOR', flexible: true, drop: 3 },
  ]
  printTable(columns, rows)
}

/** The server's schemes; those that ship where none answers or nobody is signed in, as a message says. */
const schemesThere = async (): Promise<SchemeSummary[]> => {
  try {
    return await asking(() => connect().schemes.list.query())
  } catch (error) {
    if (!(error instanceof Stop) || (error.exit !== 'fault' && error.exit !== 'signedOut')) throw error
    say(`${error.message} Only the schemes that come with Beatbook are listed.`)
    const { ragPresets } = await import('@beatbook/domain')
    return ragPresets.map(({ code, version, title, description, levels, waitsFor = [] }) => ({
      ...{ code, version, title, description, levels: [...levels], waitsFor: [...waitsFor] },
      builtIn: true,
      plans: [],
    }))
  }
}

const show = async (code: string, options: { json?: boolean }): Promise<void> => {
  const { presetOf } = await import('../rules/scheme-given.ts')
  const scheme = presetOf(code) ?? (await asking(() => connect().schemes.get.query({ code })))
  if (options.json) return printJson({ scheme })
  const { schemeReport } = await import('../rules/report.ts')
  for (const line of schemeReport(scheme)) print(line)
}

const check = async (file: string, options: { json?: boolean }): Promise<void> => {
  const { checkFile } = await import('../rules/scheme-given.ts')
  const { checked, given } = checkFile(file)
  const faults = checked.ok ? [] : checked.error
  const flags = checked.ok ? checked.value.flags : []
  if (!checked.ok) process.exitCode = exitCodes.refused
  if (options.json) return printJson({ file, ok: checked.ok, faults, flags })
  const { findingLines } = await import('../rules/report.ts')
  for (const line of findingLines([...faults, ...flags], given)) print(line)
  if (!checked.ok) say(`${file} cannot be saved.`)
  else say(flags.length === 0 ? `${file} can be saved.` : `${file} can be saved; look at what is odd in it first.`)
}
