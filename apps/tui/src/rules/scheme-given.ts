import { readFileSync } from 'node:fs'
import { checkScheme, type RagScheme, ragPresets, type SchemeFault, type SchemeFlag } from '@beatbook/domain'
import { Stop } from '../output/exit.ts'
import { pathGiven } from '../session/input.ts'

/** A scheme file held to the rules of schemes. Stops with exit 1 where it cannot be read as JSON. */
export const checkFile = (file: string): { scheme: RagScheme; flags: SchemeFlag[] } | { faults: SchemeFault[] } => {
  const checked = checkScheme(jsonOf(file))
  return checked.ok ? checked.value : { faults: checked.error }
}

/** Whether words name a file of a scheme and not a scheme's code. */
export const isSchemeFile = (said: string): boolean => /\.json$/i.test(said) || said === '-'

/** The preset with this code, or `null`. */
export const presetOf = (code: string): RagScheme | null => ragPresets.find((preset) => preset.code === code) ?? null

const jsonOf = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : pathGiven(file), 'utf8'))
  } catch (error) {
    throw new Stop(
      'fault',
      error instanceof SyntaxError ? `${file} is not JSON: ${error.message}.` : `There is no file ${file} that can be read. Check the name.`,
      'A scheme is JSON; “beatbook rules show force-default --json” prints one.',
    )
  }
}
