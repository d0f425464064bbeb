import { addDays, firstGivenDay, nearestGivenDay } from '../calendar/date.ts'
import { type FoundDate, findDates } from '../calendar/find-dates.ts'
import { dayPeriod, isOne, type Period } from '../calendar/period.ts'
import type { TimescaleKind } from './timescale.ts'
import { unexplained } from './vocabulary.ts'

/**
 * One date of a timescale with its meaning in the surrounding words; `others` are other possible meanings.
 */
export interface Clause {
  readonly kind: TimescaleKind
  readonly period: Period
  readonly doubtful: boolean
  readonly others: readonly { readonly kind: TimescaleKind; readonly period: Period }[]
  /** Whether the words say that another date has replaced it. */
  readonly superseded: boolean
  /** Whether a word that determines its meaning ("by", "until") is directly before it. */
  readonly ruled: boolean
}

/** The meaning of each date in the words, in order. A date the calendar does not have gives no clause. */
export const clausesOf = (words: string, dates: readonly FoundDate[]): Clause[] =>
  dates.flatMap((date, index) => {
    const { period } = date
    if (period === null) return []
    const before = words.slice(dates[index - 1]?.end ?? 0, date.start)
    const after = words.slice(date.end, dates[index + 1]?.start)
    return clauseOf(before, after, words.slice(date.start, date.end), { ...date, period })
  })

const clauseOf = (
  said: string,
  after: string,
  written: string,
  date: FoundDate & { period: Period },
): Clause[] => {
  const stretch = modifier.exec(said)
  const before = said.slice(0, stretch?.index ?? said.length)
  const period = weekOf(stretch?.groups?.week, date.period)
  const cue = lastCue(before, after)
  const base: Clause = {
    kind: 'by',
    period,
    doubtful: date.doubtful || doubtWords.test(before + after),
    others: date.others.map((other) => ({ kind: isOne(other) ? 'by' : 'between', period: other })),
    superseded: cue?.name === 'superseded',
    ruled: cue?.adjacent === true && cue.name === 'by',
  }
  const ranging: TimescaleKind = date.range ? 'between' : 'by'
  const as = (kind: TimescaleKind, more: Partial<Clause> = {}): Clause => ({
    ...base,
    others: kind === ranging ? base.others : base.others.map((other) => ({ ...other, kind })),
    kind,
    ...more,
  })
  const doubtfully = (kind: TimescaleKind, other: TimescaleKind): Clause =>
    as(kind, { doubtful: true, others: [{ kind: other, period }] })
  switch (cue?.name) {
    case 'moved':
      return date.range === 'to' && /\bto\b|\s-\s/i.test(written)
        ? moved(written, base)
        : [as(ranging, { superseded: true })]
    case 'before':
      if (period.earliest <= firstGivenDay) return [as('unknown', { others: [] })]
      if (cue.gap > 0) return [as(ranging, { doubtful: true })]
      return [
        /end|close/i.test(stretch?.[0] ?? '')
          ? as(ranging)
          : as('by', { period: dayPeriod(addDays(period.earliest, -1)), others: [] }),
      ]
    case 'after':
      return [cue.gap > 0 ? doubtfully('after', ranging) : as('after')]
    case 'start':
      return [
        date.range === 'to' && !/between\s*$/i.test(said)
          ? doubtfully('between', 'from')
          : cue.gap > 3
            ? doubtfully('from', ranging)
            : as('from'),
      ]
    case 'from':
      return [date.range === 'to' ? as('between') : cue.gap > 0 ? doubtfully('from', ranging) : as('from')]
    case 'completed':
      return [cue.adjacent ? as('completed') : doubtfully(ranging, 'completed')]
    case 'achieved':
      return [cue.adjacent ? doubtfully('completed', ranging) : doubtfully(ranging, 'completed')]
    case 'complete':
    case 'completed-by':
      return [doubtfully(ranging, 'completed')]
  }
  const odd = base.ruled ? trailingNoun(period, after) : unexplained(before) + unexplained(after)
  const allowed = period.precision === 'year' || narrative.test(before + after) ? 0 : 3
  const numbered = period.precision === 'year' && /\d\s*$/.test(before)
  if (odd > allowed || numbered) return [as('unknown', { others: [{ kind: ranging, period }] })]
  return [as(ranging, { doubtful: base.doubtful || (odd > 0 && !base.ruled) })]
}

/** Words that make the date next to them doubtful. */
const doubtWords = /\?|\b(?:on hold|paused|suspended|withdrawn|cancelled|abandoned)\b/i

/** Words of a report about the past, whose dates are not deadlines. */
const narrative = /\b(?:was|were|has|have|had)\b/i

/** "Moved from Oct 22 to Dec 22": the second date is current, the first is superseded. */
const moved = (written: string, base: Clause): Clause[] => {
  const [from = '', to = ''] = written.split(/\bto\b|\s-\s/i)
  const clause = (said: string, superseded: boolean): Clause[] =>
    findDates(said).flatMap(({ period, range }) =>
      period ? [{ ...base, kind: range ? 'between' : 'by', period, superseded, ruled: true }] : [],
    )
  return [...clause(from, true), ...clause(to, false)]
}

/** A year directly before a noun may name something else ("by the 2023 conference"). */
const trailingNoun = (period: Period, after: string): number =>
  period.precision === 'year' && /^\s+[\p{L}]/u.test(after)
    ? unexplained(/^\s+\S+/.exec(after)?.[0] ?? '')
    : 0

/** "w/c" turns a day into the week that it begins. */
const weekOf = (said: string | undefined, period: Period): Period =>
  said && /c|beg/i.test(said) && period.earliest === period.latest
    ? { ...period, latest: nearestGivenDay(addDays(period.latest, 6)) }
    : period

