import { id, instant, isoDate } from '@beatbook/domain'
import * as z from 'zod'

const by = z.object({ id, name: z.string() })

/** An entry that rests on an import: of a plan, an action or an owner. */
export const importDependent = z.object({
  kind: z.string(),
  id,
  /** The address of an action or a plan, or the name of an owner; `null` where it is nowhere today. */
  address: z.string().nullable(),
  /** The words of an action, or the title of a plan. */
  text: z.string().nullable(),
  /** The type of the event. */
  type: z.string(),
  on: isoDate,
  recordedAt: instant,
  by,
  /** The command that recorded it, and its id, by which it is undone. */
  command: z.string(),
  commandId: id,
})
export type ImportDependent = z.infer<typeof importDependent>

/** What undoing the import of a document would do; once it is undone, what redoing it would. */
export const importUndo = z.object({
  documentId: id,
  /** What `undo-command` takes. */
  commandId: id,
  /** The import is undone now: undoing `commandId` redoes it. */
  undone: z.boolean(),
  /** Who imported it, or undid or redid that last, and when. */
  by,
  at: instant,
  /** The plans that go, or come back, as a whole; and those that only lose, or get back, what the document changed. */
  plans: z.array(z.object({ id, code: z.string(), title: z.string(), whole: z.boolean() })),
  /** How many actions go, or come back; and how many others change. */
  actions: z.int(),
  changed: z.int(),
  /** The owners that go, or come back; and those that stay, because others have them. */
  owners: z.array(z.string()),
  staying: z.array(z.string()),
  /** What is in the way, newest first: at most 100 of `count`. Without any it can be undone as a whole. */
  dependents: z.array(importDependent),
  count: z.int(),
  /** How many of its actions can be undone although something is in the way; then the plan stays. */
  rest: z.int(),
})
export type ImportUndo = z.infer<typeof importUndo>
