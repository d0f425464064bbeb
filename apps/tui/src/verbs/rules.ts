import type { RagRulesSummary } from '@beatbook/contract'
import { printData } from '../output/data.ts'
import { exitCodes, Stop } from '../output/exit.ts'
import { print, say } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { wholeNumber } from './given.ts'
import { jsonOption, type Verb } from './verb.ts'

/** `beatbook rules …`: lists, shows and checks RAG rules. */
export const rulesVerb: Verb = (program) => {
  const rules = program.command('rules').description('RAG rules: what rates actions')
  rules
    .command('list')
    .description(
      'the rules there are, and the plans they rate; without a server, those that come with Beatbook',
    )
    .option(...jsonOption)
    .action(list)
  rules
    .command('show')
    .description('the levels of RAG rules, and each rule in a sentence')
    .argument('<rules>', 'their code')
    .option('--at <version>', 'a version of it (the newest)')
    .option('--json', 'the rules as JSON, as “rules check” and “rules save” take it')
    .action(show)
  rules
    .command('check')
    .description('whether a file of rules can be saved, and what is odd in it; ends with 7 when it cannot')
    .argument('<file>', 'rules as JSON; “-” reads standard input')
    .option(...jsonOption)
    .action(check)
  rules
    .command('save')
    .description(
      'save a file of rules as the next version of their code; they rate nothing until they are pinned',
    )
    .argument('<file>', 'rules as JSON; its version is the one it was made from')
    .option(...jsonOption)
    .action(async (file: string, options: { json?: boolean }) =>
      (await import('./rules-of-plan.ts')).saveRules(file, options),
    )
  rules
    .command('test')
    .description(
      'what rules would change in a plan today and over the next quarter, and how they would have done; changes nothing',
    )
    .argument('<rules>', 'their code, or a JSON file')
    .requiredOption('--plan <code>', 'the plan to try it on')
    .option(...jsonOption)
    .action(async (ragRules: string, options: { plan: string; json?: boolean }) =>
      (await import('./rules-of-plan.ts')).testRules(ragRules, options),
    )
  rules
    .command('pin')
    .description('rate a plan by rules from today; the past keeps the rules that held then')
    .argument('<plan>', 'a plan’s code')
    .argument('<rules>', 'their code')
    .option('--at <version>', 'a version of it (the newest)')
    .option(...jsonOption)
    .action(async (plan: string, ragRules: string, { at, json }: { at?: string; json?: boolean }) =>
      (await import('./rules-of-plan.ts')).pinRules(plan, ragRules, {
        ...(at === undefined ? {} : { at: wholeNumber(at, '--at') }),
        ...(json === undefined ? {} : { json }),
      }),
    )
}

const list = async (options: { json?: boolean }): Promise<void> => {
  const allRagRules = await availableRagRules()
  if (options.json) return printData('rules list', { ragRules: allRagRules })
  const { printTable } = await import('../output/print-table.ts')
  const rows = allRagRules.map((ragRules) => [
    ragRules.code,
    String(ragRules.version),
    ragRules.title,
    ragRules.levels.map(({ shape, letter }) => `${shape} ${letter}`).join('  '),
    ragRules.plans.join(', ') || '–',
    ragRules.waitsFor.join('; ') || '–',
  ])
  const columns = [
    { heading: 'CODE' },
    { heading: 'VERSION', right: true },
    { heading: 'TITLE', flexible: true, least: 20 },
    { heading: 'LEVELS', flexible: true, drop: 2 },
    { heading: 'RATES', flexible: true, drop: 1 },
    { heading: 'WAITS FOR', flexible: true, drop: 3 },
  ]
  printTable(columns, rows)
}

/**
 * The server's rules; only the built-in ones, with a message, where no server answers or nobody is signed in.
 */
const availableRagRules = async (): Promise<RagRulesSummary[]> => {
  try {
    return await callServer(() => connect().ragRules.list.query())
  } catch (error) {
    if (!(error instanceof Stop) || (error.exit !== 'fault' && error.exit !== 'signedOut')) throw error
    say(`${error.message} Only the rules that come with Beatbook are listed.`, 'server-not-asked')
    const { ragPresets } = await import('@beatbook/domain')
    return ragPresets.map(({ code, version, title, description, levels, waitsFor = [] }) => ({
      ...{ code, version, title, description, levels: [...levels], waitsFor: [...waitsFor] },
      builtIn: true,
      plans: [],
    }))
  }
}

const show = async (code: string, options: { at?: string; json?: boolean }): Promise<void> => {
  const { presetOf } = await import('../rag-rules/given.ts')
  const version = options.at === undefined ? undefined : wholeNumber(options.at, '--at')
  const asked = { code, ...(version === undefined ? {} : { version }) }
  const ragRules = presetOf(code, version) ?? (await callServer(() => connect().ragRules.get.query(asked)))
  if (options.json) return printData('rules show', ragRules)
  const { ragRulesReport } = await import('../rag-rules/report.ts')
  for (const line of ragRulesReport(ragRules)) print(line)
}

const check = async (file: string, options: { json?: boolean }): Promise<void> => {
  const { checkFile } = await import('../rag-rules/given.ts')
  const { checked, given } = checkFile(file)
  const faults = checked.ok ? [] : checked.error
  const flags = checked.ok ? checked.value.flags : []
  if (!checked.ok) process.exitCode = exitCodes.refused
  if (options.json) return printData('rules check', { file, ok: checked.ok, faults, flags })
  const { findingLines } = await import('../rag-rules/report.ts')
  for (const line of findingLines([...faults, ...flags], given)) print(line)
  if (!checked.ok) say(`${file} cannot be saved.`)
  else
    say(
      flags.length === 0 ? `${file} can be saved.` : `${file} can be saved; look at what is odd in it first.`,
    )
}
