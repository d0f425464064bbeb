import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, anUpdate, send, type Update } from './client.ts'
import type { Random } from './random.ts'

/** What became of the updates that writers sent. */
export interface Written {
  /** Answered with 200. */
  readonly acknowledged: Update[]
  /** Sent, and never answered. */
  readonly inFlight: Update[]
  /** Answered otherwise. */
  readonly refused: { readonly update: Update; readonly answer: Answer }[]
}

/**
 * Writers that each send the next update when the last is answered, until they are ended or the server goes.
 */
export interface Writers {
  readonly written: Written
  /** Lets each writer wait for its last answer, then gives what they wrote. */
  readonly end: () => Promise<Written>
}

/** So many write at once, as many as a force has at its busiest. */
export const WRITERS = 16

/**
 * Starts 16 writers of updates to `actions`. `length` is how many characters an update has; a writer that is
 * refused pauses.
 */
export const startWriters = (
  url: string,
  token: string,
  actions: readonly { readonly id: string }[],
  random: Random,
  length = 60,
): Writers => {
  const written: Written = { acknowledged: [], inFlight: [], refused: [] }
  let ended = false
  const write = async () => {
    while (!ended) {
      const update = anUpdate(
        random.pick(actions).id,
        'Two sessions held, the rest follows. '.repeat(Math.ceil(length / 37)).slice(0, length),
      )
      try {
        const answer = await send(url, 'commands.recordUpdate', update, { token })
        if (answer.status === 200) written.acknowledged.push(update)
        else {
          written.refused.push({ update, answer })
          await pause(100)
        }
      } catch {
        // Nobody answered: the server is gone, and whether the update is in its record is not known.
        written.inFlight.push(update)
        return
      }
    }
  }
  const all = Promise.all(Array.from({ length: WRITERS }, write))
  return {
    written,
    end: async () => {
      ended = true
      await all
      return written
    },
  }
}

/** Waits until so many updates are acknowledged, at most ten seconds. */
export const someAcknowledged = async (
  { written: { acknowledged } }: Writers,
  number: number,
): Promise<void> => {
  for (let waited = 0; acknowledged.length < number && waited < 10_000; waited += 5) await pause(5)
}
