import type { Draft, Violation } from '@beatbook/domain'
import { placeWords } from '@beatbook/presentation'

/**
 * The place in a document of a failed check of its draft: the action, section or table, and the lines it was
 * read from.
 */
export const placeInDraft =
  (draft: Draft) =>
  ({ where }: Pick<Violation, 'where'>): string => {
    const sections = draft.plans.flatMap((plan) => plan.sections)
    const action = sections.flatMap((section) => section.actions).find(({ key }) => key === where.action)
    const update = action?.updates.find(({ key }) => key === where.update)
    const section = action ? undefined : sections.find(({ key }) => key === where.section)
    const table = draft.tables.find(({ key }) => key === where.table)
    const pieces = update?.from ?? action?.from.text ?? section?.from ?? table?.from ?? []
    const place = draft.source.pieces[pieces[0] ?? -1]?.place
    return [
      action ? `action ${action.ref}` : '',
      section ? `section “${section.title}”` : '',
      table ? `table “${table.title}”` : '',
      place ? placeWords(place) : '',
    ]
      .filter(Boolean)
      .join(', ')
  }
