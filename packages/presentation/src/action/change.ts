import type { ChangedValues, ChangePreviewRow } from '@beatbook/contract'
import { type Column, type SaidField, saidFieldNames } from '@beatbook/domain'
import { columnName, columnWords, fieldWords, saidAlone } from '@beatbook/domain/english'

/** The words of an update that says that nothing changed. */
export const NO_CHANGE = 'No change this period'

/** A field of an action that a change of several sets: its title, and its values in words. */
export interface ChangeLine {
  readonly title: string
  /** `null` where there is nothing before: the words of an update. */
  readonly from: string | null
  readonly to: string
}

/** What a change of several actions does to one of them; `own` are the force's columns. */
export const changeLines = (
  { before, after }: Pick<ChangePreviewRow, 'before' | 'after'>,
  own: readonly Column[],
): ChangeLine[] => [
  ...saidFieldNames.flatMap((field): ChangeLine[] =>
    after[field] === undefined
      ? []
      : [{ title: fieldWords[field].title, from: said(field, before), to: said(field, after) }],
  ),
  ...described.flatMap(({ field, title, words }): ChangeLine[] =>
    after[field] === undefined ? [] : [{ title, from: words(before), to: words(after) }],
  ),
  ...Object.keys(after.columns ?? {}).map((code) => ({
    title: columnName(code, own),
    from: columnWords(before.columns?.[code] ?? undefined) || NOTHING,
    to: columnWords(after.columns?.[code] ?? undefined) || NOTHING,
  })),
  ...(after.update === undefined ? [] : [{ title: 'Update', from: null, to: after.update }]),
]

/** A line of a change in one sentence: "Declared level: Green, was Amber". */
export const changeLineWords = ({ title, from, to }: ChangeLine): string =>
  from === null ? `${title}: ${to}` : `${title}: ${to}, was ${from}`

const NOTHING = 'nothing'

const said = (field: SaidField, values: ChangedValues): string =>
  saidAlone(field, values[field] ?? null) || NOTHING

const described: readonly {
  readonly field: 'text' | 'ref' | 'section' | 'owners' | 'success' | 'tags' | 'withdrawn'
  readonly title: string
  readonly words: (values: ChangedValues) => string
}[] = [
  { field: 'text', title: 'Words', words: ({ text }) => text ?? '' },
  { field: 'ref', title: 'Ref', words: ({ ref }) => ref ?? '' },
  { field: 'section', title: 'Section', words: ({ section }) => section || 'without a title' },
  {
    field: 'owners',
    title: 'Owners',
    words: ({ owners }) => (owners ?? []).map(({ name }) => name).join('; ') || 'none',
  },
  {
    field: 'success',
    title: fieldWords.success.title,
    words: ({ success }) => success ?? NOTHING,
  },
  {
    field: 'tags',
    title: fieldWords.tags.title,
    words: ({ tags }) => (tags ?? []).join(', ') || 'none',
  },
  {
    field: 'withdrawn',
    title: 'Promised',
    words: ({ withdrawn }) => (withdrawn ? 'withdrawn' : 'promised'),
  },
]
