import {
  type Accepted,
  type AcceptInput,
  type DecideContext,
  type Draft,
  decideAcceptDraft,
} from '@beatbook/domain'
import { aContext } from './clock.ts'
import { countedIds } from './ids.ts'
import { aRecord, type TestRecord } from './record.ts'

/** What accepting a draft writes into an empty record; throws the refusal's code where it is refused. */
export const accepted = (
  draft: Draft,
  given: Partial<AcceptInput> = {},
  context: DecideContext = aContext(),
): Accepted => {
  const nothing = {
    decisions: [],
    documentId: countedIds(8)(),
    as: [],
    parties: new Map(),
    codes: new Set<string>(),
    plans: new Map(),
  }
  const result = decideAcceptDraft({ draft, ...nothing, ...given }, context)
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.args)}`)
  return result.value
}

/** A record that holds an accepted draft, and the ids of its actions in order. */
export const aRecordOf = (
  draft: Draft,
  given: Partial<AcceptInput> = {},
): { record: TestRecord; accepted: Accepted; actionIds: string[] } => {
  const record = aRecord()
  const written = accepted(draft, given)
  record.append(written.events)
  return {
    record,
    accepted: written,
    actionIds: written.events.flatMap((event) => (event.type === 'action-added' ? [event.stream.id] : [])),
  }
}
