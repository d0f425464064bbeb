import type { Change, CommandRunner, Outcome } from '@beatbook/contract'
import type { Refusal, Result } from '@beatbook/domain'
import type { AnyCommand, WritingSide } from '../writer/write.ts'

/** Submits commands to the writer and registers `listeners` for changes. */
export const commandRunner = (
  submit: WritingSide['submit'],
  listeners: Set<(change: Change) => void>,
): CommandRunner => ({
  run: (name, input, context) =>
    submit({ write: 'command', command: { name, input } as AnyCommand, context }) as Promise<
      Result<Outcome, Refusal>
    >,
  onChange: (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
})
