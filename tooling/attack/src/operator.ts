import { main, startProgram } from './server.ts'

/** What an operator's command printed, and how it ended. */
export interface Operated {
  readonly code: number | null
  readonly printed: string
  readonly took: number
}

/** Starts `beatbook-server ARGS` on the record at `database`. */
export const startOperator = (args: readonly string[], database: string) =>
  startProgram(main, args, { DATABASE_URL: `sqlite:${database}` })

/** Runs `beatbook-server ARGS` to its end. */
export const operate = async (args: readonly string[], database: string): Promise<Operated> => {
  const began = performance.now()
  const { closed, printed } = startOperator(args, database)
  const [code] = await closed
  return { code, printed: printed(), took: performance.now() - began }
}
