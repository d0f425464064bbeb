import { createClient, type LiveChange } from '@beatbook/api/client'
import { printData } from '../output/data.ts'
import { exitCodes, type Stop } from '../output/exit.ts'
import { print, say, warn } from '../output/print.ts'
import { serverUrl } from '../session/address.ts'
import { authorization, callServer } from '../session/connect.ts'
import { quickFetch } from '../session/quick-fetch.ts'
import { wholeNumber } from './given.ts'
import { jsonOption, type Verb } from './verb.ts'

/** How many addresses a line names. */
const MOST_NAMED = 50

/** `beatbook watch`: the changes as they are recorded, until Ctrl-C. */
export const watchVerb: Verb = (program) => {
  program
    .command('watch')
    .description('what changes, as it is recorded, one line for each command; Ctrl-C ends it')
    .option('--count <number>', 'end after so many')
    .option(...jsonOption)
    .action(async (options: { count?: string; json?: boolean }) => {
      const most =
        options.count === undefined ? Number.POSITIVE_INFINITY : wholeNumber(options.count, '--count')
      const url = serverUrl()
      const { EventSource } = await import('eventsource')
      const { stopOf } = await import('../session/failure.ts')
      const client = createClient(url, {
        headers: () => authorization(url),
        fetch: quickFetch,
        eventSource: EventSource,
      })
      // A feed is tried again and again; who is not signed in is told at once.
      await callServer(() => client.plans.list.query({}))
      await new Promise<void>((resolve, reject) => {
        let shown = 0
        let lost = false
        let printed = Promise.resolve()
        const end = (stop: Stop | null) => {
          following.unsubscribe()
          process.off('SIGINT', interrupt)
          process.off('SIGTERM', terminate)
          printed.then(() => (stop === null ? resolve() : reject(stop)))
        }
        const endWith = (exit: 'interrupted' | 'terminated') => () => {
          process.exitCode = exitCodes[exit]
          end(null)
        }
        const interrupt = endWith('interrupted')
        const terminate = endWith('terminated')
        process.on('SIGINT', interrupt)
        process.on('SIGTERM', terminate)
        const show = async (change: LiveChange) => {
          if (shown >= most) return
          const named = await namesOf(client, change)
          if (options.json) printData('watch', named)
          else print(lineOf(named))
          shown += 1
          if (shown >= most) end(null)
        }
        const following = client.live.changes.subscribe(
          {},
          {
            onData: ({ data }) => {
              // The first message only says that the feed is there.
              if (data.position === 0 && !data.everything) return
              printed = printed.then(() => show(data)).catch((error: unknown) => end(stopOf(error)))
            },
            onConnectionStateChange: ({ state, error }) => {
              if (state === 'pending' && lost) say('Connected again.')
              if (error && !lost) warn('The server cannot be reached. Trying again; Ctrl-C ends it.')
              lost = state === 'pending' ? false : lost || Boolean(error)
            },
            onError: (error) => end(stopOf(error)),
          },
        )
      })
    })
}

type Named = Pick<LiveChange, 'position' | 'everything'> & {
  plans: string[]
  actions: string[]
  others: string[]
}

/** A change with codes and addresses in place of ids; what is gone again has none. */
const namesOf = async (
  client: ReturnType<typeof createClient>,
  { position, plans, actions, others, everything }: LiveChange,
): Promise<Named> => {
  const known = plans.length === 0 ? [] : await client.plans.list.query({})
  const found = await Promise.all(
    actions.slice(0, MOST_NAMED).map((address) =>
      client.actions.get.query({ address }).then(
        (action) => action.address,
        () => null,
      ),
    ),
  )
  return {
    position,
    plans: plans.flatMap((id) => known.find((plan) => plan.id === id)?.code ?? []),
    actions: found.flatMap((address) => address ?? []),
    others: [...others],
    everything: everything || actions.length > MOST_NAMED,
  }
}

const lineOf = ({ plans, actions, others, everything }: Named): string => {
  const about = actions.length > 0 ? actions : plans.length > 0 ? plans : others
  return `${new Date().toTimeString().slice(0, 8)}  ${about.join(', ') || 'something'}${everything ? ' and more' : ''} changed`
}
