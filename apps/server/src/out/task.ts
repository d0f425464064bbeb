import { type ApiContext, askAs, type Ports, type Procedures, refusalThrown } from '@beatbook/api'
import type { OutFormat, OutQuestion } from '@beatbook/contract'
import { isListFormat, type OutPlan, outTypes, writePlans } from '@beatbook/documents'
import { err, type Instant, ok, type Refusal, type Result, refuse } from '@beatbook/domain'
import { zipSync } from 'fflate'
import type { Answered } from '../work/serve.ts'
import { gatherOut } from './gather.ts'
import { actionOf, boardOf, type PaperContext, setPaper, tableOf } from './paper.ts'
import { byOwner } from './per-owner.ts'

/** A file to write, as data: everything it depends on. */
export interface OutTask {
  readonly out: OutQuestion
  readonly newest: Instant
  /** The picture of the force's crest; `null` where it has none. */
  readonly crest: Uint8Array | null
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
 * questions are that it asks in the name of its person, with `nothing-to-take-out`, `paper-of-one-plan`, `no-pdf-writer`
 * and `pdf-refused`.
 */
export const writeOut = async (
  ports: Ports,
  task: OutTask,
  report: (rows: number) => void = () => {},
): Promise<Answered<Result<OutFile, Refusal>>> => {
  const { out: question, newest, crest, context } = task
  const ask = askAs({ ...context, ports, stillSignedIn: async () => true })
  const { force, marking, today } = context
  const paper: PaperContext = { force, marking, crest, today, newest }
  try {
    if (!isListFormat(question.format) && (question.paper || question.action))
      return await pageOf(ask, question, paper)
    const plans = await gatherOut(ask, { question, newest, force, today, onRows: report })
    if (plans.length === 0) return { value: err(refuse('nothing-to-take-out')) }
    const file = await fileOf(question, plans, paper)
    return file.ok ? { value: file, transfer: [file.value.bytes.buffer] } : { value: file }
  } catch (error) {
    return { value: err(refusedIn(error)) }
  }
}

/** A board paper, or one action. */
const pageOf = async (
  ask: Procedures,
  question: OutQuestion,
  context: PaperContext,
): Promise<Answered<Result<OutFile, Refusal>>> => {
  const { format, action, plans, asAt = context.today } = question
  if (action === undefined && plans.length !== 1) return { value: err(refuse('paper-of-one-plan')) }
  const paper =
    action === undefined
      ? await boardOf(ask, question, context)
      : await actionOf(ask, action, question, context)
  const set = await setPaper(format, paper)
  if (!set.ok) return { value: set }
  const bytes = new Uint8Array(set.value)
  const name = `${fileName(question.name ?? action ?? paper.title)} ${asAt}.${format}`
  const about = { actions: action === undefined ? 0 : 1, plans: 1 }
  return { value: ok({ name, type: outTypes[format], bytes, ...about }), transfer: [bytes.buffer] }
}

/** The refusal of a procedure; any other error is our bug, and is thrown again. */
const refusedIn = (error: unknown): Refusal => {
  const refusal = refusalThrown(error)
  if (refusal === null) throw error
  return refusal
}

/** The bytes of some plans in the format of a question. */
const bytesOf = async (
  format: OutFormat,
  plans: readonly OutPlan[],
  context: PaperContext,
): Promise<Result<Uint8Array, Refusal>> => {
  if (isListFormat(format)) return ok(await writePlans(format, plans))
  const [only] = plans
  if (only === undefined || plans.length > 1) return err(refuse('paper-of-one-plan'))
  return setPaper(format, await tableOf(only, context))
}

const fileOf = async (
  question: OutQuestion,
  plans: readonly OutPlan[],
  context: PaperContext,
): Promise<Result<OutFile, Refusal>> => {
  const { format, perOwner } = question
  const rows = plans.flatMap(({ sections }) => sections.flatMap((section) => section.rows))
  const about = { actions: rows.length, plans: plans.length }
  const name = fileName(question.name ?? (plans.length === 1 ? (plans[0]?.origin.code ?? '') : 'actions'))
  const day = plans[0]?.origin.asAt ?? ''
  if (!perOwner) {
    const written = await bytesOf(format, plans, context)
    if (!written.ok) return written
    return ok({
      ...{ name: `${name} ${day}.${format}`, type: outTypes[format] },
      ...{ bytes: new Uint8Array(written.value), ...about },
    })
  }
  const files: Record<string, Uint8Array> = {}
  for (const { owner, plans: theirs } of byOwner(plans)) {
    const wanted = fileName(`${name} ${owner ?? 'without an owner'} ${day}`)
    let path = `${wanted}.${format}`
    for (let count = 2; files[path] !== undefined; count++) path = `${wanted} ${count}.${format}`
    const written = await bytesOf(format, theirs, context)
    if (!written.ok) return written
    files[path] = written.value
  }
  const bytes = zipSync(files, { level: 0, mtime: new Date(plans[0]?.origin.knownAt ?? 0) })
  return ok({ name: `${name} ${day}.zip`, type: 'application/zip', bytes: new Uint8Array(bytes), ...about })
}

/** A name as every file system takes it. */
const fileName = (words: string): string =>
  words
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120) || 'plan'
