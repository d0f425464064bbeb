import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, startProgram } from './server.ts'

/** What an operator's command printed, and how it ended. */
export interface Operated {
  readonly code: number | null
  readonly printed: string
  readonly took: number
}

/** The operator's commands that the root's `beatbook-server` script runs; `null` where there is no such script. */
const program = (): string[] | null => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  const words = scripts['beatbook-server']?.split('&&').at(-1)?.trim().split(/\s+/)
  return words?.[0] === 'node' ? words.slice(1) : null
}

/** Starts `beatbook-server ARGS` on the record at `database`. Throws where the repository has no such command. */
export const startOperator = (args: readonly string[], database: string, env: Readonly<Record<string, string>> = {}) => {
  const [file, ...before] = program() ?? []
  if (file === undefined) throw new Error('the root has no script beatbook-server')
  return startProgram(join(root, file), [...before, ...args], { DATABASE_URL: `sqlite:${database}`, ...env })
}

/** Runs `beatbook-server ARGS` to its end. */
export const operate = async (args: readonly string[], database: string, env: Readonly<Record<string, string>> = {}): Promise<Operated> => {
  const began = performance.now()
  const { closed, printed } = startOperator(args, database, env)
  const [code] = await closed
  return { code, printed: printed(), took: performance.now() - began }
}

/** Whether there are operator's commands. */
export const hasOperator = (): boolean => program() !== null
