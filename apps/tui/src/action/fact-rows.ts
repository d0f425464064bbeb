import type { ActionView, Ribbon } from '@beatbook/contract'
import type { Column } from '@beatbook/domain'
import {
  columnName,
  columnWords,
  counted,
  dayWords,
  fieldWords,
  linkHeading,
  markInRules,
  markOf,
  overrideSentence,
  plainFields,
  ruleMark,
  saidAlone,
  stageWords,
  timescaleSentence,
} from '@beatbook/domain/english'
import { attachmentKind, computedSince, evidenceWords, placeWords } from '@beatbook/presentation'
import type { FactRow } from '../output/page.ts'

/**
 * The facts of an action as names and values: levels first, then stage, owners, dates, dependencies, and the
 * source document. The ribbon has the words of future levels; `columns` are the force's own, for their
 * titles.
 */
export const factRows = (
  action: ActionView,
  ribbon: Ribbon | null,
  columns: readonly Column[] = [],
): FactRow[] => {
  const only = (when: boolean, name: string, value: () => string): FactRow[] =>
    when ? [[name, value()]] : []
  const wordOf = (code: string): string =>
    (ribbon?.computed ?? []).find(({ level }) => level === code)?.word ?? markInRules(null, code).word
  const declared = markOf(action.level ?? 'none')
  const { override, document } = action
  return [
    ['Declared', `${declared.shape} ${declared.word}`, declared.code],
    [
      action.computed?.overridden ? 'Level' : 'By the rules',
      computedWords(action, wordOf),
      action.computed?.level,
    ],
    ...only(override !== null, 'Set', () =>
      override ? overrideSentence({ ...override, word: wordOf(override.level) }) : '',
    ),
    ['Stage', stageWords(action.stage)],
    ...plainFields.flatMap((field) =>
      only(action[field] !== null, fieldWords[field].title, () => saidAlone(field, action[field])),
    ),
    ...Object.entries(action.columns).map(
      ([code, value]): FactRow => [columnName(code, columns), columnWords(value)],
    ),
    [
      'Owners',
      action.owners
        .map(
          (owner) =>
            `${owner.name} (${[owner.duty, heldBy(action, owner.partyId)].filter((each) => each !== '').join(', ')})`,
        )
        .join(', ') || 'none',
    ],
    [
      'Timescale',
      `${action.timescale.said === '' ? '' : `“${action.timescale.said}”: `}${timescaleSentence(action.timescale)}`,
    ],
    ...only(action.redated > 0, 'Re-dated', () => redatedWords(action)),
    ...action.links.map((other, at, all): FactRow => {
      const heading = linkHeading(other)
      const before = all[at - 1]
      return [
        before !== undefined && linkHeading(before) === heading ? '' : heading,
        `${other.address} ${markWords(ruleMark(other.computed))}: ${other.text}`,
      ]
    }),
    ...action.attachments.map(
      (each, at): FactRow => [
        at === 0 ? 'Files and links' : '',
        [each.title, attachmentKind(each), evidenceWords(each)].filter(Boolean).join(' · '),
      ],
    ),
    ...only(action.success !== null, fieldWords.success.title, () => action.success ?? ''),
    ...only(action.tags.length > 0, fieldWords.tags.title, () => action.tags.join(', ')),
    ...action.details.map((detail): FactRow => [detail.heading, detail.text]),
    ...only(action.withdrawn, 'Withdrawn', () => 'yes, no longer promised'),
    ...only(
      document !== null,
      'Read from',
      () => `${document?.name}${document?.place ? `, ${placeWords(document.place)}` : ''}`,
    ),
  ]
}

const markWords = (mark: { readonly shape: string; readonly word: string }): string =>
  `${mark.shape} ${mark.word}`

const computedWords = (action: ActionView, wordOf: (code: string) => string): string => {
  const { computed } = action
  if (computed === null) return markWords(ruleMark(null))
  return `${markWords(ruleMark(computed))}${computed.overridden ? ', set by a person' : ''} ${computedSince(computed, wordOf)}${action.disagrees && !computed.overridden ? '; the two disagree' : ''}`
}

const redatedWords = ({ redated, dates }: ActionView): string =>
  [
    `${counted(redated, 'time')}: first ${timescaleSentence(dates.original)}`,
    `agreed ${timescaleSentence(dates.agreed)}`,
    `now ${timescaleSentence(dates.current)}`,
  ].join('; ')

/** Who holds the post that an owner is; empty where nobody does. */
const heldBy = ({ holders }: ActionView, partyId: string): string => {
  const held = holders.find((each) => each.partyId === partyId)
  return held === undefined ? '' : `held by ${held.name} since ${dayWords(held.from)}`
}
