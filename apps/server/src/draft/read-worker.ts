import { contentsOfDraft, type ReturnedBook, type WrittenDraft } from '@beatbook/contract'
import { markWorkbook, readDocument, readReturned } from '@beatbook/documents'
import { ok, type ReadFailure, type Result } from '@beatbook/domain'
import { type Answered, serveTasks } from '../work/serve.ts'
import type { BringTask, MarkTask, ReadTask } from './reader.ts'

type Read = Result<WrittenDraft | ReturnedBook | Uint8Array<ArrayBuffer>, ReadFailure>

// A worker that reads documents, and workbooks that come back. It returns a draft as bytes: a large draft is neither
// copied nor serialised on the serving thread.
serveTasks<ReadTask | BringTask | MarkTask, Read>(() => async (task): Promise<Answered<Read>> => {
  const { name, bytes } = task
  if ('columns' in task) return { value: await readReturned(name, bytes, task.columns) }
  if ('marks' in task) {
    const marked = new Uint8Array(await markWorkbook(bytes, task.marks))
    return { value: ok(marked), transfer: [marked.buffer] }
  }
  const read = await readDocument(name, bytes, { quarters: task.quarters, readOn: task.today })
  if (!read.ok) return { value: read }
  const draft = read.value
  const json = new TextEncoder().encode(JSON.stringify(draft))
  return {
    value: ok({ name: draft.source.name, json, contents: contentsOfDraft(draft) }),
    transfer: [json.buffer],
  }
})
