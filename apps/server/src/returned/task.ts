import { randomUUIDv7 } from 'node:crypto'
import { type ApiContext, askAs, type Ports, type Procedures, refusalThrown } from '@beatbook/api'
import type {
  ChangePreviewRow,
  PlanView,
  ReturnedBook,
  ReturnedPlan,
  ReturnedRowView,
  ReturnedSheet,
  ReturnedWorkbook,
  WrittenRow,
} from '@beatbook/contract'
import { writtenRows } from '@beatbook/documents'
import {
  type BringWorkbook,
  err,
  type Instant,
  MOST_CHANGED,
  ok,
  type Refusal,
  type Result,
  refuse,
} from '@beatbook/domain'
import { differenceReturned } from '@beatbook/presentation'
import { everyAction, settingsOfForce } from '../out/ask.ts'
import type { Answered } from '../work/serve.ts'

/** A workbook that came back, as it was read, to compare with the record. */
export interface ReturnedTask {
  readonly returned: ReturnedBook
  /** The plan that the person says it is of, where the workbook does not. */
  readonly plan: string | null
  readonly newest: Instant
  readonly context: Omit<ApiContext, 'ports' | 'stillSignedIn'>
}

/**
 * What a workbook that came back says about each of its plans, with the rights of its person, in a worker. Refused with
 * `workbook-of-no-plan` where it has no table of actions or nobody says of which plan, `other-force`, and as the
 * questions are that it asks.
 */
export const compareReturned = async (
  ports: Ports,
  { returned, plan, newest, context }: ReturnedTask,
): Promise<Answered<Result<ReturnedWorkbook, Refusal>>> => {
  const ask = askAs({ ...context, ports, stillSignedIn: async () => true })
  const { sheets, file } = returned
  if (sheets.length === 0) return { value: err(refuse('workbook-of-no-plan', { because: 'no-table' })) }
  const foreign = sheets.find((sheet) => sheet.plan !== null && sheet.plan.force !== context.force)
  if (plan === null && foreign?.plan)
    return {
      value: err(refuse('workbook-of-no-plan', { because: 'other-force', force: foreign.plan.force })),
    }
  const byPlan = Map.groupBy(sheets, (sheet) => plan ?? sheet.plan?.id ?? null)
  const unknown = byPlan.get(null)
  byPlan.delete(null)
  if (byPlan.size === 0) return { value: err(refuse('workbook-of-no-plan', { because: 'not-said' })) }
  try {
    const plans: ReturnedPlan[] = []
    for (const [of, theirs] of byPlan)
      if (of !== null) plans.push(await comparePlan(ask, of, theirs, context, newest))
    const others = [...returned.other, ...(unknown ?? []).map(({ name }) => name)]
    return { value: ok({ file, plans, otherSheets: others }) }
  } catch (error) {
    const refusal = refusalThrown(error)
    if (refusal === null) throw error
    return { value: err(refusal) }
  }
}

const comparePlan = async (
  ask: Procedures,
  of: string,
  sheets: readonly ReturnedSheet[],
  { force, today }: ReturnedTask['context'],
  newest: Instant,
): Promise<ReturnedPlan> => {
  const plan = await ask.plans.get({ plan: of })
  const settings = await settingsOfForce(ask)
  const written = async (at: PlanView, times: { asAt?: string; knownAt?: string }): Promise<WrittenRow[]> =>
    writtenRows({
      ...{ force, plan: at, columns: settings.columns, asAt: times.asAt ?? today, knownAt: newest },
      rows: await everyAction(ask, { plan: plan.id, withdrawn: 'with', ...times }),
    })
  const now = await written(plan, {})
  const [from = null] = sheets.flatMap((sheet) => (sheet.plan?.id === plan.id ? sheet.plan : []))
  const times = from === null ? null : { asAt: from.asAt, knownAt: from.knownAt }
  const base = times === null ? null : await written(await ask.plans.get({ plan: plan.id, ...times }), times)
  const difference = differenceReturned({ sheets, base, now, plan, settings, newId: randomUUIDv7 })
  return withVersions(ask, difference)
}

/** The difference with the versions that each change is judged on, and why the plan would not take it. */
const withVersions = async (ask: Procedures, difference: ReturnedPlan): Promise<ReturnedPlan> => {
  const added = new Set(difference.sections.map(({ sectionId }) => sectionId))
  const asked = difference.rows.flatMap((row) => {
    const change = row.kind === 'changed' ? changeOfRow(row, added) : null
    return change === null ? [] : [change]
  })
  const absent = difference.absent.map(({ actionId }) => ({ actionId, withdrawn: true }))
  const known = new Map<string, ChangePreviewRow>()
  const all = [...asked, ...absent]
  for (let from = 0; from < all.length; from += MOST_CHANGED) {
    const { rows } = await ask.actions.previewChange({
      change: {
        planId: difference.plan.id,
        rows: all.slice(from, from + MOST_CHANGED),
        reason: 'workbook',
      },
    })
    for (const row of rows) known.set(row.actionId, row)
  }
  return {
    ...difference,
    rows: difference.rows.map((row) => {
      const found = known.get(row.actionId)
      return found === undefined
        ? row
        : { ...row, seen: found.seen, columnsSeen: found.columnsSeen, refusal: found.refusal }
    }),
    absent: difference.absent.map((row) => {
      const version = known.get(row.actionId)?.seen.withdrawn
      return version === undefined ? row : { ...row, seen: { withdrawn: version } }
    }),
  }
}

/** The change of a row with all of its fields; those that name a section which is not there yet are left out. */
const changeOfRow = (
  { actionId, fields, update }: ReturnedRowView,
  added: ReadonlySet<string>,
): NonNullable<BringWorkbook['rows']>[number] | null => {
  const changes = fields.flatMap(({ change }) =>
    change === null || added.has(change.sectionId ?? '') ? [] : [change],
  )
  if (changes.length === 0 && update === null) return null
  const columns = Object.assign({}, ...changes.map((change) => change.columns))
  return {
    ...Object.assign({}, ...changes),
    ...(Object.keys(columns).length > 0 ? { columns } : {}),
    ...(update === null ? {} : { update: update.text }),
    actionId,
  }
}
