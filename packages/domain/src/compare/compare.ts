import { type DescribedField, describedFields, type SaidField, saidFields } from '../action/fields.ts'
import { daysBetween } from '../calendar/date.ts'
import { changesOf } from './change.ts'
import {
  type Becoming,
  becomings,
  type ComparedField,
  type ComparedRow,
  type Comparison,
  type FieldChange,
} from './comparison.ts'
import type { ActionAt, PlanAt, UpdateAt } from './plan-at.ts'
import { sameValue } from './same-value.ts'

/**
 * Every difference between a plan at two dates, or at a date and in a draft (`previewRevision`). Rows are in
 * the order of the plan after, followed by those that no longer exist. `applyComparison(before, comparison)`
 * returns `after`. Pure; errors: none.
 *
 * @example
 * ```ts
 * import { type ActionAt, comparePlans, currentOf, type PlanAt, readTimescale } from '@beatbook/domain'
 *
 * const { timescale } = readTimescale('Oct 22')
 * const dated = { ...currentOf([], { timescale }), originalTimescale: timescale, redated: 0 }
 * const said = { ownerSaid: null, owners: [], computed: null, withdrawn: false, details: [], updates: [] }
 * const action: ActionAt = { id: 'a', ref: '1', section: 's', text: 'Fit a doorbell', ...dated, ...said }
 * const about = { id: 'p', code: 'stations', title: 'Stations', kind: 'delivery-plan', sponsor: null, dated: null, period: null } as const
 * const june: PlanAt = { on: '2022-06-29', about, sections: [{ id: 's', ref: null, title: 'Access' }], actions: [action] }
 * const later = { ...action, level: 'red', redated: 1, timescale: readTimescale('by March 2023').timescale } as const
 * const { rows, counts } = comparePlans(june, { ...june, on: '2022-12-31', actions: [later] })
 *
 * console.log(rows[0]?.became.join(', ')) // re-dated, declared, silent
 * for (const change of rows[0]?.changes ?? []) if (change.field === 'timescale') console.log(change.days) // 151
 * console.log(counts['re-dated'], counts.added) // 1 0
 * ```
 */
export const comparePlans = (before: PlanAt, after: PlanAt): Comparison => {
  const was = new Map(before.actions.map((action) => [action.id, action]))
  const is = new Set(after.actions.map((action) => action.id))
  const all = [
    ...after.actions.map((action) => compareActions(was.get(action.id) ?? null, action, before.on, after.on)),
    ...before.actions.filter((action) => !is.has(action.id)).map(removed),
  ]
  const rows = all.filter((row) => row.became.length > 0 || row.changes.length > 0 || row.updates !== null)
  const counts = Object.fromEntries(
    becomings.map((what) => [what, rows.filter((row) => row.became.includes(what)).length]),
  ) as Record<Becoming, number>
  return {
    v: 1,
    from: before.on,
    to: after.on,
    about: sameValue(before.about, after.about) ? null : { before: before.about, after: after.about },
    sections: sameValue(before.sections, after.sections)
      ? null
      : { before: before.sections, after: after.sections },
    rows,
    counts,
    same: all.filter((row) => row.became.length === 0).length,
    order: after.actions.map((action) => action.id),
  }
}

const compareActions = (before: ActionAt | null, after: ActionAt, from: string, to: string): ComparedRow => {
  const { id, ref, text } = after
  if (before === null)
    return { id, ref, text, became: ['added'], action: after, changes: [], updates: null, silent: null }
  const changes = changesOf(before, after)
  const updates = updatesOf(before.updates, after.updates)
  const silent =
    to > from && isOpen(after) && !updates?.added.some((update) => update.text !== null)
      ? silence(after, to)
      : null
  const became = [
    ...new Set([
      ...changes.flatMap(becoming),
      ...(updates === null ? [] : ['updated' as const]),
      ...(silent === null ? [] : ['silent' as const]),
    ]),
  ]
  return { id, ref, text, became, action: null, changes, updates, silent }
}

const removed = (action: ActionAt): ComparedRow => {
  const { id, ref, text } = action
  return { id, ref, text, became: ['removed'], action, changes: [], updates: null, silent: null }
}

/** What a changed field means for the action. A computed level that only one side has is not a change. */
const becoming = (change: FieldChange): Becoming[] => {
  switch (change.field) {
    case 'withdrawn':
      return [change.after ? 'withdrawn' : 'restored']
    case 'computed':
      return change.before === null || change.after === null ? [] : ['computed']
    case 'columns':
    case 'attachments':
      return [change.field]
    default:
      return [named(change.field)]
  }
}

const named = (
  field: Exclude<ComparedField, 'computed' | 'withdrawn' | 'columns' | 'attachments'>,
): Becoming => {
  if (field === 'originalTimescale' || field === 'redated') return 're-dated'
  return field in describedFields
    ? describedFields[field as DescribedField].became
    : saidFields[field as SaidField].became
}

const updatesOf = (before: readonly UpdateAt[], after: readonly UpdateAt[]): ComparedRow['updates'] => {
  if (sameValue(before, after)) return null
  const was = new Map(before.map((update) => [update.id, update]))
  const is = new Set(after.map((update) => update.id))
  return {
    added: after.filter((update) => !was.has(update.id)),
    removed: before.filter((update) => !is.has(update.id)),
    changed: after.flatMap((update) => {
      const old = was.get(update.id)
      return old === undefined || sameValue(old, update) ? [] : [{ before: old, after: update }]
    }),
    order: after.map((update) => update.id),
  }
}

const isOpen = ({ withdrawn, stage }: ActionAt): boolean => !withdrawn && stage !== 'complete'

const silence = ({ updates }: ActionAt, to: string): NonNullable<ComparedRow['silent']> => {
  const since = updates.findLast((update) => update.text !== null)?.on ?? null
  return { since, days: since === null ? null : daysBetween(since, to) }
}
