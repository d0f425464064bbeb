import type { Passage } from '../passage.ts'

/**
 * True if a document begins as a paper to a board or the minutes of one: its bullets are reports, not
 * commitments.
 */
export const isBoardPaper = (passages: readonly Passage[]): boolean =>
  passages
    .slice(0, 30)
    .some(
      (p) =>
        p.text.length < 200 &&
        /^(?:agenda item|purpose of (?:the |this )?(?:paper|report)|presented by\b|report (?:of|by) the\b|minutes of\b|minutes$|apologies\b)/i.test(
          p.text,
        ),
    )
