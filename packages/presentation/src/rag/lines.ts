import type { ActionRow, Counts } from '@beatbook/contract'
import { dayWords } from '@beatbook/domain/english'

/** Where nothing disagrees in a plan: that every declared level agrees, or that none is declared yet. */
export const agreementSentence = ({ levels }: Pick<Counts, 'levels'>): string =>
  Object.entries(levels).some(([level, actions]) => level !== 'none' && actions > 0)
    ? 'Every declared level is what the rules give.'
    : 'Nothing is declared yet.'

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
