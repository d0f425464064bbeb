import type { FieldDifference, RowDifference } from '@beatbook/domain'
import { changeSentences, counted } from '@beatbook/domain/english'

/**
 * One row of a difference on one line: "17 changed: 2 new updates"; its changes are in separate sentences.
 */
export const differenceLine = (row: RowDifference): string => {
  const more =
    row.kind === 'moved'
      ? `${row.action?.address ?? ''} ${shortened(row.text)}`
      : row.kind === 'new' || row.kind === 'gone'
        ? shortened(row.text)
        : row.newUpdates === 0
          ? ''
          : counted(row.newUpdates, 'new update')
  return `${row.ref} ${rowKindWords(row.kind)}${more === '' ? '' : `: ${more}`}`
}

/**
 * What a document changes in a field, in the words of a comparison of the plan with it, and in brackets who
 * changed it if it was not the document alone. `levelWord` returns the word of a level of the plan's RAG
 * rules.
 */
export const differenceSentences = (field: FieldDifference, levelWord?: (code: string) => string): string[] =>
  changeSentences([field.change], sectionsOf(field), levelWord).map((sentence) =>
    field.changedBy === 'document'
      ? sentence
      : `${sentence.replace(/\.$/, '')} (${changedByWords(field.changedBy)}).`,
  )

/** The kind of difference of a row between the plan and the document. */
export const rowKindWords = (kind: RowDifference['kind']): string =>
  ({
    same: 'unchanged',
    changed: 'changed',
    new: 'new in the document',
    gone: 'no longer in the document',
    moved: 'moved to another plan',
  })[kind]

/** Who changed a field since the document was last accepted. */
export const changedByWords = (by: FieldDifference['changedBy']): string =>
  ({
    document: 'changed in the document',
    people: 'changed here since',
    both: 'changed in the document and here',
  })[by]

/** The titles of the sections between which an action moves. */
const sectionsOf = ({ change, plan, draft }: FieldDifference): Map<string, string> =>
  change.field === 'section'
    ? new Map([
        [change.before, plan ?? ''],
        [change.after, draft ?? ''],
      ])
    : new Map()

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
