import type {
  Change,
  CommandContext,
  Confided,
  KeptForm,
  ReadMark,
  Upload,
  ViewGiven,
} from '@beatbook/contract'
import type { CommandName, commands, Decision, Instant, IsoDate, PersonCommand } from '@beatbook/domain'
import type * as z from 'zod'
import type { Location } from '../database/location.ts'
import type { DraftTable } from '../tables/draft.ts'

/** A command of the domain with its validated input. */
export type AnyCommand = {
  [N in CommandName]: { readonly name: N; readonly input: z.output<(typeof commands)[N]['input']> }
}[CommandName]

/** A draft's row, and its JSON, encoded as UTF-8 if written in another thread. */
export interface PutDraft {
  readonly row: Omit<DraftTable, 'draft'>
  readonly draft: string | Uint8Array<ArrayBuffer>
}

/** Every kind of write, as data that can be sent to the writer's thread. */
export type Write =
  | { readonly write: 'command'; readonly command: AnyCommand; readonly context: CommandContext }
  | {
      readonly write: 'command'
      readonly command: PersonCommand
      readonly context: CommandContext
      readonly confided: Confided
    }
  | { readonly write: 'backfill-events'; readonly now: Instant; readonly today: IsoDate }
  | ({ readonly write: 'put-draft' } & PutDraft)
  | {
      readonly write: 'decide-draft'
      readonly id: string
      readonly author: string
      readonly decisions: readonly Decision[]
      readonly now: string
    }
  | { readonly write: 'discard-draft'; readonly id: string; readonly author: string }
  | { readonly write: 'delete-expired'; readonly now: string }
  | { readonly write: 'put-upload'; readonly upload: Upload }
  | { readonly write: 'turn-day'; readonly today: IsoDate }
  | { readonly write: 'work-off' }
  | { readonly write: 'answer-for'; readonly person: string; readonly parties: readonly string[] }
  | { readonly write: 'feed-seen'; readonly id: string; readonly now: Instant }
  | { readonly write: 'save-view'; readonly view: ViewGiven }
  | { readonly write: 'remove-view'; readonly person: string; readonly id: string }
  | {
      readonly write: 'keep-form'
      readonly person: string
      readonly key: string
      readonly form: KeptForm | null
    }
  | {
      readonly write: 'keep-layout'
      readonly person: string
      readonly planId: string
      readonly body: string | null
    }
  | { readonly write: 'mark-read'; readonly person: string; readonly marks: readonly ReadMark[] }
  | { readonly write: 'statement'; readonly sql: string; readonly parameters: readonly unknown[] }

/** The writing side of an open record, in this thread or another. */
export interface WritingSide {
  readonly migrations: readonly string[]
  /**
   * Performs one write and resolves with its answer once it is on the disk. Rejects when it failed; then
   * nothing of it is stored.
   */
  submit(write: Write): Promise<unknown>
  /** Finishes what was submitted and closes the database. */
  close(): Promise<void>
}

export interface WritingOptions {
  readonly location: Location
  readonly newId: () => string
  readonly flushDelay?: number
  /** Called after the commit, before the answer. */
  readonly onChange: (change: Change) => void
}
