import type { Comparison } from '@beatbook/domain'
import { becomingTitle, comparedSentences, comparisonLine } from '@beatbook/presentation'
import { blank, lines, type PageLine } from '../output/page.ts'

/**
 * A comparison as a page of at most `width` columns: what became of how many, then every action that differs
 * with a sentence for each difference.
 */
export const comparisonLines = (
  comparison: Comparison,
  sections: ReadonlyMap<string, string>,
  width: number,
): PageLine[] => [
  ...lines(comparisonLine(comparison), width, 'title'),
  ...about(comparison, width),
  ...comparison.rows.flatMap((row): PageLine[] => {
    const sentences = comparedSentences(row, sections)
    if (row.became.length === 0 && sentences.length === 0) return []
    return [
      blank,
      ...lines(`${row.ref}  ${row.text}`, width, 'heading'),
      ...lines(row.became.map(becomingTitle).join(', '), width, 'quiet', 2),
      ...sentences.flatMap((sentence) => lines(sentence, width, 'plain', 2)),
    ]
  }),
]

/** Every section's title by its id, from a plan and from what the comparison says of its sections. */
export const sectionTitles = (
  plan: { readonly sections: readonly { id: string; title: string }[] },
  comparison: Comparison,
): Map<string, string> =>
  new Map(
    [...plan.sections, ...(comparison.sections?.before ?? []), ...(comparison.sections?.after ?? [])].map(
      ({ id, title }) => [id, title],
    ),
  )

const about = ({ about, sections }: Comparison, width: number): PageLine[] => [
  ...(about === null || about.before.title === about.after.title
    ? []
    : lines(`The plan was called “${about.before.title}” and is called “${about.after.title}”.`, width)),
  ...(sections === null
    ? []
    : [
        ...missing(sections.after, sections.before).flatMap((title) =>
          lines(`The section “${title}” was added.`, width),
        ),
        ...missing(sections.before, sections.after).flatMap((title) =>
          lines(`The section “${title}” is there no more.`, width),
        ),
      ]),
]

const missing = (
  from: readonly { id: string; title: string }[],
  others: readonly { id: string }[],
): string[] => from.filter(({ id }) => !others.some((other) => other.id === id)).map(({ title }) => title)
