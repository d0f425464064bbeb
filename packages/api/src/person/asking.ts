import type { Asking } from '@beatbook/contract'
import type { ApiContext } from '../context.ts'

/** Who asks for a change of people, and when, by which command. */
export const asking = (
  { person, now, today }: Pick<ApiContext, 'now' | 'today'> & { person: { id: string } },
  { commandId }: { commandId?: string | undefined },
): Asking => ({ actor: person.id, now, today, commandId })
