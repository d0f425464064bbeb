import type { RagRules } from '@beatbook/domain'
import {
  type RagRulesFinding,
  ragRulesFindingSentence,
  ragRulesPlaceWords,
  ragRulesSentences,
} from '@beatbook/domain/english'
import { wrap } from '../output/table.ts'

/** RAG rules as text: their purpose, their levels, and each rule as a sentence in order of evaluation. */
export const ragRulesReport = (ragRules: RagRules, width = 100): string[] => {
  const word = Math.max(...ragRules.levels.map((level) => level.word.length))
  return [
    `${ragRules.code}, version ${ragRules.version}: ${ragRules.title}`,
    ...wrap(ragRules.description, width),
    ...(ragRules.waitsFor ?? []).flatMap((what) => wrap(`Waits for: ${what}`, width)),
    '',
    'Levels',
    ...ragRules.levels.map(
      (level) =>
        `  ${level.shape} ${level.letter.padEnd(2)} ${level.word.padEnd(word)}  ${level.meaning}${level.reasonDue ? ' Asks for the risk or issue.' : ''}${level.asksNextDate ? ' Asks whether the date moves.' : ''}`,
    ),
    '',
    'Rules; the first that is met decides',
    ...ragRulesSentences(ragRules).map(
      (sentence, at) =>
        `  ${String(at + 1).padStart(2)}  ${sentence}${ragRules.rules[at] ? `  (${ragRules.rules[at].id})` : ''}`,
    ),
  ]
}

/**
 * The findings of a check of rules, a line each: the rule's place, its path, its sentence. `given` is what
 * was checked, for the rules' names.
 */
export const findingLines = (findings: readonly RagRulesFinding[], given: unknown): string[] =>
  findings.map(
    (finding) =>
      `${ragRulesPlaceWords(finding.path, given as Parameters<typeof ragRulesPlaceWords>[1])} (${pathWords(finding.path)}): ${ragRulesFindingSentence(finding)}`,
  )

const pathWords = (path: RagRulesFinding['path']): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  )
