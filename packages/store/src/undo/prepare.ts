import type { CommandContext } from '@beatbook/contract'
import { type Id, ok, type Refusal, type Result } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { decideInThread } from '../accept/ask-thread.ts'
import type { Part } from '../accept/parts.ts'
import type { Location } from '../database/location.ts'
import type { Schema } from '../schema.ts'
import { type DecidedUndo, decideUndo, type MadeUndo, type UndoInput } from './decide.ts'

/** A decision whose parts are fetched one by one. */
export interface PreparedUndo {
  readonly made: MadeUndo
  /** How many parts there are. */
  readonly parts: number
  part(index: number): Promise<Part>
  close(): Promise<unknown>
}

/** What the thread that decides is started with. */
export interface ToDecideUndo {
  readonly location: Location
  readonly input: UndoInput
  readonly context: CommandContext
}

/** A decision apart from its parts. */
export const preparedOf = ({ made, parts }: DecidedUndo): Pick<PreparedUndo, 'made' | 'parts'> => ({
  made,
  parts: parts.length,
})

/** Up to how many streams are decided in the writer's thread: 50 ms. */
const MOST_DECIDED_HERE = 1_000

/** Decides to undo an import of so many streams: on the given connection, or in a thread of its own. */
export const prepareUndo = async (
  input: UndoInput,
  context: CommandContext,
  streams: number,
  { db, location, newId }: { db: Kysely<Schema>; location: Location; newId: () => Id },
): Promise<Result<PreparedUndo, Refusal>> => {
  if (location.in === 'memory' || streams <= MOST_DECIDED_HERE) {
    const decided = await decideUndo(db, input, { ...context, newId })
    if (!decided.ok) return decided
    const part = async (index: number) => decided.value.parts[index] as Part
    return ok({ ...preparedOf(decided.value), part, close: async () => {} })
  }
  const given: ToDecideUndo = { location, input, context }
  const thread = new URL('./deciding-thread.ts', import.meta.url)
  const asked = await decideInThread<ReturnType<typeof preparedOf>, number>(thread, given)
  if (!asked.ok) return asked
  const { prepared, part, close } = asked.value
  return ok({ ...prepared, part, close })
}
