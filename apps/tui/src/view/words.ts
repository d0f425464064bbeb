import type { SavedView } from '@beatbook/contract'
import type { Column } from '@beatbook/domain'
import type { FilterNames } from '@beatbook/presentation'
import { filterTyped, groupingWords, sortsWords } from '@beatbook/presentation'

/** What a view shows, in words: its filter as it would be typed, its order and its groups. */
export const viewWords = (
  { view }: Pick<SavedView, 'view'>,
  plan: FilterNames['plan'],
  own: readonly Column[],
): string =>
  [
    filterTyped(view.filter, { plan }),
    sortsWords(view.sorts, own),
    view.group === undefined ? '' : `grouped by ${groupingWords[view.group].toLowerCase()}`,
  ]
    .filter(Boolean)
    .join(' · ') || 'every action'
