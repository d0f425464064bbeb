import type { Client } from '@beatbook/api/client'
import { stopOf } from '../session/failure.ts'
import type { Record } from './record.ts'
import type { Event, Screen, State } from './state.ts'

/** What the screens are given to act with: how to send news of themselves, and what they show. */
export interface Hands {
  readonly client: Client
  readonly send: (event: Event) => void
  readonly state: () => State
  readonly record: Record
  /** The address of the action the person is on; `null` where there is none. */
  readonly address: () => string | null
  readonly mayEdit: boolean
  readonly exit: () => void
}
export type Telling = ReturnType<typeof tellingOf>

/**
 * The ways in which the screens are told what comes next: a notice, a complaint about what was typed, what
 * lies over them, another screen.
 */
export const tellingOf = ({ send }: Pick<Hands, 'send'>) => {
  const notice = (tone: 'good' | 'bad', text: string) => send({ type: 'notice', notice: { tone, text } })
  return {
    notice,
    failed: (error: unknown) => notice('bad', stopOf(error).message),
    complain: (error: string) => send({ type: 'complain', error }),
    overlay: (next: State['overlay']) => send({ type: 'overlay', overlay: next }),
    open: (screen: Screen) => send({ type: 'open', screen }),
    /** Something was recorded: says so, and reads again. */
    done: (text: string) => {
      notice('good', text)
      send({ type: 'refresh' })
    },
  }
}
