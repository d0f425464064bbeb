import { randomUUIDv7 } from 'node:crypto'
import type { CommandContext, ImportUndo } from '@beatbook/contract'
import {
  decideUndoCommand,
  err,
  foldAction,
  foldParty,
  foldPlan,
  type Id,
  type IsoDate,
  judgeUndo,
  ok,
  type PartyEvent,
  type PlanEvent,
  partyNameOn,
  type Recorded,
  type Refusal,
  type RefusalArgs,
  type Result,
  refuse,
  settledEvents,
  undoEffect,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { validOn } from '../database/valid.ts'
import { peopleNames } from '../person/names.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import { undoKnown } from './known.ts'

/**
 * What undoing the import of a document would do on the record as it is, or redoing it once it is undone: the same
 * judgement as the command's. Refused with `not-found` and `not-undoable` (no plan was made of the document).
 */
export const previewUndo = async (
  db: Kysely<Schema>,
  documentId: Id,
  context: CommandContext,
): Promise<Result<ImportUndo, Refusal>> => {
  const document = await db
    .selectFrom('document')
    .select('summary')
    .where('id', '=', documentId)
    .where(sql<boolean>`accepted_at <> ''`)
    .executeTakeFirst()
  if (document === undefined) return err(refuse('not-found', { what: 'document', id: documentId }))
  const into = (JSON.parse(document.summary) as { plans: { id: Id }[] }).plans
  const last = await lastCommandOf(db, documentId, into)
  if (last === null) return err(refuse('not-undoable'))
  const { commandId, undone } = last
  const given = { commandId, undoes: commandId }
  const known = await undoKnown(db, given, context.actor)
  const domainContext = { ...context, newId: () => randomUUIDv7() }
  const judged = judgeUndo(known, given, domainContext)
  if (!judged.ok) return judged
  const decided = decideUndoCommand(known, given, domainContext)
  const needed =
    decided.ok || decided.error.code !== 'import-needed'
      ? { dependents: [], count: 0, rest: 0 }
      : decided.error.args
  const recorded = new Set((decided.ok ? decided.value : judged.value.pending).map(({ stream }) => stream.id))
  const nameOf = await peopleNames(db, [last.actor, ...needed.dependents.map((dependent) => dependent.actor)])
  const by = (id: string) => ({ id, name: nameOf(id) })
  const result = {
    documentId,
    commandId,
    undone,
    by: by(last.actor),
    at: last.recordedAt,
    plans: [] as ImportUndo['plans'],
    actions: 0,
    changed: 0,
    owners: [] as string[],
    staying: [] as string[],
    dependents: await describedDependents(db, needed.dependents, by, context.today),
    count: needed.count,
    rest: needed.rest,
  }
  for (const history of known.streams) {
    const effect = undoEffect(history, given)
    const [first] = history
    if (effect === null || first === undefined) continue
    // Before an undo it is there, before a redo it is there afterwards.
    const shown = undone ? effect.after : history
    const toggled = [...effect.off, ...effect.on]
    const isWhole = toggled.some(({ id }) => id === first.id)
    if (first.stream.kind === 'plan') {
      const plan = foldPlan(shown as readonly unknown[] as Recorded<PlanEvent>[])
      if (plan !== null)
        result.plans.push({ id: plan.id, code: plan.code, title: plan.title, whole: isWhole })
    }
    if (first.stream.kind === 'action') result[isWhole ? 'actions' : 'changed'] += 1
    if (first.stream.kind === 'party') {
      const party = foldParty(shown as readonly unknown[] as Recorded<PartyEvent>[])
      if (party !== null)
        result[recorded.has(party.id) ? 'owners' : 'staying'].push(partyNameOn(party, context.today))
    }
  }
  result.owners.sort()
  result.staying.sort()
  return ok(result)
}

/**
 * The command that decides whether an import stands: the one that accepted the document, or the newest that undid or
 * redid that; `null` where no plan was made of it.
 */
const lastCommandOf = async (
  db: Kysely<Schema>,
  documentId: Id,
  plans: readonly { readonly id: Id }[],
): Promise<(Pick<Recorded, 'commandId' | 'actor' | 'recordedAt'> & { undone: boolean }) | null> => {
  for (const { id } of plans) {
    const history = await streamOf(db, 'plan', id)
    const accepted = history.find(
      (event) => event.type === 'document-accepted' && event.facts.documentId === documentId,
    )
    if (accepted === undefined) continue
    const settled = settledEvents(history as readonly unknown[] as Recorded[]).get(accepted.id)
    const by = settled?.by ?? accepted
    // What stands again is undone by the command that first recorded it.
    const { commandId } = settled?.stands === false ? by : accepted
    return { commandId, actor: by.actor, recordedAt: by.recordedAt, undone: settled?.stands === false }
  }
  return null
}

/** Dependents with where they are today and who recorded them. */
const describedDependents = async (
  db: Kysely<Schema>,
  dependents: RefusalArgs['import-needed']['dependents'],
  by: (id: string) => { id: string; name: string },
  today: IsoDate,
): Promise<ImportUndo['dependents']> => {
  if (dependents.length === 0) return []
  const commands = new Map(
    (
      await db
        .selectFrom('command')
        .select(['id', 'name'])
        .where(
          'id',
          'in',
          dependents.map(({ commandId }) => commandId),
        )
        .execute()
    ).map((row) => [row.id, row.name]),
  )
  const all: ImportUndo['dependents'] = []
  for (const { kind, id, type, on, actor, commandId, recordedAt } of dependents) {
    const place = await placeOf(db, kind, id, today)
    all.push({
      kind,
      id,
      ...place,
      type,
      on,
      recordedAt,
      by: by(actor),
      command: commands.get(commandId) ?? '',
      commandId,
    })
  }
  return all
}

const placeOf = async (
  db: Kysely<Schema>,
  kind: string,
  id: Id,
  today: IsoDate,
): Promise<{ address: string | null; text: string | null }> => {
  if (kind === 'plan') {
    const plan = foldPlan(await streamOf(db, 'plan', id))
    return { address: plan?.code ?? null, text: plan?.title ?? null }
  }
  if (kind === 'action') {
    const row = await db
      .selectFrom('action_now')
      .innerJoin('plan_version', 'plan_version.plan_id', 'action_now.plan_id')
      .select(['slug', 'code'])
      .where('action_id', '=', id)
      .where(validOn({}, 'plan_version'))
      .executeTakeFirst()
    const state = foldAction(await streamOf(db, 'action', id))
    return { address: row === undefined ? null : `${row.code}/${row.slug}`, text: state?.text ?? null }
  }
  const party = kind === 'party' ? foldParty(await streamOf(db, 'party', id)) : null
  return { address: party === null ? null : partyNameOn(party, today), text: null }
}
