import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What became of a part. */
export interface PartResult {
  readonly part: string
  readonly passed: boolean
  readonly seed: number
  readonly seconds: number
}

/** The last result of each part in `file`, one JSON a line; empty where there is no such file. */
export const resultsIn = (file: string): Map<string, PartResult> => {
  if (!existsSync(file)) return new Map()
  const lines = readFileSync(file, 'utf8').split('\n')
  return new Map(
    lines.flatMap((line) => {
      const result = resultOf(line)
      return result === null ? [] : [[result.part, result] as const]
    }),
  )
}

/** Appends the result of a part to `file`. */
export const addResult = (file: string, result: PartResult): void => {
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, `${JSON.stringify(result)}\n`)
}

/** A line as a result; `null` for an empty line and for one that was cut off when the machine stopped. */
const resultOf = (line: string): PartResult | null => {
  try {
    return JSON.parse(line) as PartResult
  } catch {
    return null
  }
}
