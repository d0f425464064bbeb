import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, anUpdate, send, type Update } from './client.ts'
import type { Random } from './random.ts'

/** The outcomes of the updates that writers sent. */
export interface Written {
  /** Answered with 200. */
  readonly acknowledged: Update[]
  /** Sent without an answer. */
  readonly inFlight: Update[]
  /** Answered with another status. */
  readonly refused: { readonly update: Update; readonly answer: Answer }[]
}

/**
 * Writers that each send the next update after the last is answered, until they are stopped or the server is
 * gone.
 */
export interface Writers {
  readonly written: Written
  /** Waits for the last answer of each writer, then returns the outcomes. */
  readonly end: () => Promise<Written>
}

/** The number of concurrent writers, as many as a force has at its busiest. */
export const WRITERS = 16

/**
 * Starts 16 writers of updates to `actions`. `length` is the length of an update in characters; a writer
 * pauses after a refusal.
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
        // No answer: the server is gone, and whether the update is in its record is unknown.
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

/** Waits until this many updates are acknowledged, at most ten seconds. */
export const someAcknowledged = async (
  { written: { acknowledged } }: Writers,
  number: number,
): Promise<void> => {
  for (let waited = 0; acknowledged.length < number && waited < 10_000; waited += 5) await pause(5)
}
