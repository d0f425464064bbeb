import { getHeapStatistics } from 'node:v8'
import { parentPort } from 'node:worker_threads'
import { readDocument } from '@beatbook/documents'
import { type Draft, draft, type ReadFailure, type Result } from '@beatbook/domain'

/**
 * The outcome of a document: `read`, the failure's code with the limit it names, or `thrown`; with the CPU
 * time in milliseconds.
 */
export interface Outcome {
  readonly outcome: string
  readonly milliseconds: number
  /** Used heap in megabytes after reading. */
  readonly megabytes: number
}

const outcomeOf = (result: Result<Draft, ReadFailure>): string => {
  if (!result.ok)
    return [result.error.code, 'limit' in result.error.args ? result.error.args.limit : undefined]
      .filter((word) => word !== undefined)
      .join(' ')
  const wrong = draft.safeParse(result.value).error?.issues[0]
  return wrong === undefined ? 'read' : `thrown: no draft: ${wrong.path.join('.')} ${wrong.message}`
}

parentPort?.on('message', async ({ file, bytes }: { file: string; bytes: Uint8Array }) => {
  const before = process.threadCpuUsage()
  let result: Result<Draft, ReadFailure> | null = null
  let thrown = ''
  try {
    result = await readDocument(file, bytes)
  } catch (error) {
    thrown = `thrown: ${String(error).slice(0, 100)}`
  }
  const { user, system } = process.threadCpuUsage(before)
  const megabytes = Math.round(getHeapStatistics().used_heap_size / 1024 / 1024)
  parentPort?.postMessage({
    outcome: result ? outcomeOf(result) : thrown,
    milliseconds: (user + system) / 1_000,
    megabytes,
  } satisfies Outcome)
})
