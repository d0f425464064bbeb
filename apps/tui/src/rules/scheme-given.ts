import { readFileSync } from 'node:fs'
import { checkScheme, type RagScheme, type Result, ragPresets, type SchemeFault, type SchemeFlag } from '@beatbook/domain'
import { Stop } from '../output/exit.ts'
import { pathGiven } from '../session/input.ts'

/** A scheme file, or what `rules show --json` printed, held to what a scheme must be; `given` is what was in it. Stops with exit 1 where it is no JSON. */
export const checkFile = (file: string): { checked: Result<{ scheme: RagScheme; flags: SchemeFlag[] }, SchemeFault[]>; given: unknown } => {
  const read = jsonOf(file)
  const given = typeof read === 'object' && read !== null && 'scheme' in read ? read.scheme : read
  return { checked: checkScheme(given), given }
}

/** Whether words name a file of a scheme and not a scheme's code. */
export const isSchemeFile = (said: string): boolean => /\.json$/i.test(said) || said === '-'

/** The preset with this code, or `null`. */
export const presetOf = (code: string): RagScheme | null => ragPresets.find((preset) => preset.code === code) ?? null

/** The scheme in a file. Stops with exit 7 where it is none. */
export const schemeIn = (file: string): RagScheme => {
  const { checked } = checkFile(file)
  if (!checked.ok) throw new Stop('refused', `${file} is no RAG scheme that can be saved.`, `“beatbook rules check ${file}” says why.`)
  return checked.value.scheme
}

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
