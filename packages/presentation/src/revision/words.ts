import type { RowDifference } from '@beatbook/domain'
import { counted, fieldWords, listed } from '@beatbook/domain/english'

/** One row of a difference on one line: "17 changed: timescale (only the document moved)". */
export const differenceLine = (row: RowDifference): string => {
  const what = row.fields.map(
    (field) =>
      `${fieldWords[field.field].name}${field.changedBy === 'document' ? '' : ` (${changedByWords(field.changedBy)})`}`,
  )
  const parts = [
    what.length === 0 ? '' : listed(what),
    row.newUpdates === 0 ? '' : counted(row.newUpdates, 'new update'),
  ].filter(Boolean)
  return `${row.ref} ${rowKindWords(row.kind)}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}${row.kind === 'new' || row.kind === 'gone' ? `: ${shortened(row.text)}` : ''}`
}

/** What happened to a row between the plan and the document. */
export const rowKindWords = (kind: RowDifference['kind']): string =>
  ({ same: 'unchanged', changed: 'changed', new: 'new in the document', gone: 'no longer in the document' })[
    kind
  ]

/** Who moved a field since the document was last accepted. */
export const changedByWords = (by: RowDifference['fields'][number]['changedBy']): string =>
  ({
    document: 'changed in the document',
    people: 'changed here since',
    both: 'changed in the document and here',
  })[by]

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
