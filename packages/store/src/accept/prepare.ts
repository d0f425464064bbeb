import type { CommandContext } from '@beatbook/contract'
import type { Refusal, Result } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Location } from '../database/location.ts'
import type { Schema } from '../schema.ts'
import { decideInThread } from './ask-thread.ts'
import { type AcceptInput, type DecidedAccept, decideAccept } from './decide.ts'
import type { Part } from './parts.ts'

/** A decision whose parts are fetched one by one. */
export interface PreparedAccept {
  readonly decided: Omit<DecidedAccept, 'parts'>
  readonly last: Part
  /** How many parts there are of each kind. */
  readonly staged: number
  readonly later: number
  part(kind: 'staged' | 'later', index: number): Promise<Part>
  close(): Promise<unknown>
}

/** What the thread that decides is started with. */
export interface ToDecide {
  readonly location: Location
  readonly input: AcceptInput
  readonly context: CommandContext
}

/** One of the parts of a decision. */
export interface PartAsked {
  readonly kind: 'staged' | 'later'
  readonly index: number
}

/** The parts of a decision, apart from it. */
export const preparedOf = ({ parts, ...decided }: DecidedAccept): Omit<PreparedAccept, 'part' | 'close'> => ({
  decided,
  last: parts.last,
  staged: parts.staged.length,
  later: parts.later.length,
})

/** Decides on the given connection. */
export const prepareHere = async (
  db: Kysely<Schema>,
  input: AcceptInput,
  context: Parameters<typeof decideAccept>[2],
): Promise<Result<PreparedAccept, Refusal>> => {
  const result = await decideAccept(db, input, context)
  if (!result.ok) return result
  const { parts } = result.value
  const part = async (kind: 'staged' | 'later', index: number) => parts[kind][index] as Part
  return { ok: true, value: { ...preparedOf(result.value), part, close: async () => {} } }
}

/** Decides in a thread of its own. */
export const prepareInThread = async (given: ToDecide): Promise<Result<PreparedAccept, Refusal>> => {
  const thread = new URL('./deciding-thread.ts', import.meta.url)
  const asked = await decideInThread<ReturnType<typeof preparedOf>, PartAsked>(thread, given)
  if (!asked.ok) return asked
  const { prepared, part, close } = asked.value
  return { ok: true, value: { ...prepared, part: (kind, index) => part({ kind, index }), close } }
}
