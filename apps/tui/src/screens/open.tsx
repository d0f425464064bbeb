import { createClient } from '@beatbook/api/client'
import { refuse } from '@beatbook/domain'
import { EventSource } from 'eventsource'
import { render } from 'ink'
import { exitCodes, Stop } from '../output/exit.ts'
import { serverUrl } from '../session/address.ts'
import { authorization, callServer } from '../session/connect.ts'
import { wordsFromEditor } from '../session/editor.ts'
import { stopOfRefusal } from '../session/failure.ts'
import { quickFetch } from '../session/quick-fetch.ts'
import { lastSeen, noteSeen } from '../session/seen.ts'
import { App, type AppProps } from './app.tsx'

/** How long after the live notices ended they are begun anew, in milliseconds. */
const AGAIN = 3_000

/**
 * Opens the screens and waits until they are closed. Resolves with the exit code; stops where nobody is
 * signed in or no server answers.
 */
export const openScreens = async (): Promise<number> => {
  const url = serverUrl()
  const client = createClient(url, {
    headers: () => authorization(url),
    fetch: quickFetch,
    eventSource: EventSource,
  })
  const since = lastSeen()
  const now = new Date().toISOString()
  // Both in one request; what changed is not worth failing for.
  const [me, changed] = await callServer(() =>
    Promise.all([
      client.session.me.query(),
      since === null ? null : client.actions.changes.query({ since, limit: 500 }).catch(() => null),
    ]),
  )
  if (me.person === null)
    throw new Stop('signedOut', `Nobody is signed in at ${url}.`, 'Sign in with “beatbook login”.')
  if (me.person.mustChangePassword) throw stopOfRefusal(refuse('password-change-due'))

  const follow: AppProps['follow'] = (on) => {
    let following: { unsubscribe: () => void } | null = null
    let again: ReturnType<typeof setTimeout> | undefined
    const begin = (): void => {
      following = client.live.changes.subscribe(
        {},
        {
          onData: on.change,
          onConnectionStateChange: (connection) =>
            on.state(connection.state === 'pending' ? 'live' : connection.error ? 'offline' : 'connecting'),
          // It has ended: it is begun anew until somebody is signed in and the server answers.
          onError: () => {
            following?.unsubscribe()
            client.session.me.query().then(
              ({ person }) => on.state(person === null ? 'signed out' : 'connecting'),
              () => on.state('offline'),
            )
            again = setTimeout(begin, AGAIN)
          },
        },
      )
    }
    begin()
    return () => {
      clearTimeout(again)
      following?.unsubscribe()
    }
  }
  const { id } = me.person
  const news = changed?.rows.some(({ by }) => by.id !== id) ?? false
  noteSeen(now)
  const editor = process.env.VISUAL ?? process.env.EDITOR
  const app = render(
    <App
      client={client}
      person={me.person}
      force={me.force}
      follow={follow}
      since={since}
      news={news}
      editor={editor ? (words) => wordsFromEditor(editor, '', words) : null}
    />,
    {
      // It is known to be a terminal; Ink would treat the variable CI as the opposite.
      interactive: true,
      alternateScreen: true,
      incrementalRendering: true,
      exitOnCtrlC: false,
    },
  )
  let code: number = exitCodes.ok
  // Ended from outside, it leaves the terminal as it was and says so as a shell does.
  const ending = { SIGTERM: 143, SIGHUP: 129 } as const
  const leaving = (Object.keys(ending) as (keyof typeof ending)[]).map((signal) => {
    const leave = (): void => {
      code = ending[signal]
      app.unmount()
    }
    process.once(signal, leave)
    return () => process.off(signal, leave)
  })
  await app.waitUntilExit()
  for (const off of leaving) off()
  return code
}
