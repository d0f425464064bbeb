import type { ActionState, StandingUpdate } from '../action/action.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { LevelCode } from '../workflow/schemas.ts'

/** The words of one update: its day, its text and its reason; both are `null` where no update had words. */
export interface SaidWords {
  readonly saidOn: IsoDate
  readonly text: string | null
  readonly reason: string | null
}

/** The declared level of an action: since when without a break, when it was last said again, and in what words. */
export interface Declaration extends SaidWords {
  readonly level: LevelCode
  readonly since: IsoDate
  /** The last day on which the same level was said again; `null` where it was said once. */
  readonly again: IsoDate | null
}

/** When an action became complete, and the words it was said with. */
export interface Completion extends SaidWords {
  readonly since: IsoDate
}

/**
 * The declared level of an action with the newest words it was said with, text and day always of one update;
 * `null` where no level is declared. Of several updates of a day the last one counts, as for the facts.
 */
export const declarationOf = (
  state: Pick<ActionState, 'level' | 'updates' | 'since'>,
): Declaration | null => {
  if (state.level === null) return null
  const run = runOf(state.updates, 'level', state.level)
  const since = run[0]?.on ?? state.since
  const last = run.at(-1)?.on ?? since
  const worded = run.findLast(hasWords)
  return { level: state.level, since, again: last === since ? null : last, ...wordsOf(worded, since) }
}

/** Since when an action is complete, with the first words it was said with; `null` where it is not. */
export const completionOf = (state: Pick<ActionState, 'stage' | 'updates' | 'since'>): Completion | null => {
  if (state.stage !== 'complete') return null
  const run = runOf(state.updates, 'stage', 'complete')
  const since = run[0]?.on ?? state.since
  return { since, ...wordsOf(run.find(hasWords), since) }
}

/** The updates that say a value, in order, since the last day that ended with another. */
const runOf = (
  updates: readonly StandingUpdate[],
  field: 'level' | 'stage',
  value: string,
): readonly StandingUpdate[] => {
  const said = updates.filter((update) => update[field] !== undefined)
  const ends = said.filter(({ on }, at) => said[at + 1]?.on !== on)
  const first = ends[ends.findLastIndex((update) => update[field] !== value) + 1]
  return first === undefined ? [] : said.filter((update) => update.on >= first.on && update[field] === value)
}

const hasWords = ({ text, reason }: StandingUpdate): boolean => Boolean(text) || Boolean(reason)

const wordsOf = (update: StandingUpdate | undefined, otherwise: IsoDate): SaidWords => ({
  saidOn: update?.on ?? otherwise,
  text: update?.text || null,
  reason: update?.reason || null,
})
