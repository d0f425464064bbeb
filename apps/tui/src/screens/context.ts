import type { Client } from '@beatbook/api/client'
import type { PageLine } from '../output/page.ts'
import { stopOf } from '../session/failure.ts'
import type { Record } from './record.ts'
import type { Event, SavedChange, Screen, State } from './state.ts'

/** What actions of the screens need: the client, the state, and how to send events. */
export interface ScreenContext {
  readonly client: Client
  readonly send: (event: Event) => void
  readonly state: () => State
  readonly record: Record
  /** The address of the action the person is on; `null` where there is none. */
  readonly address: () => string | null
  /** The line of the page that the cursor is on. */
  readonly lineAt: () => PageLine | undefined
  readonly mayEdit: boolean
  readonly exit: () => void
  /** Runs the command line with these words in the place of the screens, and comes back to them. */
  readonly outside: (words: readonly string[]) => void
}
export type Dispatchers = ReturnType<typeof dispatchersOf>

/**
 * Functions that dispatch events to the screens: a notice, an error about typed input, an overlay, another
 * screen.
 */
export const dispatchersOf = ({ send, state }: Pick<ScreenContext, 'send' | 'state'>) => {
  // What is wrong stands with the line that is typed, which would hide a notice.
  const notice = (tone: 'good' | 'bad', text: string) => {
    const on = state().overlay
    if (tone === 'bad' && on !== null && 'line' in on && 'error' in on)
      send({ type: 'complain', error: text })
    else send({ type: 'notice', notice: { tone, text } })
  }
  return {
    notice,
    failed: (error: unknown) => notice('bad', stopOf(error).message),
    complain: (error: string) => send({ type: 'complain', error }),
    overlay: (next: State['overlay']) => send({ type: 'overlay', overlay: next }),
    open: (screen: Screen) => send({ type: 'open', screen }),
    /** Something was recorded: shows a notice and reloads. */
    done: (text: string) => {
      notice('good', text)
      send({ type: 'refresh' })
    },
    /** A command was given here, which U undoes from now on. */
    given: (given: SavedChange) => send({ type: 'saved', saved: [...state().saved, given], undone: [] }),
  }
}
