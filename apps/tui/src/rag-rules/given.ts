import { readFileSync } from 'node:fs'
import {
  checkRagRules,
  type RagRules,
  type RagRulesFault,
  type RagRulesFlag,
  type Result,
  ragPresets,
} from '@beatbook/domain'
import { Stop } from '../output/exit.ts'
import { pathGiven } from '../session/input.ts'

/**
 * A file of rules, or what `rules show --json` printed, held to what RAG rules must be; `given` is what was
 * in it. Stops with exit 1 where it is no JSON.
 */
export const checkFile = (
  file: string,
): { checked: Result<{ ragRules: RagRules; flags: RagRulesFlag[] }, RagRulesFault[]>; given: unknown } => {
  const read = jsonOf(file)
  const given = typeof read === 'object' && read !== null && 'ragRules' in read ? read.ragRules : read
  return { checked: checkRagRules(given), given }
}

/** Whether words name a file of rules and not their code. */
export const isRulesFile = (said: string): boolean => /\.json$/i.test(said) || said === '-'

/** The preset with this code, or `null`. */
export const presetOf = (code: string): RagRules | null =>
  ragPresets.find((preset) => preset.code === code) ?? null

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
