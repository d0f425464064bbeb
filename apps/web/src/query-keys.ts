/** The first words of the questions about ratings. */
const ratingKeys = ['why', 'ribbon', 'turning', 'trends', 'rag-rules', 'compare', 'check', 'work']

/** The first words of the questions whose answers any change of the record may change. */
export const recordKeys: ReadonlySet<string> = new Set([
  'areas',
  'plans',
  'plan',
  'actions',
  'action',
  'events',
  'history',
  ...ratingKeys,
])
