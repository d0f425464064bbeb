import type { TimescaleKind } from './timescale.ts'

/** The meaning of words without a date, and the code of their note. */
export interface Dateless {
  readonly kind: TimescaleKind
  readonly anchor: string | null
  readonly every: string | null
  readonly note: 'unknown-timescale' | 'relative-without-anchor' | 'stage-in-timescale' | null
}

/**
 * Reads words without a date: repeated, ongoing or done work, times relative to something else, and words
 * that are not understood.
 */
export const meaningWithoutDate = (words: string): Dateless => {
  const said = words.replace(/\s+/g, ' ').trim()
  if (nothing.test(said)) return plain('none')
  if (toBeConfirmed.test(said)) return plain('unknown', 'unknown-timescale')
  if (recurs(said)) return { ...plain('recurring'), every: shorten(said) }
  if (continues.test(said)) return plain('ongoing')
  if (done.test(said) && !notDone.test(said)) return plain('completed', 'stage-in-timescale')
  if (elsewhere.test(said))
    return plain(
      /^\(?(?:please )?(?:see|refer to)\b(?!.*\b(?:above|below)\b)/i.test(said) ? 'none' : 'unknown',
      'unknown-timescale',
    )
  const span = spanOfTime.exec(said)
  const hung =
    span &&
    /^\s*(?:of|from|after|following|post|before|prior to|since)\s+(?<anchor>.*\p{L}.*)$/iu.exec(
      said.slice(span.index + span[0].length),
    )
  if (hung?.groups?.anchor) return { ...plain('relative'), anchor: shorten(hung.groups.anchor) }
  if (span || soon.test(said)) return plain('relative', 'relative-without-anchor')
  if (withoutYear.test(said)) return plain('unknown', 'unknown-timescale')
  const event = onEvent.exec(said)
  if (event?.groups?.anchor)
    return { ...plain('relative', 'relative-without-anchor'), anchor: shorten(event.groups.anchor) }
  return plain('unknown', 'unknown-timescale')
}

/** Whether the words say that the work recurs. */
export const recurs = (said: string): boolean => again.test(said) || adverb.test(said)

/** Whether the words say that the date is to be confirmed. */
export const isToBeConfirmed = (said: string): boolean => toBeConfirmed.test(said)

/** Whether the words say that the work is ongoing. */
export const isOngoing = (said: string): boolean => continues.test(said)

/** A period relative to the date that follows it ("within 3 months of …"): its anchor, else `null`. */
export const anchorOf = (said: string): string | null => {
  const span = spanOfTime.exec(said)
  const anchor =
    span &&
    /^\s*(?:of|from|after|following|before|prior to|since)\s+(?<anchor>.+)$/is.exec(
      said.slice(span.index + span[0].length),
    )?.groups?.anchor
  return anchor ? shorten(anchor) : null
}

const plain = (kind: TimescaleKind, note: Dateless['note'] = null): Dateless => ({
  kind,
  anchor: null,
  every: null,
  note,
})

const shorten = (said: string): string =>
  said
    .replace(/\s+/g, ' ')
    .replace(/[\s.*]+$/, '')
    .trim()
    .slice(0, 500)

const nothing =
  /^(?:[\s\-_.*/]*|\(?(?:n\s?[/.]?\s?a\.?|nil|none|not applicable|no (?:date|deadline|timescale|timeframe)s?(?: (?:given|set|stated|specified|applies))?|not (?:stated|specified|given))\)?)$/i

const toBeConfirmed =
  /\bt\.?b\.?[cadns]\b\.?|\b(?:to be|yet to be|being|not yet|awaiting|needs to be|still to be) (?:confirmed|agreed|determined|decided|advised|announced|set|scheduled|finali[sz]ed|known|defined|identified|established)\b|\bnot (?:known|set|agreed|confirmed)\b|\bunknown\b|\bdates? (?:awaited|required|needed)\b/i

const UNIT =
  '(?:working |calendar |school )?(?:day|night|week|fortnight|month|quarter|term|year|annum|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|meeting)'

const again = new RegExp(
  `\\b(?:every|each) (?:(?:other|second|third|single) |\\d+(?:-\\d+)? |(?:two|three|four|five|six|nine|ten|twelve|eighteen) )?(?:and every )?${UNIT}s?\\b|\\b(?:per|once an?|twice an?|times an?) ${UNIT}\\b|\\b(?:twice|bi-?|half[- ]|six[- ]|three[- ])(?:annual(?:ly)?|year(?:ly)?|month(?:ly)?|week(?:ly)?)\\b|\\bregular(?:ly)? (?:basis|intervals?)\\b|\\bat regular intervals?\\b|\\b(?:recurring|repeats?|repeated|periodic(?:ally)?|per annum|p\\.a\\.|year on year)(?![\\p{L}])|^regular(?:ly)?$`,
  'iu',
)

/** "annually" anywhere, but "annual" and "monthly" before a noun only at the start of the words. */
const adverb =
  /\b(?:annually|yearly|biennially|biannually|fortnightly|nightly|termly|half-yearly)\b|\b(?:daily|weekly|monthly|quarterly)\b(?=\s*(?:$|[-,;:.)/&]|(?:on|in|by|at|from|until|via|through|thereafter|and|or|as|basis|to|each|reviews?|report(?:s|ing)?|updates?|meetings?|monitor(?:ed|ing)|check(?:s|ed)?)\b))|^(?:annual|biennial|daily|weekly|monthly|quarterly)\b|\bannual\s*(?:$|\))/i