/**
 * Words directly before a date that do not change it: the whole period is the fuzzy date of "early 2023" and
 * of "the end of March".
 */
const modifier =
  /(?:\b(?:the\s+)?(?:very\s+)?(?:(?:early|mid(?:dle)?|late|end|close)(?:\s+(?:of|in))?|(?:beginning|start|(?:first|second|third|last) (?:week|part|half)|latter part)\s+of)(?:\s*-)?\s*(?:the\s+)?(?:month\s+of\s+)?|\b(?<week>w\/?\s?c|w\/?\s?e|w\/?\s?b|week[\s-](?:commencing|beginning|ending|of))\s*:?\s*)$/i

interface Cue {
  readonly name:
    | 'by'
    | 'start'
    | 'from'
    | 'after'
    | 'before'
    | 'completed'
    | 'complete'
    | 'completed-by'
    | 'achieved'
    | 'superseded'
    | 'moved'
  readonly adjacent: boolean
  /** The number of unexplained words between the two. */
  readonly gap: number
}

/** The word that determines the meaning of a date: the last one before it, else one directly after it. */
const lastCue = (before: string, after: string): Cue | null => {
  const found = cues
    .flatMap(({ name, said }) =>
      [...before.matchAll(said)].map((match) => ({
        name,
        end: match.index + match[0].length,
        length: match[0].length,
      })),
    )
    .sort((a, b) => b.end - a.end || b.length - a.length)[0]
  const trailing = trailingCues.find(({ said }) => said.test(after))
  if (trailing && (!found || trailing.name === 'superseded'))
    return { name: trailing.name, adjacent: true, gap: 0 }
  const adjacent = found !== undefined && filling.test(before.slice(found.end))
  return found && (adjacent || found.name !== 'superseded')
    ? { name: found.name, adjacent, gap: adjacent ? 0 : unexplained(before.slice(found.end)) }
    : null
}

/** Words that may be between a cue and its date. */
const filling =
  /^[\s:,(*-]*(?:(?:on|in|at|the|of|during|around|approx\.?|approximately|circa|c\.|date|dates|about|is|was|it|or before|between|\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|noon|hrs|hours))\b[\s:,(*-]*)*$/i

const TO_BE = '\\b(?:to be|be|being|will be|not|not yet|get|getting|until|when|once)\\s+(?:fully\\s+)?'

const cues: readonly { readonly name: Cue['name']; readonly said: RegExp }[] = [
  {
    name: 'by',
    said: /\b(?:by|no later than|not later than|due|deadline|until|till|til|up to|in place for|ready for|extended to|revised to|now|required for|target(?: date)?)\b/gi,
  },
  {
    name: 'by',
    said: new RegExp(`${TO_BE}(?:completed?|done|closed|finished|achieved|delivered|implemented)\\b`, 'gi'),
  },
  { name: 'by', said: /\bto (?:complete|achieve|deliver|implement)\b|\bcompletion\b/gi },
  { name: 'by', said: /\bachieved by\b|\bto(?=\s*$)/gi },
  {
    name: 'start',
    said: /\b(?:re-?)?(?:start(?:s|ed|ing)?|commenc(?:e|es|ed|ing|ement)|begin(?:s|ning)?|began|kick(?:s|ed)?[\s-]?off)(?:\s+date)?(?:\s+(?:by|no later than|from))?\b/gi,
  },
  {
    name: 'from',
    said: /\b(?:with effect from|effective(?: from)?|w\.?e\.?f\.?|from|since|as of)(?![\p{L}])/giu,
  },
  {
    name: 'after',
    said: /\b(?:after|post|beyond|following|not before|no(?:t)? (?:earlier|sooner) than|not until)\b/gi,
  },
  { name: 'before', said: /\b(?<!not )(?:before|prior to|ahead of|in advance of)\b/gi },
  { name: 'complete', said: /\bcomplete\b(?=\s*$|\s+[\p{L}])/giu },
  {
    name: 'completed',
    said: /(?<!\b(?:nearly|almost|part|partly|partially|mostly|largely|substantially|un|\d\s?%)\s)\b(?:completed|complete(?=\s*[-:,(])|done|closed|finished|discharged|signed off)\b/gi,
  },
  { name: 'completed-by', said: /^\s*(?:completed|done|closed|finished) by\b/gi },
  { name: 'achieved', said: /\b(?:achieved|delivered|implemented)\b(?! by)/gi },
  {
    name: 'superseded',
    said: /\b(?:was|were|original(?:ly)?(?: (?:date|deadline|target))?|previous(?:ly)?|formerly|initially|instead of|rather than)\b/gi,
  },
  {
    name: 'moved',
    said: /\b(?:revised|moved|slipped|extended|changed|delayed|deferred|postponed|put back|amended) from\b/gi,
  },
]

const trailingCues: readonly { readonly name: Cue['name']; readonly said: RegExp }[] = [
  { name: 'from', said: /^\s*[,(-]?\s*(?:on-?wards?|and (?:beyond|onwards?)|\+)/i },
  { name: 'start', said: /^\s*[,(-]?\s*(?:start|starting|commenc(?:e|es|ing|ement)|kick[\s-]?off)\b/i },
  {
    name: 'completed',
    said: /^\s*[-:,(]?\s*(?:already |now )?(?:completed?|done|closed|finished)\b(?! by)/i,
  },
  { name: 'superseded', said: /^\s*[,(-]?\s*(?:superseded|original(?:ly)?|previous(?:ly)?)\b/i },
]
