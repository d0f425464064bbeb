import { contentsOfDraft, type WrittenDraft } from '@beatbook/contract'
import { readDocument } from '@beatbook/documents'
import { ok, type ReadFailure, type Result } from '@beatbook/domain'
import { serveTasks } from '../work/serve.ts'
import type { ReadTask } from './reader.ts'

// A worker that reads documents. It returns the draft as bytes: a large draft is neither copied nor
// serialised on the serving thread.
serveTasks<ReadTask, Result<WrittenDraft, ReadFailure>>(() => async ({ name, bytes, quarters, today }) => {
  const read = await readDocument(name, bytes, { quarters, readOn: today })
  if (!read.ok) return { value: read }
  const draft = read.value
  const json = new TextEncoder().encode(JSON.stringify(draft))
  return {
    value: ok({ name: draft.source.name, json, contents: contentsOfDraft(draft) }),
    transfer: [json.buffer],
  }
})
