import type { ActionRow, Counts, Why } from '@beatbook/contract'
import type { Facts, IsoDate } from '@beatbook/domain'
import {
  becauseWords,
  dayWords,
  decidingTests,
  listed,
  markInRules,
  markOf,
  whySentence,
} from '@beatbook/domain/english'
import { ruleMark } from './mark.ts'

/**
 * What a person declared, since when and in which words, each with its day: "Green since 14 April 2026, said
 * again on 29 July 2026: “Signed by 61 of 64 councils.”".
 */
export const declaredSentence = (declared: NonNullable<Why['declared']>): string => {
  const { level, since, again } = declared
  const begun = `${markOf(level).word} since ${dayWords(since)}`
  return `${begun}${again === null ? '' : `, said again on ${dayWords(again)}`}${saidWords(declared, again ?? since)}`
}

/**
 * Since when work is complete, in which words, and by what evidence: "since 17 September 2026: “All fitted.”;
 * evidence: “Photo” of 16 September 2026".
 */
export const completedSentence = (completed: NonNullable<Why['completed']>): string =>
  `since ${dayWords(completed.since)}${saidWords(completed, completed.since)}${shownBy(completed.evidence)}`

/** The evidence behind a semicolon, if there is any. */
const shownBy = (evidence: NonNullable<Why['completed']>['evidence']): string => {
  if (evidence.length === 0) return ''
  const named = evidence.slice(0, MOST_SHOWN).map(({ title, on }) => `“${title}” of ${dayWords(on)}`)
  const more = evidence.length - named.length
  return `; evidence: ${listed(more === 0 ? named : [...named, `${more} more`])}`
}

/** How much evidence is named before the rest is counted. */
const MOST_SHOWN = 3

/** Words behind a colon; with their day where it is not `on`, the one that was just named. */
const saidWords = (
  {
    saidOn,
    text,
    reason,
  }: { readonly saidOn: IsoDate } & Pick<NonNullable<Why['completed']>, 'text' | 'reason'>,
  on: IsoDate,
): string => {
  const words = text ?? reason
  if (words === null) return ', with no words to say why'
  return saidOn === on ? `: “${words}”` : `; on ${dayWords(saidOn)}: “${words}”`
}

/**
 * An override: "Amber, set by Priya Shah until 31 January 2027 because “the councils agreed the new date”".
 * Without `by` it says only that a person set it.
 */
export const overrideSentence = (override: {
  readonly word: string
  readonly by?: string
  readonly until: IsoDate
  readonly reason: string
}): string =>
  `${override.word}, set by ${override.by || 'a person'} until ${dayWords(override.until)} because “${override.reason}”`

/** Why an action has its level by the rules alone; `null` where no rules rate it. */
export const rulesSentence = ({ ragRules, evaluation, facts, asAt }: Why): string | null =>
  ragRules === null || evaluation === null
    ? null
    : whySentence({ ragRules, evaluation, facts: facts as Facts, on: asAt })

/**
 * The level of an action and why, in one sentence that is the same on every page: a person's level in place of
 * the rules with what the rules alone say; when the work was completed and in which words; what was declared,
 * where that decides; otherwise the reason of the rules. `null` where no rules rate it.
 */
export const levelSentence = (why: Why): string | null => {
  const alone = rulesSentence(why)
  if (alone === null) return null
  const { word } = ruleMark(why.byRules)
  if (why.override !== null)
    return `${overrideSentence(why.override)}; the rules alone say ${word}: ${becauseOf(why)}`
  if (why.completed !== null)
    return word === 'Complete'
      ? `Complete ${completedSentence(why.completed)}`
      : `${word}: complete ${completedSentence(why.completed)}`
  return isAsDeclared(why) && why.declared !== null
    ? `${word} because declared ${declaredSentence(why.declared)}`
    : alone
}

/**
 * What a person declared, where `levelSentence` does not say it: "Declared Green since 14 April 2026: “Going
 * well”", and whether the rules disagree. `null` for complete work, which nobody declares any more.
 */
