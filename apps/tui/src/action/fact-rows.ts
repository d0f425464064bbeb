import type { ActionView, Ribbon } from '@beatbook/domain'
import { computedSince, counted, markInScheme, markOf, overrideSentence, placeWords, ruleMark, stageWords, timescaleSentence } from '@beatbook/presentation'

/** The facts of an action as names with their values: levels first, then stage, owners, dates, what it depends on, and where it was read. The ribbon knows the words of levels to come. */
export const factRows = (action: ActionView, ribbon: Ribbon | null): [string, string][] => {
  const wordOf = (code: string): string => (ribbon?.computed ?? []).find(({ level }) => level === code)?.word ?? markInScheme(null, code).word
  const declared = markOf(action.level ?? 'none')
  return [
    ['Declared', `${declared.shape} ${declared.word}`],
    ['By the rules', computedWords(action, wordOf)],
    ...(action.override === null
      ? []
      : [['Replaced', overrideSentence({ ...action.override, level: { word: wordOf(action.override.level) } })] as [string, string]]),
    ['Stage', stageWords(action.stage)],
    ['Owners', action.owners.map((owner) => `${owner.name} (${owner.duty})`).join(', ') || 'none'],
    ['Timescale', `${action.timescale.said === '' ? '' : `“${action.timescale.said}”: `}${timescaleSentence(action.timescale)}`],
    ...(action.redated > 0 ? [['Re-dated', redatedWords(action)] as [string, string]] : []),
    ...action.dependencies.map((on, at): [string, string] => [at === 0 ? 'Depends on' : '', `${on.address} ${markWords(ruleMark(on.computed))}: ${on.text}`]),
    ...action.details.map((detail): [string, string] => [detail.heading, detail.text]),
    ...(action.withdrawn ? [['Withdrawn', 'yes, no longer promised'] as [string, string]] : []),
    ...(action.document
      ? [['Read from', `${action.document.name}${action.document.place ? `, ${placeWords(action.document.place)}` : ''}`] as [string, string]]
      : []),
  ]
}

const markWords = (mark: { readonly shape: string; readonly word: string }): string => `${mark.shape} ${mark.word}`

const computedWords = (action: ActionView, wordOf: (code: string) => string): string => {
  const { computed } = action
  if (computed === null) return markWords(ruleMark(null))
  return `${markWords(ruleMark(computed))}${computed.overridden ? ' (replaced)' : ''} ${computedSince(computed, wordOf)}${action.disagrees ? '; the two disagree' : ''}`
}

const redatedWords = ({ redated, dates }: ActionView): string =>
  [
    `${counted(redated, 'time')}: first ${timescaleSentence(dates.original)}`,
    `agreed ${timescaleSentence(dates.agreed)}`,
    `now ${timescaleSentence(dates.current)}`,
  ].join('; ')
