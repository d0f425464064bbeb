/** The headings of the fields of an action in documents that go out; the readers take them for the same field. */
export const outTitles = {
  ref: 'Ref',
  text: 'Action',
  owners: 'Owner',
  timescale: 'Timescale',
  earliest: 'First day',
  latest: 'Last day',
  stage: 'Status',
  level: 'RAG',
  computed: 'By the rules',
  progress: '% complete',
  priority: 'Priority',
  success: 'Success',
  tags: 'Tags',
  update: 'Last update',
} as const

/** Columns that only a workbook has: the section, room for a new update, and the id of each action. */
export const bookKeys = {
  section: { key: 'section', title: 'Section' },
  newUpdate: { key: 'new-update', title: 'New update' },
  id: { key: 'id', title: 'Beatbook id' },
} as const