export const declaredBesideSentence = (why: Why): string | null => {
  const { declared, completed, override, disagrees } = why
  if (completed !== null || why.evaluation === null) return null
  if (declared === null) return 'No level is declared'
  if (override === null && isAsDeclared(why)) return null
  const said = `Declared ${declaredSentence(declared)}`
  return disagrees && override === null ? `${fullStop(said)} The two disagree` : said
}

/**
 * A disagreement between declared and computed level, with both reasons where known: "Declared Green (“fairs
 * went well”); the rules say Red: 64 days past 31 October 2018". `null` where they agree.
 */
export const disagreementSentence = (why: Why): string | null => {
  const { declared, byRules, disagrees, override } = why
  if (!disagrees || declared === null || byRules === null) return null
  const words = declared.text ?? declared.reason
  const said = words === null ? ', with no words to say why' : ` (“${shortened(words)}”)`
  const beside =
    override === null
      ? `the rules say ${byRules.word}: ${becauseOf(why)}`
      : `${overrideSentence(override)}; the rules alone say ${byRules.word}`
  return `Declared ${markOf(declared.level).word}${said}; ${beside}`
}

/** Where nothing disagrees in a plan: that every declared level agrees, or that none is declared yet. */
export const agreementSentence = ({ levels }: Pick<Counts, 'levels'>): string =>
  Object.entries(levels).some(([level, actions]) => level !== 'none' && actions > 0)
    ? 'Every declared level is what the rules give.'
    : 'Nothing is declared yet.'

/** When an action reaches the level of `toTurn` by itself; `null` where it does not, or not next. */
export const turnsByItselfSentence = ({ toTurn, computed, ragRules }: Why): string | null =>
  toTurn === null || computed?.turns?.level !== toTurn.level
    ? null
    : `It turns ${markInRules(ragRules, toTurn.level).word.toLowerCase()} by itself on ${dayWords(computed.turns.on)} if nothing else changes.`

/** The tests that decide a level, as reasons. */
const becauseOf = ({ evaluation, asAt, facts }: Why): string => {
  const decided = evaluation?.rules.find(({ id }) => id === evaluation.rule)
  const known = facts as Facts
  return decided === undefined
    ? 'no rule for another level is met'
    : becauseWords(decidingTests(decided.when), asAt, known.stage, known.declaredSince)
}

/** Whether the rule that decides asks only for the declared level. */
const isAsDeclared = ({ evaluation }: Why): boolean => {
  const decided = evaluation?.rules.find(({ id }) => id === evaluation.rule)
  return decided !== undefined && decidingTests(decided.when).every(({ fact }) => fact === 'declaredLevel')
}

/** A sentence with its full stop, unless it ends with quoted words that have one. */
export const fullStop = (sentence: string): string => (/[.!?…]”$/.test(sentence) ? sentence : `${sentence}.`)

/** The bar by the rules in one sentence: "by the rules: 1 red, 3 amber, 1 complete". */
export const ruleBarSentence = (computed: {
  readonly levels: readonly { readonly word: string; readonly actions: number }[]
  readonly none: number
}): string => {
  const parts = [
    ...computed.levels
      .filter(({ actions }) => actions > 0)
      .map(({ word, actions }) => `${actions} ${word.toLowerCase()}`),
    ...(computed.none > 0 ? [`${computed.none} without a rating`] : []),
  ]
  return parts.length === 0 ? 'by the rules: no actions' : `by the rules: ${parts.join(', ')}`
}

/** The progress of a recalculation: "Being recalculated: 200 of 1,000". */
export const recalculatingWords = ({
  done,
  of,
}: NonNullable<{ readonly done: number; readonly of: number }>): string =>
  `Being recalculated: ${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}`

/**
 * Since when a level by the rules is valid and when it changes: "since 1 November 2018; Red on 3 January
 * 2019".
 */
export const computedSince = (
  computed: NonNullable<ActionRow['computed']>,
  wordOf: (level: string) => string,
): string =>
  `since ${dayWords(computed.since)}${computed.turns === null ? '' : `; ${wordOf(computed.turns.level)} on ${dayWords(computed.turns.on)} if nobody writes`}`

const shortened = (words: string): string =>
  words.length <= 120 ? words : `${words.slice(0, 119).trimEnd()}…`
