import type { CommandName, commands, Instant, IsoDate, Refusal, Result } from '@beatbook/domain'
import type * as z from 'zod'
import type { Change } from '../action/ports.ts'

/**
 * What a command that was carried out gives back: the position of its last event, and what it made.
 * `repeated` when it had been done before.
 */
export interface Outcome {
  readonly position: number
  readonly repeated: boolean
  /** No event was needed: the record already said so. */
  readonly unchanged: boolean
  readonly plans: readonly { readonly id: string; readonly code: string }[]
  readonly documentId: string | null
}

/** Who gives a command, and when: the instant, and the London day it falls on. */
export interface CommandContext {
  readonly actor: string
  readonly now: Instant
  readonly today: IsoDate
}

/** Carries out commands on the record: one at a time per stream, all or nothing, a repeat once. */
export interface CommandRunner {
  run<N extends CommandName>(
    name: N,
    input: z.output<(typeof commands)[N]['input']>,
    context: CommandContext,
  ): Promise<Result<Outcome, Refusal>>
  /** Calls `listener` after each commit until the returned function is called. */
  onChange(listener: (change: Change) => void): () => void
}
