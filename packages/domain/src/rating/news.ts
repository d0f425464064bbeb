import type { ActionState, StandingUpdate } from '../action/action.ts'
import { type SaidField, saidFieldNames } from '../action/fields.ts'
import type { IsoDate } from '../calendar/date.ts'
import type { Timescale } from '../timescale/timescale.ts'

/**
 * The day of the last update with news between two states of an action, `before` the earlier one (`null`: all
 * of its updates are new); `null` where none of them has news. News are words of its own, or a value other than
 * the one before. Source: DESIGN, "Two clocks of silence".
 */
export const newsBetween = (before: ActionState | null, after: ActionState): IsoDate | null => {
  const added = after.updates.slice(before?.updates.length ?? 0)
  const last = added.findLast((update) => hasContent(update) || changesAny(update, before, after))
  return last?.on ?? null
}

/**
 * Whether an update has words of its own. Words that were redacted were content: what they said is not known
 * any more, that something was said is.
 */
const hasContent = ({ text, reason }: StandingUpdate): boolean =>
  [text, reason].some((words) => words != null && (words === '' || !saysNothing(words)))

/** Whether an update sets a field that has another value at the end of the day than before it. */
const changesAny = (update: StandingUpdate, before: ActionState | null, after: ActionState): boolean =>
  saidFieldNames.some(
    (field) => update[field] !== undefined && !same(field, initial(field, before, after), after[field]),
  )

const initial = (field: SaidField, before: ActionState | null, after: ActionState) =>
  before !== null ? before[field] : field === 'timescale' ? after.originalTimescale : null

const same = (field: SaidField, a: ActionState[SaidField], b: ActionState[SaidField]): boolean => {
  if (field !== 'timescale') return a === b
  const [one, other] = [a as Timescale, b as Timescale]
  return one.kind === other.kind && one.earliest === other.earliest && one.latest === other.latest
}

/** Whether a text has no letter or digit, or only says that there is nothing to say. */
const saysNothing = (words: string): boolean => {
  const plain = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return plain === '' || nothingSaid.has(plain)
}

/**
 * What people write where they have nothing to report, in lower case without punctuation. The list is part of
 * the meaning of the fact `daysSinceNews`, so it never changes.
 */
const nothingSaid: ReadonlySet<string> = new Set(
  [
    ['no change', 'no changes', 'no change this period', 'no change this month', 'no change this quarter'],
    ['no change since last update', 'no change since the last update', 'no change since last time'],
    ['no change from last update', 'no change from last month', 'no change from last time', 'unchanged'],
    ['no update', 'no updates', 'no new update', 'no further update', 'no further updates'],
    ['no update this period', 'no update this month', 'no update this quarter', 'no update provided'],
    ['nothing new', 'nothing to add', 'nothing to update', 'nothing to report', 'nothing further to report'],
    ['nothing new to report', 'none', 'nil', 'nil return', 'nil report', 'n a', 'na', 'ntr'],
    ['as above', 'as before', 'as previous', 'as previously', 'as last time', 'see above', 'see previous'],
    ['same', 'same as above', 'same as before', 'same as last time', 'ditto'],
    ['ongoing', 'on going', 'still ongoing', 'remains ongoing', 'work ongoing', 'work is ongoing'],
    ['in progress', 'still in progress', 'work in progress', 'wip'],
    ['tbc', 'to be confirmed', 'update awaited', 'awaiting update', 'update to follow'],
  ].flat(),
)
