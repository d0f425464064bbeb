import type { Comparison } from '@beatbook/domain'
import { becomingTitle, comparedSentences, comparisonLine, planSentences } from '@beatbook/domain/english'
import { blank, lines, type PageLine } from '../output/page.ts'

/**
 * A comparison as a page of at most `width` columns: the counts of what changed, then every action that
 * differs with a sentence for each difference.
 */
export const comparisonLines = (
  comparison: Comparison,
  sections: ReadonlyMap<string, string>,
  width: number,
): PageLine[] => [
  ...lines(comparisonLine(comparison), width, 'title'),
  ...planSentences(comparison).flatMap((sentence) => lines(sentence, width)),
  ...comparison.rows.flatMap((row): PageLine[] => {
    const sentences = comparedSentences(row, sections)
    if (row.became.length === 0 && sentences.length === 0) return []
    return [
      blank,
      ...lines(`${row.ref}  ${row.text}`, width, 'heading'),
      ...lines(row.became.map(becomingTitle).join(', '), width, 'quiet', 2),
      ...sentences.flatMap((sentence) => lines(sentence, width, 'plain', 2)),
    ].map((line) => (line === blank ? line : { ...line, opens: row.id }))
  }),
]

/** Every section's title by id, from a plan and from both sides of a comparison. */
export const sectionTitles = (
  plan: { readonly sections: readonly { id: string; title: string }[] },
  comparison: Comparison,
): Map<string, string> =>
  new Map(
    [...plan.sections, ...(comparison.sections?.before ?? []), ...(comparison.sections?.after ?? [])].map(
      ({ id, title }) => [id, title],
    ),
  )
