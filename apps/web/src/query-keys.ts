/** The first words of the questions about ratings, to be asked again when anything changes. */
export const ratingKeys = ['why', 'ribbon', 'turning', 'trends', 'rag-rules', 'compare', 'check', 'work'] as const
