import type { LintGiven, SeveritiesByCode } from '@beatbook/domain'
import { exitCodes, Stop } from '../output/exit.ts'
import { print, printJson, say } from '../output/print.ts'
import { quartersOption, readFileGiven } from '../session/document.ts'
import { collect, dayGiven } from './days.ts'
import { asAtOption, jsonOption, type Verb } from './verb.ts'

interface LintOptions {
  readonly severity: string[]
  readonly period?: string
  readonly scheme?: string
  readonly quarters: string
  readonly asAt?: string
  readonly json?: boolean
}

/** `beatbook lint FILE…`: holds documents to the rules. Exit 7 where a rule of severity error is broken, 1 where a file cannot be read. */
export const lintVerb: Verb = (program) => {
  program
    .command('lint')
    .description('hold documents to the rules; ends with 7 when one of severity error is broken')
    .argument('<file...>', 'documents, which need no server; “-” reads standard input')
    .option('--severity <code=severity>', 'how grave a rule is: error, warning, info or off; may be repeated', collect, [])
    .option('--period <from..to>', 'the reporting period, both days included: what had no update in it is found')
    .option('--scheme <scheme>', 'a RAG scheme’s code or JSON file: levels outside it are found')
    .option(...quartersOption)
    .option(...asAtOption)
    .option(...jsonOption)
    .action(async (files: string[], options: LintOptions) => {
      const { londonToday } = await import('../session/today.ts')
      const { periodGiven, severitiesGiven } = await import('../lint/options.ts')
      const today = (await dayGiven(options.asAt, '--as-at')) ?? londonToday()
      const severities = severitiesGiven(options.severity)
      const period = periodGiven(options.period)
      const levels = options.scheme === undefined ? undefined : await levelsOf(options.scheme)
      const given = { today, ...(period ? { period } : {}), ...(levels ? { levels } : {}) }
      const { breaksAnError } = await import('../lint/report.ts')
      let broken = false
      let unread = false
      for (const file of files) {
        const violations = await lintFile(file, given, severities, options)
        if (violations === null) unread = true
        else broken ||= breaksAnError(violations)
      }
      if (broken) process.exitCode = exitCodes.refused
      else if (unread) process.exitCode = exitCodes.fault
    })
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
  if (options.json) printJson({ file: read.draft.source.name, plan: null, asAt: given.today, violations, notRun })
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
