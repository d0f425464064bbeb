/** The key prefixes of queries of ratings. */
const ratingKeys = ['why', 'ribbon', 'turning', 'trends', 'rag-rules', 'changes', 'compare', 'check', 'work']

/** The key prefixes of queries whose results any change of the record may change. */
export const recordKeys: ReadonlySet<string> = new Set([
  'areas',
  'plans',
  'plan',
  'actions',
  'parties',
  'action',
  'events',
  'history',
  'import-undo',
  ...ratingKeys,
])
