import type { CommandName, commands, Instant, IsoDate, Refusal, Result } from '@beatbook/domain'
import type * as z from 'zod'
import type { ChangePreview } from '../action/change.ts'
import type { Change } from '../action/ports.ts'
import type { ImportUndo } from '../document/undo.ts'
import type { HandOverPreview } from '../party/view.ts'

/**
 * The outcome of a command: the position of its last event, and what it created. `repeated` when it had been
 * executed before.
 */
export interface Outcome {
  readonly position: number
  readonly repeated: boolean
  /** No event was needed: the record had that state already. */
  readonly unchanged: boolean
  readonly plans: readonly { readonly id: string; readonly code: string }[]
  readonly documentId: string | null
}

/** Who sends a command, and when: the instant, and the London day of that instant. */
export interface CommandContext {
  readonly actor: string
  readonly now: Instant
  readonly today: IsoDate
}

/** Runs commands on the record: one at a time per stream, atomically, a repeat only once. */
export interface CommandRunner {
  run<N extends CommandName>(
    name: N,
    input: z.output<(typeof commands)[N]['input']>,
    context: CommandContext,
  ): Promise<Result<Outcome, Refusal>>
  /** What a change of several actions would do, on the record as it is. */
  previewChange(
    input: z.output<(typeof commands)['change-actions']['input']>,
    context: CommandContext,
  ): Promise<ChangePreview>
  /** What giving over an owner's open actions would do, on the record as it is; refused as the command is. */
  previewHandOver(
    input: z.output<(typeof commands)['hand-over']['input']>,
    context: CommandContext,
  ): Promise<Result<HandOverPreview, Refusal>>
  /**
   * What undoing the import of a document would do, on the record as it is; refused with `not-found` where there is no
   * such document, and `not-undoable` where no plan was made of it.
   */
  previewUndo(documentId: string, context: CommandContext): Promise<Result<ImportUndo, Refusal>>
  /** Calls `listener` after each commit until the returned function is called. */
  onChange(listener: (change: Change) => void): () => void
}
