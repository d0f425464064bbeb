import { main, startProgram } from './server.ts'

/** The output and exit code of an operator's command. */
export interface Operated {
  readonly code: number | null
  readonly printed: string
  readonly took: number
}

/** Starts `beatbook-server ARGS` on the record at `database`. */
export const startOperator = (args: readonly string[], database: string) =>
  startProgram(main, args, { DATABASE_URL: `sqlite:${database}` })

/** Runs `beatbook-server ARGS` until it exits. */
export const operate = async (args: readonly string[], database: string): Promise<Operated> => {
  const began = performance.now()
  const { closed, printed } = startOperator(args, database)
  const [code] = await closed
  return { code, printed: printed(), took: performance.now() - began }
}
