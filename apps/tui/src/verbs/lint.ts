import { statSync } from 'node:fs'
import type { LintGiven, SeveritiesByCode, Violation } from '@beatbook/domain'
import { exitCodes, Stop } from '../output/exit.ts'
import { print, printJson, say } from '../output/print.ts'
import { asking, connect } from '../session/connect.ts'
import { quartersOption, readFileGiven } from '../session/document.ts'
import { pathGiven } from '../session/input.ts'
import { collect, type Times, type TimesSaid, timesGiven, timesJson } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

interface LintOptions extends TimesSaid {
  readonly severity: string[]
  readonly keep?: boolean
  readonly period?: string
  readonly scheme?: string
  readonly quarters: string
  readonly json?: boolean
}

/** `beatbook lint PLAN|FILE…`: holds plans and documents to the rules. Exit 7 where a rule of severity error is broken, 1 where a file cannot be read. */
export const lintVerb: Verb = (program) => {
  program
    .command('lint')
    .description('hold plans and documents to the rules; ends with 7 when one of severity error is broken')
    .argument('<what...>', 'plans’ codes, or documents, which need no server; “-” reads standard input')
    .option('--severity <code=severity>', 'how grave a rule is: error, warning, info or off; may be repeated', collect, [])
    .option('--keep', 'keep the severities given on the plans: every lint of them then goes by them')
    .option('--period <from..to>', 'the reporting period, both days included: what had no update in it is found')
    .option('--scheme <scheme>', 'for documents: a RAG scheme’s code or JSON file; levels outside it are found')
    .option(...quartersOption)
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (subjects: string[], options: LintOptions) => {
      const { londonToday } = await import('../session/today.ts')
      const { periodGiven, severitiesGiven } = await import('../lint/options.ts')
      const times = await timesGiven(options)
      const today = times.asAt ?? londonToday()
      const severities = severitiesGiven(options.severity)
      const period = periodGiven(options.period)
      const levels = options.scheme === undefined ? undefined : await levelsOf(options.scheme)
      const given = { today, ...(period ? { period } : {}), ...(levels ? { levels } : {}) }
      const { breaksAnError } = await import('../lint/report.ts')
      if (options.keep) await keep(subjects, severities)
      let broken = false
      let unread = false
      for (const subject of subjects) {
        const violations = isFile(subject) ? await lintFile(subject, given, severities, options) : await lintPlan(subject, given, severities, times, options)
        if (violations === null) unread = true
        else broken ||= breaksAnError(violations)
      }
      if (broken) process.exitCode = exitCodes.refused
      else if (unread) process.exitCode = exitCodes.fault
    })
}

const keep = async (subjects: readonly string[], severities: SeveritiesByCode): Promise<void> => {
  const file = subjects.find(isFile)
  if (file !== undefined) throw new Stop('usage', `“${file}” is a document, and --keep keeps severities on plans.`, 'Leave --keep out, or name plans only.')
  if (Object.keys(severities).length === 0) throw new Stop('usage', '--keep has nothing to keep.', 'Say what with --severity CODE=error, warning, info or off.')
  const { keepSeverities } = await import('../lint/keep.ts')
  for (const plan of subjects) await keepSeverities(plan, severities)
}

/** A plan's code is a word of letters, digits and hyphens; what has a dot or a path, or lies here under that name, is a file. */
const isFile = (said: string): boolean => said === '-' || /[./\\]/.test(said) || statSync(pathGiven(said), { throwIfNoEntry: false })?.isFile() === true

const lintPlan = async (plan: string, given: LintGiven, severities: SeveritiesByCode, times: Times, options: LintOptions): Promise<Violation[]> => {
  const { period } = given
  const client = connect()
  const [view, lint] = await Promise.all([
    asking(() => client.plans.get.query({ plan, ...times })),
    asking(() => client.plans.lint.query({ plan, severities, ...(period ? { period } : {}), ...times })),
  ])
  const { lintedPlan } = await import('../lint/linted-plan.ts')
  const [violations, notRun] = lintedPlan(lint, view)
  if (options.json) printJson({ file: null, plan: view.code, ...timesJson(times), asAt: lint.asAt, violations, notRun })
  else for (const line of (await import('../lint/report.ts')).lintReport(`${view.code}  ${view.title}`, violations, notRun)) print(line)
  return violations
}

const lintFile = async (file: string, given: LintGiven, severities: SeveritiesByCode, options: LintOptions) => {
  const read = await readFileGiven(file, options.quarters)
  if ('sentence' in read) {
    say(read.sentence)
    return null
  }
  const { rulesLacking, subjectOfDraft, validate } = await import('@beatbook/domain')
  const { placeInDraft } = await import('../lint/draft-places.ts')
  const place = placeInDraft(read.draft)
  const violations = validate(subjectOfDraft(read.draft, given.today), { ...given, severities }).map((violation) => ({ ...violation, place: place(violation) }))
  const notRun = rulesLacking(given).filter(({ code }) => severities[code] !== 'off')
  if (options.json) printJson({ file: read.draft.source.name, plan: null, asAt: given.today, knownAt: null, violations, notRun })
  else for (const line of (await import('../lint/report.ts')).lintReport(read.draft.source.name, violations, notRun)) print(line)
  return violations
}

const levelsOf = async (said: string): Promise<LintGiven['levels']> => {
  const { isSchemeFile, presetOf, schemeIn } = await import('../rules/scheme-given.ts')
  if (isSchemeFile(said)) return schemeIn(said).levels
  const preset = presetOf(said)
  if (preset === null) throw new Stop('notFound', `There is no RAG scheme “${said}”.`, '“beatbook rules list” shows those there are.')
  return preset.levels
}
