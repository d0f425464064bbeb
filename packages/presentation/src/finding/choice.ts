import type { Choice, FindingCode } from '@beatbook/domain'
import { dayWords, listed, markOf, stageWords, timescaleSentence } from '@beatbook/domain/english'

/**
 * What a choice does, as the text of its button. Derived from the change itself, so that no choice is without
 * text.
 */
export const choiceSentence = (choice: Choice, of?: FindingCode): string => {
  if (choice.asks === 'date') return 'Give another date'
  const { does } = choice
  switch (does.change) {
    case 'keep':
      return (of && keeping[of]) ?? 'Leave it as it is'
    case 'date-update':
      return does.on === null ? 'Leave it undated' : `Use ${dayWords(does.on)}`
    case 'set-timescale':
      return `Read it as ${timescaleSentence(does.timescale)}`
    case 'set-owners':
      return does.names.length === 1
        ? `Take “${does.names[0]}” as owner`
        : `Make it ${listed(does.names.map((name) => `“${name}”`))}`
    case 'set-ref':
      return `Number it ${does.ref}`
    case 'set-level':
      return does.level === null ? 'Leave the level not set' : `Declare it ${markOf(does.level).word}`
    case 'set-stage':
      return does.stage === null
        ? 'Leave the stage not stated'
        : `Set the stage to ${stageWords(does.stage).toLowerCase()}`
    case 'date-document':
      return `Use ${dayWords(does.on)}`
  }
}

/**
 * The same choice for all findings of a kind: "Split all six". `null` where it makes no sense for all at
 * once.
 */
export const choiceForAllSentence = (choice: Choice, count: number): string | null => {
  if (choice.asks !== undefined) return null
  const all = count === 2 ? 'both' : `all ${small[count] ?? count}`
  switch (choice.does.change) {
    case 'keep':
      return `Leave ${all} as they are`
    case 'date-update':
      return choice.does.on === null ? `Leave ${all} undated` : `Use the proposed dates for ${all}`
    case 'set-timescale':
      return `Take what is proposed for ${all}`
    case 'set-owners':
      return choice.does.names.length === 1 ? `Take the proposed owner for ${all}` : `Split ${all}`
    case 'set-ref':
      return `Number ${all} as proposed`
    case 'set-level':
      return `Set ${all} as proposed`
    case 'set-stage':
      return `Set ${all} as proposed`
    case 'date-document':
      return null
  }
}

const small: Record<number, string> = {
  3: 'three',
  4: 'four',
  5: 'five',
  6: 'six',
  7: 'seven',
  8: 'eight',
  9: 'nine',
}
const keeping: Partial<Record<FindingCode, string>> = {
  'ambiguous-owner': 'Leave it unsplit',
  'owner-in-prose': 'Leave it without that owner',
  'proposed-date': 'Leave it without a date',
  'several-dates': 'Keep what was read',
  'ambiguous-date': 'Keep what was read',
  'document-date': 'Keep the proposed date',
  'impossible-date': 'Leave it undated',
  'undated-update': 'Leave it undated',
}
