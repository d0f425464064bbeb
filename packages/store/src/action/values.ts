import {
  type ActionState,
  type ColumnValue,
  columnField,
  evidenceIn,
  foldWords,
  listedFields,
} from '@beatbook/domain'
import { columnTyped } from '@beatbook/domain/english'
import type { ContentValueTable } from '../tables/content-value.ts'

/** The field of `content_value` with the number of files and links that are evidence, where there is any. */
export const EVIDENCE = 'evidence'

const TAG = 'tag '

/** The field of `content_value` of a tag: two tags are the same without regard to case and spaces. */
export const tagField = (tag: string): string => `${TAG}${foldWords(tag)}`

/** The range in which the fields of all tags are, the end exclusive. */
export const tagFields = { from: TAG, to: 'tag!' } as const

/**
 * The rows of `content_value` for a state, without the content's number: the fields that lists filter and sort
 * by, where a value was given, and the values of the force's own columns.
 */
export const valuesOf = (state: ActionState): Omit<ContentValueTable, 'content_id'>[] => [
  ...listedFields.flatMap((field) => {
    const text: string | null = state[field]
    return text === null ? [] : [{ field, text, number: null, day: null }]
  }),
  ...state.tags.map((tag) => ({ field: tagField(tag), text: tag, number: null, day: null })),
  ...(evidenceIn(state.attachments).length === 0
    ? []
    : [{ field: EVIDENCE, text: '', number: evidenceIn(state.attachments).length, day: null }]),
  ...Object.entries(state.columns).map(([code, value]) => ({
    field: columnField(code),
    text: columnTyped(value),
    number: numberIn(value),
    day: value.kind === 'date' ? value.value : null,
  })),
]

const numberIn = (of: ColumnValue): number | null => {
  switch (of.kind) {
    case 'number':
    case 'money':
      return of.value
    case 'yes-no':
      return of.value ? 0 : 1
    default:
      return null
  }
}
