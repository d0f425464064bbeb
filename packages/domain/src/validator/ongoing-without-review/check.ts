import { findDates } from '../../calendar/find-dates.ts'
import { plainWords } from '../../words/fold.ts'
import { eachAction } from '../each-action.ts'
import { sentencesOf } from '../sentences.ts'
import type { SubjectAction } from '../subject.ts'
import type { Check } from '../violation.ts'

/** An ongoing action without an end that has neither a time nor an interval of review. */
export const check: Check<'ongoing-without-review'> = (subject) =>
  eachAction(subject, (action) =>
    action.timescale.kind === 'ongoing' && action.stage !== 'complete' && !saysReview(action)
      ? [{ args: {}, quote: action.timescale.said || null }]
      : [],
  )

const saysReview = ({ timescale, text, details }: SubjectAction): boolean =>
  [timescale.said, ...sentencesOf(text), ...details.map(({ heading, text }) => `${heading}: ${text}`)]
    .map(plainWords)
    .some((words) => review.test(words) && (often.test(words) || findDates(words).length > 0))

const review = /\b(?:review|refresh|revisit|checkpoint|report)/i
const often =
  /\b(?:daily|weekly|fortnightly|(?:bi-?|six-?\s?)?monthly|quarterly|termly|annual(?:ly)?|yearly|(?:every|each)\s+\p{L}+)\b/iu
