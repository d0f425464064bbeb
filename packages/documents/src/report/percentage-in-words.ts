import type { Passage } from '../passage.ts'
import type { FiguresTable } from './figures-table.ts'

/**
 * The percentages in a report's text about a table as a whole that are inconsistent with the table. A
 * sentence is about the table if it or its paragraph refers to it ("Appendix 3 refers") or contains its
 * figures; expected percentages and those of one row are not compared.
 */
export function percentageInWords(
  passages: readonly Passage[],
  table: FiguresTable,
  about: { label: string | null; column: string; computed: number },
): { written: number; pieces: number[] }[] {
  const names = new Set(
    [about.column, ...table.columns.map((c) => c.heading)].flatMap(
      (heading) => heading.toLowerCase().match(/\p{L}{4,}/gu) ?? [],
    ),
  )
  const label = about.label === null ? null : new RegExp(`\\b${about.label.replace(/\s+/g, '\\s+')}\\b`, 'i')
  const rows = rowsByFirstWord(table)
  return passages.flatMap((p) => {
    if (!/%|per\s?cent\b/i.test(p.text)) return []
    const refers = label?.test(p.text) ?? false
    const words = new Set(p.text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [])
    const named = [...names].filter((name) => words.has(name)).length
    if (!(refers && named >= 1) && named < 2) return []
    const found = [...p.text.matchAll(/(\d+(?:\.(\d+))?)\s*(?:%|per\s?cent\b)/gi)].find(
      (match) => !isExpected(p.text.slice(Math.max(0, match.index - 60), match.index)),
    )
    if (!found) return []
    const sentence =
      p.text
        .slice(0, found.index)
        .split(/[.;]\s/)
        .at(-1) ?? ''
    const rowsNamed = [...new Set(wordsOf(sentence))].flatMap((word) => rows.get(word) ?? [])
    if (
      rowsNamed.some((row) =>
        new RegExp(`\\b${row.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`).test(sentence),
      )
    )
      return []
    const written = Number(found[1])
    const tolerance = 0.5 * 10 ** -(found[2]?.length ?? 0) + 1e-9
    return Math.abs(written - about.computed) <= tolerance ? [] : [{ written, pieces: [...p.pieces] }]
  })
}

/** The labels of a table's rows by first word, which a sentence that mentions one contains too. */
const rowsByFirstWord = (table: FiguresTable): Map<string, string[]> => {
  const labels = [...new Set(table.rows.map((row) => row.label))]
  const byWord = new Map<string, string[]>()
  for (const label of labels) {
    const word = wordsOf(label)[0] ?? ''
    const own = byWord.get(word) ?? []
    own.push(label)
    byWord.set(word, own)
  }
  return byWord
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? []

const isExpected = (before: string): boolean =>
  /\b(?:will|would|should|expected|anticipated|forecast|projected|target(?:ed)?|aim|increase|rise|reduce|fall|compared|previous(?:ly)?|last year)\b[^.]*$/i.test(
    before,
  )
