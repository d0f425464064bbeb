import type { ActionView, Why } from '@beatbook/contract'
import type { Column, HistoryEntry, Instant, IsoDate } from '@beatbook/domain'
import {
  columnName,
  columnWords,
  counted,
  dayWords,
  declaredBesideSentence,
  entryText,
  fieldWords,
  fullStop,
  historyTitle,
  instantWords,
  levelMark,
  levelSentence,
  linkHeading,
  listed,
  type NamesById,
  progressWords,
  ruleMark,
  ruleSentence,
  settledWords,
  stageWords,
  timescaleSentence,
  turnsByItselfSentence,
  waysWords,
} from '@beatbook/domain/english'
import { footOf } from './board.ts'
import { declaredCell, ruleCell } from './levels.ts'
import { countedParts, type Paper, type PaperCell, type PaperTemplate, type UncountedBlock } from './paper.ts'

/** What the paper of one action is made from, as the API answers it. */
export interface ActionPaperInput {
  readonly action: ActionView
  readonly why: Why
  /** Oldest first. */
  readonly history: readonly HistoryEntry[]
  /** The names of owners and the titles of sections in the history, by their ids. */
  readonly names: NamesById
  readonly columns: readonly Column[]
  readonly template: PaperTemplate
  readonly marking: string | null
  readonly author: string | null
  readonly asAt: IsoDate
  readonly knownAt: Instant | null
  readonly made: Instant
}

/** One action on paper: its facts, why it has its level, what was said of it, and its history. Pure; errors: none. */
export const actionPaper = (input: ActionPaperInput): Paper => {
  const { action, template, marking, author, asAt, knownAt, made } = input
  return {
    title: `${action.ref}: ${shortened(action.text)}`,
    author,
    force: template.force,
    crest: template.crest,
    accent: template.accent,
    marking,
    foot: footOf(asAt, knownAt),
    asAt,
    made,
    particulars: [
      { label: 'Plan', words: `${action.planTitle} (${action.planCode})` },
      { label: 'Section', words: action.section || 'Without a title' },
      { label: 'Address', words: action.address },
      { label: 'As at', words: dayWords(asAt) },
    ],
    parts: countedParts([
      {
        landscape: false,
        blocks: [
          heading('The action'),
          { is: 'next', words: action.text },
          facts(input),
          ...why(input),
          ...links(input),
          ...history(input),
        ],
      },
    ]),
  }
}

const heading = (words: string): UncountedBlock => ({ is: 'heading', level: 1, words })

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 120 ? `${line.slice(0, 119).trimEnd()}…` : line
}

const facts = ({ action, columns }: ActionPaperInput): UncountedBlock => {
  const owners = action.owners.map(({ name, duty }) => (duty === 'responsible' ? name : `${name} (${duty})`))
  const { original, current } = action.dates
  const given: readonly (readonly [string, PaperCell])[] = [
    [fieldWords.owners.title, owners.length > 0 ? listed(owners) : (action.ownerSaid ?? 'nobody')],
    [fieldWords.timescale.title, timescaleSentence(current)],
    ...(action.redated === 0 ? [] : [['At first', timescaleSentence(original)] as const]),
    [fieldWords.stage.title, stageWords(action.stage)],
    [fieldWords.level.title, declaredCell(action) || levelMark(null, null).word],
    ['By the rules', ruleCell(action) || ruleMark(null).word],
    [fieldWords.progress.title, progressWords(action.progress)],
    ...(action.priority === null ? [] : [[fieldWords.priority.title, action.priority] as const]),
    ...(action.success === null ? [] : [[fieldWords.success.title, action.success] as const]),
    ...(action.tags.length === 0 ? [] : [[fieldWords.tags.title, action.tags.join(', ')] as const]),
    ...Object.entries(action.columns).map(
      ([code, value]) => [columnName(code, columns), columnWords(value)] as const,
    ),
    ...action.details.map(({ heading: title, text }) => [title, text] as const),
    ...(action.withdrawn ? [['Promised', 'withdrawn'] as const] : []),
  ]
  return {
    is: 'table',
    caption: 'What is recorded of it',
    columns: [
      { title: 'Field', share: 2 },
      { title: 'Value', share: 6 },
    ],
    rows: given.map(([label, words]) => ({ cells: [label, words] })),
    totals: null,
  }
}

const why = ({ why: given }: ActionPaperInput): UncountedBlock[] => {
  const level = levelSentence(given)
  const decided = given.evaluation?.rules.find(({ id }) => id === given.evaluation?.rule)
  const beside = declaredBesideSentence(given)
  const itself = turnsByItselfSentence(given)
  const ways = waysWords(given.toTurn?.ways ?? [])
  return [
    heading('Why it has its level'),
    level === null
      ? { is: 'next', words: 'The plan has no rules on that day.' }
      : { is: 'next', words: fullStop(level) },
    ...(decided === undefined || given.ragRules === null
      ? []
      : [{ is: 'sub' as const, words: `The rule: ${ruleSentence(decided, given.ragRules)}` }]),
    ...(beside === null ? [] : [{ is: 'sub' as const, words: fullStop(beside) }]),
    ...(itself === null ? [] : [{ is: 'sub' as const, words: itself }]),
    ...(ways.length === 0
      ? []
      : [
          {
            is: 'next' as const,
            words: `What would turn it ${levelMark(given.toTurn?.level ?? null, null).word.toLowerCase()}:`,
          },
          { is: 'list' as const, items: ways },
        ]),
  ]
}

const links = ({ action }: ActionPaperInput): UncountedBlock[] => [
  heading('Links, files and evidence'),
  ...(action.links.length === 0 && action.attachments.length === 0
    ? [{ is: 'next' as const, words: 'It has no link, file or evidence.' }]
    : [
        {
          is: 'next' as const,
          words: `${counted(action.links.length, 'link')} and ${counted(action.attachments.length, 'file or web page', { plural: 'files or web pages' })}:`,
        },
        {
          is: 'list' as const,
          items: [
            ...action.links.map((link) => `${linkHeading(link)}: ${link.address}, ${link.text}`),
            ...action.attachments.map(
              ({ title, evidence }) =>
                `${title}${evidence === null ? '' : `, evidence of ${dayWords(evidence)}`}`,
            ),
          ],
        },
      ]),
]

const history = ({ history: entries, names, columns }: ActionPaperInput): UncountedBlock[] => [
  heading('History'),
  ...(entries.length === 0
    ? [{ is: 'next' as const, words: 'Nothing is recorded of it.' }]
    : [
        {
          is: 'table' as const,
          caption: `Its history: ${counted(entries.length, 'entry', { plural: 'entries' })}, the oldest first`,
          columns: [
            { title: 'True from', share: 2.4 },
            { title: 'What', share: 6 },
            { title: 'Recorded', share: 3 },
          ],
          rows: entries.map((entry) => ({
            cells: [
              dayWords(entry.on),
              entryLines(entry, columns, names).join('\n'),
              `${entry.actor.name}, ${instantWords(entry.recordedAt)}`,
            ],
          })),
          totals: null,
        },
      ]),
]

const entryLines = (entry: HistoryEntry, columns: readonly Column[], names: NamesById): string[] => {
  const text = entryText(entry)
  return [
    historyTitle(entry, columns, names),
    ...(text === null || text === '' ? [] : [text]),
    ...(entry.reason === null || entry.reason === '' ? [] : [`Reason: ${entry.reason}`]),
    ...(entry.undone === null ? [] : [settledWords('undone', entry.undone)]),
    ...(entry.redone === null ? [] : [settledWords('redone', entry.redone)]),
  ]
}
