import { spawn } from 'node:child_process'
import type { Part } from './parts.ts'
import { addResult, type PartResult, resultsIn } from './results.ts'

interface Run {
  /** The folder in which commands run. */
  readonly root: string
  readonly parts: readonly Part[]
  readonly seed: number
  /** Where results are added; `null` records nothing. */
  readonly results: string | null
  /** Runs parts that passed before as well. */
  readonly again: boolean
  readonly say: (line: string) => void
  readonly stop: AbortSignal
}

/**
 * Runs the parts in order and records each result. A part that `results` says has passed is not run again. A
 * part that fails does not end the run; `stop` ends it after the part that is running, which is then not
 * recorded. The results, in the order of the parts.
 */
export const runParts = async ({
  root,
  parts,
  seed,
  results,
  again,
  say,
  stop,
}: Run): Promise<PartResult[]> => {
  const before = results === null || again ? new Map<string, PartResult>() : resultsIn(results)
  const done: PartResult[] = []
  for (const part of parts) {
    const earlier = before.get(part.name)
    if (earlier?.passed) {
      say(`passed before: ${part.name}`)
      done.push(earlier)
      continue
    }
    if (stop.aborted) break
    say(`running: ${part.name}`)
    const began = performance.now()
    const passed = await passes(part.command(seed), root, seed, stop)
    if (stop.aborted) break
    const seconds = Math.round((performance.now() - began) / 1_000)
    const result = { part: part.name, passed, seed, seconds }
    say(`${passed ? 'passed' : 'FAILED'}: ${part.name}, ${seconds} s`)
    if (results !== null) addResult(results, result)
    done.push(result)
  }
  return done
}

/** Whether a command ends with 0. Its output goes to that of this process. */
const passes = (
  [program = '', ...args]: readonly string[],
  cwd: string,
  seed: number,
  stop: AbortSignal,
): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, BEATBOOK_SEED: String(seed) },
    })
    const end = () => void child.kill('SIGINT')
    stop.addEventListener('abort', end, { once: true })
    child.once('error', reject)
    child.once('close', (code) => {
      stop.removeEventListener('abort', end)
      resolve(code === 0)
    })
  })
