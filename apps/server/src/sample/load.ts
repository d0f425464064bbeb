import type { CommandContext } from '@beatbook/contract'
import { levelCode, type Result, stageCode } from '@beatbook/domain'
import { readSampleDocument, readSampleUpdates, type SampleUpdate, sampleDocuments } from '@beatbook/sample'
import type { Store } from '@beatbook/store'
import type { Reader } from '../draft/reader.ts'

export interface SampleParts {
  readonly store: Pick<Store, 'actions' | 'commands' | 'drafts' | 'files'>
  readonly read: Reader['read']
  readonly newId: () => string
}

/**
 * Fills a record with the sample force, in the same way as any document: read, draft, accept, then the later
 * updates. Only updates up to `today` are recorded. Throws where the sample is refused, which is our bug.
 */
export const loadSample = async (parts: SampleParts, context: CommandContext): Promise<void> => {
  for (const { name, code } of sampleDocuments) await accept(parts, context, name, code)
  for (const update of readSampleUpdates())
    if (update.on <= context.today) await record(parts, context, update)
}

const accept = async (
  { store, read, newId }: SampleParts,
  context: CommandContext,
  name: (typeof sampleDocuments)[number]['name'],
  code: string,
) => {
  const bytes = new Uint8Array(readSampleDocument(name))
  const file = must(name, await store.files.put(bytes))
  const draft = must(name, await read({ name, bytes, today: context.today }, { person: context.actor }).done)
  const id = newId()
  must(name, await store.drafts.put({ id, author: context.actor, now: context.now, draft, file }))
  const as = draft.contents.plans.map((plan, index) => ({
    plan: plan.key,
    as: 'new' as const,
    code: index === 0 ? code : undefined,
  }))
  must(name, await store.commands.run('accept-draft', { commandId: newId(), draftId: id, as }, context))
}

const record = async ({ store, newId }: SampleParts, context: CommandContext, update: SampleUpdate) => {
  const action = must(update.address, await store.actions.get(update.address))
  const input = {
    commandId: newId(),
    actionId: action.id,
    updateId: newId(),
    on: update.on,
    text: update.text,
    stage: update.stage ? stageCode.parse(update.stage) : undefined,
    level: update.level ? levelCode.parse(update.level) : undefined,
    timescale: update.timescale,
    reason: update.reason,
    seen: action.touched,
  }
  must(`${update.address} on ${update.on}`, await store.commands.run('record-update', input, context))
}

const must = <T>(what: string, result: Result<T, object>): T => {
  if (result.ok) return result.value
  throw new Error(`the sample's ${what} was refused: ${JSON.stringify(result.error)}`)
}
