import type { Change, CommandRunner, Outcome } from '@beatbook/contract'
import type { Refusal, Result } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { previewUndo } from '../undo/preview.ts'
import type { AnyCommand, WritingSide } from '../writer/write.ts'
import { previewChange, previewHandOver } from './preview.ts'

/** Submits commands to the writer, previews them on `db`, and registers `listeners` for changes. */
export const commandRunner = (
  db: Kysely<Schema>,
  submit: WritingSide['submit'],
  listeners: Set<(change: Change) => void>,
): CommandRunner => ({
  run: (name, input, context) =>
    submit({ write: 'command', command: { name, input } as AnyCommand, context }) as Promise<
      Result<Outcome, Refusal>
    >,
  previewChange: (input, context) => previewChange(db, input, context),
  previewHandOver: (input, context) => previewHandOver(db, input, context),
  previewUndo: (documentId, context) => previewUndo(db, documentId, context),
  onChange: (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
})
