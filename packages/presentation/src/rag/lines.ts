import type { ActionRow } from '@beatbook/contract'
import type { IsoDate, LevelCode } from '@beatbook/domain'
import type { RuleMark } from '@beatbook/domain/english'
import { dayWords, markOf } from '@beatbook/domain/english'

/**
 * A disagreement between declared and computed level, with both reasons where known: "Declared Green (“fairs
 * went well”); the rules say Red: 64 days past 31 October 2018".
 */
export const disagreementSentence = (at: {
  readonly declared: LevelCode
  readonly declaredBecause?: string | null
  readonly computed: Pick<RuleMark, 'word'>
  readonly because?: string | null
}): string => {
  const said = at.declaredBecause ? ` (“${shortened(at.declaredBecause)}”)` : ', with no words to say why'
  return `Declared ${markOf(at.declared).word}${said}; the rules say ${at.computed.word}${at.because ? `: ${at.because}` : ''}`
}

/** A valid override: "Amber until 31 March 2027 in place of the rules: the board agreed the new date". */
export const overrideSentence = (override: {
  readonly level: Pick<RuleMark, 'word'>
  readonly until: IsoDate
  readonly reason: string
}): string =>
  `${override.level.word} until ${dayWords(override.until)} in place of the rules: ${override.reason}`

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
