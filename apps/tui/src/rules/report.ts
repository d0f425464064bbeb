import type { RagScheme } from '@beatbook/domain'
import { type SchemeFinding, schemeFindingSentence, schemePlaceWords, schemeSentences } from '@beatbook/presentation'
import { wrap } from '../output/table.ts'

/** A scheme for reading: what it is for, its levels, and its rules as sentences in the order in which they are asked. */
export const schemeReport = (scheme: RagScheme, width = 100): string[] => {
  const word = Math.max(...scheme.levels.map((level) => level.word.length))
  return [
    `${scheme.code}, version ${scheme.version}: ${scheme.title}`,
    ...wrap(scheme.description, width),
    ...(scheme.waitsFor ?? []).flatMap((what) => wrap(`Waits for: ${what}`, width)),
    '',
    'Levels',
    ...scheme.levels.map(
      (level) =>
        `  ${level.shape} ${level.letter.padEnd(2)} ${level.word.padEnd(word)}  ${level.meaning}${level.reasonDue ? ' Asks for the risk or issue.' : ''}${level.asksNextDate ? ' Asks whether the date moves.' : ''}`,
    ),
    '',
    'Rules; the first that is met decides',
    ...schemeSentences(scheme).map((sentence, at) => `  ${String(at + 1).padStart(2)}  ${sentence}${scheme.rules[at] ? `  (${scheme.rules[at].id})` : ''}`),
  ]
}

/** What was found in a scheme, a line each: its rule's place, its path, its sentence. `given` is what was checked, for the rules' names. */
export const findingLines = (findings: readonly SchemeFinding[], given: unknown): string[] =>
  findings.map(
    (finding) =>
      `${schemePlaceWords(finding.path, given as Parameters<typeof schemePlaceWords>[1])} (${pathWords(finding.path)}): ${schemeFindingSentence(finding)}`,
  )

const pathWords = (path: SchemeFinding['path']): string =>
  path.reduce<string>((said, part) => (typeof part === 'number' ? `${said}[${part}]` : said === '' ? part : `${said}.${part}`), '')
