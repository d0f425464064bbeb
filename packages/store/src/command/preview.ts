import { randomUUIDv7 } from 'node:crypto'
import {
  type ChangedValues,
  type ChangePreview,
  type CommandContext,
  type HandOverPreview,
  MOST_GIVEN_SHOWN,
} from '@beatbook/contract'
import {
  type ActionState,
  actionNow,
  aggregates,
  type changeActions,
  type handOver,
  type JudgedRow,
  judgeChangeActions,
  loadNeeds,
  type Owner,
  ok,
  type Refusal,
  type Result,
  saidFieldNames,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type * as z from 'zod'
import { jsonValues } from '../database/json-values.ts'
import { validOn } from '../database/valid.ts'
import { ownersShown, partiesShown } from '../party/parties.ts'
import type { Schema } from '../schema.ts'
import { createHistories } from '../stream/histories.ts'
import { planState } from '../stream/plan-states.ts'
import { loaders } from './load.ts'

type Input = z.output<typeof changeActions.input>
type Loaded = Parameters<(typeof aggregates)['action']['commands']['change-actions']['decide']>[0]

/** What a change of several actions would do on the record as it is: the same judgement as its decision. */
export const previewChange = async (
  db: Kysely<Schema>,
  input: Input,
  { actor, now, today }: CommandContext,
): Promise<ChangePreview> => {
  const { needs } = aggregates.action.commands['change-actions']
  const loading = { db, behind: 0, now, actor, histories: createHistories() }
  const loaded = (await loadNeeds(loaders, loading, needs(input))) as unknown as Loaded
  const judged = judgeChangeActions(input, loaded, { actor, today, newId: randomUUIDv7 })
  const parties = await partiesShown(db, new Set(judged.flatMap(ownersIn)))
  for (const { events } of judged)
    for (const { type, stream, words } of events)
      if (type === 'party-added') parties.set(stream.id, { id: stream.id, name: words.name })
  const plan = await planState(db, input.planId)
  const section = (id: string) => plan?.sections.find((each) => each.id === id)?.title ?? ''
  const owners = (of: readonly Owner[]) =>
    ownersShown(of, parties).map(({ partyId, duty }) => ({
      partyId,
      duty,
      name: parties.get(partyId)?.name ?? partyId,
    }))
  return {
    rows: judged.map((row) => ({
      actionId: row.actionId,
      ref: row.before?.ref ?? null,
      text: row.before?.text ?? '',
      ...changedValues(row, section, owners),
      seen: row.seen,
      columnsSeen: row.columnsSeen,
      refusal: row.refusal,
    })),
  }
}

/** What giving over an owner's actions would do on the record as it is: the same decision as the command's. */
export const previewHandOver = async (
  db: Kysely<Schema>,
  input: z.output<typeof handOver.input>,
  { actor, now, today }: CommandContext,
): Promise<Result<HandOverPreview, Refusal>> => {
  const { needs, decide } = aggregates.action.commands['hand-over']
  const loading = { db, behind: 0, now, actor, histories: createHistories() }
  const loaded = (await loadNeeds(loaders, loading, needs(input))) as unknown as Parameters<typeof decide>[0]
  const decided = decide(loaded, input, { actor, today, newId: randomUUIDv7 })
  if (!decided.ok) return decided
  const days = new Map(decided.value.map(({ stream, effectiveOn }) => [stream.id, effectiveOn]))
  const rows = await db
    .selectFrom('action_now')
    .innerJoin('plan_version', 'plan_version.plan_id', 'action_now.plan_id')
    .select(['action_id', 'slug', 'code'])
    .where('action_id', 'in', jsonValues(db, [...days.keys()]))
    .where(validOn({}, 'plan_version'))
    .orderBy('place_key')
    .orderBy('action_id')
    .limit(MOST_GIVEN_SHOWN)
    .execute()
  const states = new Map(loaded.owned.actions.map(({ id, history }) => [id, actionNow(history)]))
  return ok({
    count: days.size,
    rows: rows.map((row) => ({
      id: row.action_id,
      address: `${row.code}/${row.slug}`,
      text: states.get(row.action_id)?.text ?? '',
      on: days.get(row.action_id) ?? today,
    })),
  })
}

const ownersIn = ({ before, after }: JudgedRow): string[] =>
  [before, after].flatMap((state) => (state?.owners ?? []).map(({ partyId }) => partyId))

/** The values that change, before and after. */
const changedValues = (
  { before, after, seen, columnsSeen }: JudgedRow,
  section: (id: string) => string,
  owners: (of: readonly Owner[]) => ChangedValues['owners'],
): { before: ChangedValues; after: ChangedValues } => {
  if (before === null || after === null) return { before: {}, after: {} }
  const codes = Object.keys(columnsSeen)
  const valuesOf = (state: ActionState): ChangedValues => ({
    ...Object.fromEntries(
      saidFieldNames.filter((field) => field in seen).map((field) => [field, state[field]]),
    ),
    ...('text' in seen ? { text: state.text } : {}),
    ...('ref' in seen ? { ref: state.ref } : {}),
    ...('section' in seen ? { section: section(state.sectionId) } : {}),
    ...('owners' in seen ? { owners: owners(state.owners) } : {}),
    ...('success' in seen ? { success: state.success } : {}),
    ...('tags' in seen ? { tags: [...state.tags] } : {}),
    ...('withdrawn' in seen ? { withdrawn: state.withdrawn } : {}),
    ...(codes.length === 0
      ? {}
      : { columns: Object.fromEntries(codes.map((code) => [code, state.columns[code] ?? null])) }),
  })
  const added = after.updates.find(({ id }) => !before.updates.some((update) => update.id === id))
  return {
    before: valuesOf(before),
    after: { ...valuesOf(after), ...(added?.text == null ? {} : { update: added.text }) },
  }
}
