import { type ApiContext, askAs, type Ports, refusalThrown } from '@beatbook/api'
import type { OutQuestion } from '@beatbook/contract'
import { type OutPlan, outFormats, writePlans } from '@beatbook/documents'
import { err, type Instant, ok, type Refusal, type Result, refuse } from '@beatbook/domain'
import { zipSync } from 'fflate'
import type { Answered } from '../work/serve.ts'
import { gatherOut } from './gather.ts'
import { byOwner } from './per-owner.ts'

/** A file to write, as data: everything it depends on. */
export interface OutTask {
  readonly out: OutQuestion
  readonly newest: Instant
  readonly context: Omit<ApiContext, 'ports' | 'stillSignedIn'>
}

/** A file that was written. */
export interface OutFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly actions: number
  readonly plans: number
}

/**
 * Writes the file of a task, in a worker. `report` is called with the number of actions read so far. Refused as the
 * questions are that it asks in the name of its person.
 */
export const writeOut = async (
  ports: Ports,
  { out: question, newest, context }: OutTask,
  report: (rows: number) => void = () => {},
): Promise<Answered<Result<OutFile, Refusal>>> => {
  const ask = askAs({ ...context, ports, stillSignedIn: async () => true })
  let plans: OutPlan[]
  try {
    plans = await gatherOut(ask, {
      question,
      newest,
      force: context.force,
      today: context.today,
      onRows: report,
    })
  } catch (error) {
    return { value: err(refusedIn(error)) }
  }
  if (plans.length === 0) return { value: err(refuse('nothing-to-take-out')) }
  const file = await fileOf(question, plans)
  return { value: ok(file), transfer: [file.bytes.buffer] }
}

/** The refusal of a procedure; any other error is our bug, and is thrown again. */
const refusedIn = (error: unknown): Refusal => {
  const refusal = refusalThrown(error)
  if (refusal === null) throw error
  return refusal
}

const fileOf = async (question: OutQuestion, plans: readonly OutPlan[]): Promise<OutFile> => {
  const { format, perOwner } = question
  const rows = plans.flatMap(({ sections }) => sections.flatMap((section) => section.rows))
  const about = { actions: rows.length, plans: plans.length }
  const name = fileName(question.name ?? (plans.length === 1 ? (plans[0]?.origin.code ?? '') : 'actions'))
  const day = plans[0]?.origin.asAt ?? ''
  if (!perOwner)
    return {
      ...{ name: `${name} ${day}.${format}`, type: outFormats[format].type },
      ...{ bytes: new Uint8Array(await writePlans(format, plans)), ...about },
    }
  const files: Record<string, Uint8Array> = {}
  for (const { owner, plans: theirs } of byOwner(plans)) {
    const wanted = fileName(`${name} ${owner ?? 'without an owner'} ${day}`)
    let path = `${wanted}.${format}`
    for (let count = 2; files[path] !== undefined; count++) path = `${wanted} ${count}.${format}`
    files[path] = await writePlans(format, theirs)
  }
  return {
    ...{ name: `${name} ${day}.zip`, type: 'application/zip' },
    ...{
      bytes: new Uint8Array(zipSync(files, { level: 0, mtime: new Date(plans[0]?.origin.knownAt ?? 0) })),
      ...about,
    },
  }
}

/** A name as every file system takes it. */
const fileName = (words: string): string =>
  words
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120) || 'plan'
