import { eachAction } from '../each-action.ts'
import { sentencesOf } from '../sentences.ts'
import type { Check } from '../violation.ts'

/**
 * An action whose text promises more than one thing: sentences or list items that each state what is to be
 * done. Verbs with one common object are one promise.
 */
export const check: Check<'several-promises'> = (subject) =>
  eachAction(subject, ({ text }) => {
    const promises = sentencesOf(text)
      .flatMap((sentence) => sentence.split(/;\s+/))
      .filter(isPromise)
    return promises.length < 2 ? [] : [{ args: { count: promises.length }, quote: promises[1] ?? null }]
  })

/**
 * Whether a sentence begins with what to do, or says who is to do it; not one that only explains another
 * ("This will help …").
 */
const isPromise = (sentence: string): boolean => {
  const words = sentence.replace(/^(?:[\s•·▪◦●*–-]+|\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s+)+/u, '')
  if (
    words.split(/\s+/).length < 3 ||
    /^(?:this|these|that|those|it|which|such|doing so|there)\b/i.test(words)
  )
    return false
  if (consequence.test(words) || ofTheSame.test(words)) return false
  return opening.test(words) || obliged.test(words) || assigned.test(words)
}

const verbs =
  'achieve|add|adopt|agree|align|allocate|amend|analyse|appoint|apply|arrange|assess|assign|audit|build|carry out|check|clarify|close|commence|commission|communicate|complete|conduct|confirm|consider|consult|continue|co-?ordinate|create|define|deliver|deploy|design|develop|distribute|draft|drive|embed|enable|encourage|engage|enhance|ensure|establish|evaluate|examine|expand|explore|extend|facilitate|fund|grow|hold|host|identify|implement|improve|increase|inform|install|integrate|introduce|invest|issue|keep|launch|lead|link|maintain|make|map|maximise|measure|minimi[sz]e|monitor|move|offer|organi[sz]e|pilot|plan|prepare|produce|professionali[sz]e|promote|provide|publici[sz]e|publish|purchase|raise|rationali[sz]e|recruit|reduce|re-?establish|refocus|refresh|reinforce|reinvigorate|remind|remove|replace|report|research|review|re-?affirm|roll out|run|secure|seek|send|set up|share|simplify|submit|support|survey|target|tell|test|track|train|trial|understand|undertake|update|upgrade|use|utili[sz]e|visit|work with|work to|write'
const opening = new RegExp(`^(?:also |then |to |further )?(?:${verbs})\\b(?! (?:of|and \\w+ of)\\b)`, 'i')
/** "Target 30 by Dec 26" is the extent of the promise before it. */
const ofTheSame = /^targets?:? (?:of )?[\d£]/i
const consequence = /\bwill (?:make it|help|enable|allow|mean|result|lead to|benefit)\b/i
const obliged = /\b(?:will|shall|should|must)\s+(?:(?:also|then|now|all|both|each)\s+)?(?:be\s+)?[a-z]+/i
const assigned = new RegExp(
  `\\bto be (?:\\p{Ll}+ly )?\\p{Ll}+(?:ed|n|t|ised|ized)\\b|^(?:[\\p{L}&/,()’'-]+\\s+){1,7}to (?:${verbs})\\b`,
  'iu',
)
