/**
 * The sentences and lines of a text, as written, trimmed. A full stop ends one only after a whole word and
 * before a capital or a figure.
 */
export const sentencesOf = (text: string): string[] =>
  text
    .split(
      /\n+|(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Nos?|Dr|Mrs?|Ms|St|Ch|Insp|Supt|Sgt|Det|approx|vs|cf|para|ref)\.)(?<=[.!?][”"')\]]?)\s+(?=[“"'([]?[\p{Lu}\d])/u,
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
