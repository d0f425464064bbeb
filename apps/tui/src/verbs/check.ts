import { statSync } from 'node:fs'
import type { CheckGiven, SeveritiesByCode, Violation } from '@beatbook/domain'
import { printData } from '../output/data.ts'
import { exitCodes, Stop } from '../output/exit.ts'
import { complainOf } from '../output/failed.ts'
import { print } from '../output/print.ts'
import { callServer, connect } from '../session/connect.ts'
import { quartersOption, readFileGiven } from '../session/document.ts'
import { pathGiven } from '../session/input.ts'
import { collect, type TimeOptions, type Times, timesGiven } from './given.ts'
import { asAtOption, jsonOption, knownAtOption, type Verb } from './verb.ts'

interface CheckOptions extends TimeOptions {
  readonly severity?: string[]
  readonly keep?: boolean
  readonly period?: string
  readonly rules?: string
  readonly quarters: string
  readonly json?: boolean
}

/**
 * `beatbook check PLAN|FILE…`: checks plans and documents. Exit 7 where a check of severity error fails, 1
 * where a file cannot be read.
 */
export const checkVerb: Verb = (program) => {
  program
    .command('check')
    .description('check plans and documents; ends with 7 when a check of severity error fails')
    .argument('<what...>', 'plans’ codes, or documents, which need no server; “-” reads standard input')
    .option(
      '--severity <code=severity>',
      'the severity of a check: error, warning, info or off; may be repeated',
      collect,
    )
    .option('--keep', 'save the severities given on the plans: every later check of them uses them')
    .option(
      '--period <from..to>',
      'the reporting period, both days included: what had no update in it is found',
    )
    .option(
      '--rules <rules>',
      'for documents: RAG rules, by their code or a JSON file; levels outside them are found',
    )
    .option(...quartersOption)
    .option(...asAtOption)
    .option(...knownAtOption)
    .option(...jsonOption)
    .action(async (subjects: string[], options: CheckOptions) => {
      const { londonToday } = await import('../session/today.ts')
      const { periodGiven, severitiesGiven } = await import('../validator/options.ts')
      const times = await timesGiven(options)
      const today = times.asAt ?? londonToday()
      const severities = severitiesGiven(options.severity ?? [])
      const period = periodGiven(options.period)
      const levels = options.rules === undefined ? undefined : await levelsOf(options.rules)
      const given = { today, ...(period ? { period } : {}), ...(levels ? { levels } : {}) }
      const { breaksAnError } = await import('../validator/report.ts')
      if (options.keep) await saveForPlans(subjects, severities)
      let broken = false
      let unread = false
      for (const subject of subjects) {
        const violations = isFile(subject)
          ? await checkDocument(subject, given, severities, options)
          : await checkPlan(subject, given, severities, times, options)
        if (violations === null) unread = true
        else broken ||= breaksAnError(violations)
      }
      if (broken) process.exitCode = exitCodes.refused
      else if (unread) process.exitCode = exitCodes.fault
    })
}

const saveForPlans = async (subjects: readonly string[], severities: SeveritiesByCode): Promise<void> => {
  const file = subjects.find(isFile)
  if (file !== undefined)
    throw new Stop(
      'usage',
      `“${file}” is a document, and --keep keeps severities on plans.`,
      'Leave --keep out, or name plans only.',
    )
  if (Object.keys(severities).length === 0)
    throw new Stop(
      'usage',
      '--keep has nothing to keep.',
      'Say what with --severity CODE=error, warning, info or off.',
    )
  const { saveSeverities } = await import('../validator/save.ts')
  for (const plan of subjects) await saveSeverities(plan, severities)
}

/**
 * A plan's code consists of letters, digits and hyphens; an argument with a dot or a path, or that exists
 * here as a file, is a file.
 */
const isFile = (value: string): boolean =>
  value === '-' ||
  /[./\\]/.test(value) ||
  statSync(pathGiven(value), { throwIfNoEntry: false })?.isFile() === true

const checkPlan = async (
  plan: string,
  given: CheckGiven,
  severities: SeveritiesByCode,
  times: Times,
  options: CheckOptions,
): Promise<Violation[]> => {
  const { period } = given
  const client = connect()
  const [view, check] = await Promise.all([
    callServer(() => client.plans.get.query({ plan, ...times })),
    callServer(() => client.plans.check.query({ plan, severities, ...(period ? { period } : {}), ...times })),
  ])
  const { checkedPlan } = await import('../validator/checked-plan.ts')
  const [violations, notRun] = checkedPlan(check, view)
  if (options.json)
    printData('check', { file: null, plan: view.code, violations, notRun }, { ...times, asAt: check.asAt })
  else
    for (const line of (await import('../validator/report.ts')).checkReport(
      `${view.code}  ${view.title}`,
      violations,
      notRun,
    ))
      print(line)
  return violations
}

const checkDocument = async (
  file: string,
  given: CheckGiven,
  severities: SeveritiesByCode,
  options: CheckOptions,
) => {
  const read = await readFileGiven(file, options.quarters)
  if ('stop' in read) {
    complainOf(read.stop)
    return null
  }
  const { skippedValidators, subjectOfDraft, validate } = await import('@beatbook/domain')
  const { placeInDraft } = await import('../validator/draft-places.ts')
  const place = placeInDraft(read.draft)
  const violations = validate(subjectOfDraft(read.draft, given.today), { ...given, severities }).map(
    (violation) => ({ ...violation, place: place(violation) }),
  )
  const notRun = skippedValidators(given).filter(({ code }) => severities[code] !== 'off')
  if (options.json)
    printData(
      'check',
      { file: read.draft.source.name, plan: null, violations, notRun },
      { asAt: given.today },
    )
  else
    for (const line of (await import('../validator/report.ts')).checkReport(
      read.draft.source.name,
      violations,
      notRun,
    ))
      print(line)
  return violations
}

const levelsOf = async (value: string): Promise<CheckGiven['levels']> => {
  const { isRulesFile, presetOf, ragRulesIn } = await import('../rag-rules/given.ts')
  if (isRulesFile(value)) return ragRulesIn(value).levels
  const preset = presetOf(value)
  if (preset === null)
    throw new Stop(
      'notFound',
      `There are no RAG rules “${value}”.`,
      '“beatbook rules list” shows those there are.',
    )
  return preset.levels
}