const continues =
  /\b(?:on-? ?going|continu(?:ous|ously|al|ally|ing|e|es|ed)|b\.?a\.?u\.?|business as usual|rolling|open[- ]ended|permanent(?:ly)?|in perpetuity|indefinite(?:ly)?|standing item|no end date|(?:life(?:time)?|duration|throughout (?:the )?(?:life|duration|period|term)) of (?:the )?\p{L}+)\b/iu

const done =
  /^(?:this |it |action |work |now |already |fully |all |has |been |is |was )*(?:complete|completed|done|closed|finished|achieved|discharged|delivered|implemented|signed off)\b/i

const notDone =
  /\bnot\b|\bpart(?:ly|ially)?\b|\bonce\b|\bwhen\b|\bto be\b|\bwill be\b|\bincomplete\b|\b(?:complete|completed|achieved|delivered|implemented|done) (?:by|before|within|when|once|after)\b|%|\d/i

const elsewhere =
  /^\(?(?:please )?(?:see|refer to|as (?:per |in )?(?:above|below)|as for|as per|ditto|same as)\b|^["'\s]*ditto["'\s]*$/i

const COUNT =
  '(?:\\d+(?:\\.\\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|twenty[- ]four|thirty|forty|sixty|ninety|a couple of|a few|several)'

const spanOfTime = new RegExp(
  `\\b${COUNT}(?:\\s*\\(\\s*\\d+\\s*\\))?(?:\\s*(?:-|to|or)\\s*${COUNT})?[\\s-]*(?:working |calendar |business |school )?(?:hour|hr|day|week|wk|fortnight|month|mth|quarter|year|yr)s?\\b'?`,
  'i',
)

const soon =
  /\b(?:a\.?s\.?a\.?p|as soon as (?:is )?(?:possible|practicable|practical)|soon|immediate(?:ly)?|urgent(?:ly)?|straight ?away|at once|forthwith|in due course|shortly|now|today|with immediate effect)(?![\p{L}])|\b(?:this|next|current|coming|following|end of(?: the)?|by) (?:(?:end of|financial|fiscal|calendar|academic|school|the) )*(?:year|month|quarter|week|term|spring|summer|autumn|winter)\b|\b(?:year|month|quarter)[- ]end\b/iu

/** A day, month, quarter or season without its year, and nothing else. */
const withoutYear =
  /^(?:(?:by|in|on|from|before|after|until|to|the|of|end|early|mid|late|start|beginning|and|first|second|third|fourth|last|week|quarter|q[1-4]|\d{1,2}(?:st|nd|rd|th)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|winter|easter|christmas)\b[\s.,/-]*)+$/i

const onEvent =
  /^(?!on hold\b)(?:to be \p{L}+ |due |complete |completed |deliver |start |commence )?(?:as )?(?:on|upon|once|when|after|following|subject to|dependent (?:up)?on|depend(?:s|ing) (?:up)?on|prior to|before|until|till|pending|at|by|in time for|linked to|in line with|to coincide with|post|awaiting|as and when|as soon as|not before|from|within)\s+(?<anchor>.*\p{L}.*)$/iu
