import type { IsoDate } from '../../calendar/date.ts'
import type { Evaluation } from '../../rag/evaluate.ts'
import type { Facts } from '../../rag/fact.ts'
import type { RagRules } from '../../rag/rules.ts'
import { dayWords } from '../calendar.ts'
import { listed } from '../count.ts'
import { markOf } from '../level.ts'
import { becauseWords, decidingTests, whySentence } from './because.ts'
import { markInRules, ruleMark, type ShownMark } from './mark.ts'

/** The words of one update and its day; both `null` where none had words. */
interface Said {
  readonly saidOn: IsoDate
  readonly text: string | null
  readonly reason: string | null
}

/**
 * Why an action has its level on a day: what was declared and completed and in which words, the level by the rules
 * and what a person put in its place, and every test of every rule.
 */
export interface LevelExplained {
  readonly asAt: IsoDate
  readonly declared:
    | (Said & { readonly level: string; readonly since: IsoDate; readonly again: IsoDate | null })
    | null
  readonly completed:
    | (Said & {
        readonly since: IsoDate
        readonly evidence: readonly { readonly title: string; readonly on: IsoDate }[]
      })
    | null
  readonly computed: { readonly turns: { readonly on: IsoDate; readonly level: string } | null } | null
  readonly byRules: ShownMark | null
  readonly disagrees: boolean
  readonly override: {
    readonly word: string
    readonly by: string
    readonly until: IsoDate
    readonly reason: string
  } | null
  readonly ragRules: Pick<RagRules, 'levels'> | null
  readonly evaluation: Evaluation | null
  readonly facts: Readonly<Record<string, unknown>>
  /** The level to reach; `null` where none is asked for. */
  readonly toTurn: { readonly level: string } | null
}

/**
 * What a person declared, since when and in which words, each with its day: "Green since 14 April 2026, said
 * again on 29 July 2026: “Signed by 61 of 64 councils.”".
 */
export const declaredSentence = (declared: NonNullable<LevelExplained['declared']>): string => {
  const { level, since, again } = declared
  const begun = `${markOf(level).word} since ${dayWords(since)}`
  return `${begun}${again === null ? '' : `, said again on ${dayWords(again)}`}${saidWords(declared, again ?? since)}`
}

/**
 * Since when work is complete, in which words, and by what evidence: "since 17 September 2026: “All fitted.”;
 * evidence: “Photo” of 16 September 2026".
 */
export const completedSentence = (completed: NonNullable<LevelExplained['completed']>): string =>
  `since ${dayWords(completed.since)}${saidWords(completed, completed.since)}${shownBy(completed.evidence)}`

/** The evidence behind a semicolon, if there is any. */
const shownBy = (evidence: NonNullable<LevelExplained['completed']>['evidence']): string => {
  if (evidence.length === 0) return ''
  const named = evidence.slice(0, MOST_SHOWN).map(({ title, on }) => `“${title}” of ${dayWords(on)}`)
  const more = evidence.length - named.length
  return `; evidence: ${listed(more === 0 ? named : [...named, `${more} more`])}`
}

/** How much evidence is named before the rest is counted. */
const MOST_SHOWN = 3

/** Words behind a colon; with their day where it is not `on`, the one that was just named. */
const saidWords = ({ saidOn, text, reason }: Said, on: IsoDate): string => {
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
export const rulesSentence = ({ ragRules, evaluation, facts, asAt }: LevelExplained): string | null =>
  ragRules === null || evaluation === null
    ? null
    : whySentence({ ragRules, evaluation, facts: facts as Facts, on: asAt })

/**
 * The level of an action and why, in one sentence that is the same on every page: a person's level in place of
 * the rules with what the rules alone say; when the work was completed and in which words; what was declared,
 * where that decides; otherwise the reason of the rules. `null` where no rules rate it.
 */
export const levelSentence = (why: LevelExplained): string | null => {
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
export const declaredBesideSentence = (why: LevelExplained): string | null => {
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
export const disagreementSentence = (why: LevelExplained): string | null => {
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

/** When an action reaches the level of `toTurn` by itself; `null` where it does not, or not next. */
export const turnsByItselfSentence = ({ toTurn, computed, ragRules }: LevelExplained): string | null =>
  toTurn === null || computed?.turns?.level !== toTurn.level
    ? null
    : `It turns ${markInRules(ragRules, toTurn.level).word.toLowerCase()} by itself on ${dayWords(computed.turns.on)} if nothing else changes.`

/** The tests that decide a level, as reasons. */
const becauseOf = ({ evaluation, asAt, facts }: LevelExplained): string => {
  const decided = evaluation?.rules.find(({ id }) => id === evaluation.rule)
  const known = facts as Facts
  return decided === undefined
    ? 'no rule for another level is met'
    : becauseWords(decidingTests(decided.when), asAt, known.stage, known.declaredSince)
}

/** Whether the rule that decides asks only for the declared level. */
const isAsDeclared = ({ evaluation }: LevelExplained): boolean => {
  const decided = evaluation?.rules.find(({ id }) => id === evaluation.rule)
  return decided !== undefined && decidingTests(decided.when).every(({ fact }) => fact === 'declaredLevel')
}

/** A sentence with its full stop, unless it ends with quoted words that have one. */
export const fullStop = (sentence: string): string => (/[.!?…]”$/.test(sentence) ? sentence : `${sentence}.`)

const shortened = (words: string): string =>
  words.length <= 120 ? words : `${words.slice(0, 119).trimEnd()}…`
