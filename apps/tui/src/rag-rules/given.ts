import { readFileSync } from 'node:fs'
import {
  checkRagRules,
  newestPreset,
  type RagRules,
  type RagRulesFault,
  type RagRulesFlag,
  type Result,
  ragPresets,
} from '@beatbook/domain'
import { Stop } from '../output/exit.ts'
import { pathGiven } from '../session/input.ts'

/**
 * Checks a file of rules, or the output of `rules show --json`; `given` is its content. Stops with exit 1
 * where it is not JSON.
 */
export const checkFile = (
  file: string,
): { checked: Result<{ ragRules: RagRules; flags: RagRulesFlag[] }, RagRulesFault[]>; given: unknown } => {
  const read = jsonOf(file)
  const given = inEnvelope(read, file)
  return { checked: checkRagRules(given), given }
}

/**
 * The rules in the envelope of `rules show --json`, or the value itself. Stops with exit 7 where something was
 * written beside the data, which would be lost.
 */
const inEnvelope = (read: unknown, file: string): unknown => {
  if (typeof read !== 'object' || read === null || !('data' in read)) return read
  const [stranger] = Object.keys(read).filter((name) => !ofEnvelope.includes(name))
  if (stranger === undefined) return read.data
  throw new Stop(
    'refused',
    `${file} has “${stranger}” beside “data”, where it would be lost.`,
    'Everything about the rules belongs into “data”.',
  )
}

const ofEnvelope = ['v', 'kind', 'asAt', 'knownAt', 'data', 'page', 'notes']

/** Whether the argument is a file of rules, not a code. */
export const isRulesFile = (value: string): boolean => /\.json$/i.test(value) || value === '-'

/** The preset with this code and version, by default the newest; `null` where there is none. */
export const presetOf = (code: string, version?: number): RagRules | null =>
  version === undefined
    ? newestPreset(code)
    : (ragPresets.find((preset) => preset.code === code && preset.version === version) ?? null)

/** The rules in a file. Stops with exit 7 where there are none that can be saved. */
export const ragRulesIn = (file: string): RagRules => {
  const { checked } = checkFile(file)
  if (!checked.ok)
    throw new Stop(
      'refused',
      `${file} holds no RAG rules that can be saved.`,
      `“beatbook rules check ${file}” says why.`,
    )
  return checked.value.ragRules
}

const jsonOf = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : pathGiven(file), 'utf8'))
  } catch (error) {
    throw new Stop(
      'fault',
      error instanceof SyntaxError
        ? `${file} is not JSON: ${error.message}.`
        : `There is no file ${file} that can be read. Check the name.`,
      'Rules are given as JSON; “beatbook rules show force-default --json” prints one.',
    )
  }
}
