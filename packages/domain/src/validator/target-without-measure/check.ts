import { findDates } from '../../calendar/find-dates.ts'
import { plainWords } from '../../words/fold.ts'
import { eachAction } from '../each-action.ts'
import { sentencesOf } from '../sentences.ts'
import type { Check } from '../violation.ts'

/** An action whose text sets a number to reach, without a measure that shows whether it is reached. */
export const check: Check<'target-without-measure'> = (subject) =>
  eachAction(subject, ({ text, details }) => {
    const target = details.some(({ heading, text }) => measure.test(heading) && text.trim() !== '')
      ? null
      : targetIn(text)
    return target === null
      ? []
      : [
          {
            args: { target },
            quote: sentencesOf(text).find((sentence) => sentence.includes(target)) ?? target,
          },
        ]
  })

/** A heading under which documents have measures. */
const measure = /\b(?:measures?|kpis?|indicators?|metrics?|success criteria)\b/i

/**
 * The first number that is a target, with the words that make it one; not dates, lengths of time and numbers
 * that are names.
 */
const targetIn = (text: string): string | null => {
  const words = undated(plainWords(text))
  const found = targets.map((pattern) => pattern.exec(words)).filter((match) => match !== null)
  const first = found.sort((a, b) => a.index - b.index)[0]
  return first === undefined ? null : text.slice(first.index, first.index + first[0].length).trim()
}

/** The words with blanks of the same length in place of dates. */
const undated = (words: string): string => {
  let blanked = words
  for (const { start, end } of findDates(words))
    blanked = blanked.slice(0, start) + ' '.repeat(end - start) + blanked.slice(end)
  return blanked
}

const number = '(?:£\\s?)?\\d[\\d,]*(?:\\.\\d+)?\\s?(?:%|per ?cent\\b|k\\b|m\\b)?'
const noTime =
  '(?!\\s*(?:-|–)?\\s*(?:second|minute|hour|day|week|fortnight|month|year|am\\b|pm\\b|hrs?\\b|mins?\\b))(?![\\d,.]*\\d)'
const verbs =
  'recruit|train|deliver|achieve|establish|create|install|hold|host|visit|open|fund|plant|enrol|engage|reach|generate|secure|attract|increase|grow|raise|reduce|cut|lower|improve|provide|run|issue|convert|double|set up|sign up'
const targets = [
  new RegExp(`\\btargets?\\s+(?:is\\s+|of\\s+|to\\s+reach\\s+)?${number}${noTime}`, 'i'),
  new RegExp(
    `\\b(?:at least|a minimum of|minimum of|no fewer than|more than|up to)\\s+${number}${noTime}`,
    'i',
  ),
  new RegExp(
    `\\b(?:increase|grow|raise|reduce|cut|lower|improve|rise|fall)[^.;\\n\\d]{0,80}?\\b(?:by|to)\\s+${number}${noTime}`,
    'i',
  ),
  new RegExp(
    `\\b(?:${verbs})\\s+(?:an?\\s+|a further\\s+|another\\s+|some\\s+)?${number}${noTime}\\s+(?:\\p{L}+)`,
    'iu',
  ),
]
