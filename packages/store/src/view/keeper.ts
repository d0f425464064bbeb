import {
  type GridView,
  gridLayout,
  gridView,
  MOST_VIEWS,
  type SavedView,
  type ViewGiven,
  type ViewKeeper,
} from '@beatbook/contract'
import { err, foldWords, type Id, ok, type Refusal, refuse } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { type PlanCache, plansById } from '../stream/plan-states.ts'
import type { Write } from '../writer/write.ts'

/** The name of the row that has how a person last laid out the grid of a plan. */
const LAYOUT = ''

/** Reads views, and writes them by the writer. */
export const viewKeeper = (db: Kysely<Schema>, submit: (write: Write) => Promise<unknown>): ViewKeeper => {
  const plans: PlanCache = new Map()
  return {
    list: async (person) => {
      const rows = await db
        .selectFrom('view')
        .leftJoin('user', 'user.id', 'view.person_id')
        .select(['view.id', 'person_id', 'plan_id', 'view.name', 'shared', 'body', 'user.name as by'])
        .where('folded', '<>', LAYOUT)
        .where((where) => where.or([where('person_id', '=', person), where('shared', '=', 1)]))
        .orderBy('folded')
        .orderBy('view.id')
        .execute()
      const about = await plansById(
        db,
        plans,
        [...new Set(rows.map((row) => row.plan_id))].filter(Boolean),
        {},
      )
      return rows.flatMap((row): SavedView[] => {
        const view = gridView.safeParse(JSON.parse(row.body))
        const plan = about.get(row.plan_id)
        // The view of a plan that is no longer there shows nothing; one that no longer reads is not offered.
        if (!view.success || (row.plan_id !== '' && plan === undefined)) return []
        return [
          {
            id: row.id,
            name: row.name,
            planId: row.plan_id === '' ? null : row.plan_id,
            planCode: plan?.code ?? null,
            shared: row.shared === 1,
            own: row.person_id === person,
            by: row.by ?? '',
            view: view.data,
          },
        ]
      })
    },
    save: async (view) => {
      const answer = (await submit({ write: 'save-view', view })) as Refusal | { readonly id: Id }
      return 'code' in answer ? err(answer) : ok(answer)
    },
    remove: async (person, id) => {
      const refusal = (await submit({ write: 'remove-view', person, id })) as Refusal | null
      return refusal === null ? ok(null) : err(refusal)
    },
    layout: async (person, planId) => {
      const row = await db
        .selectFrom('view')
        .select('body')
        .where('person_id', '=', person)
        .where('plan_id', '=', planId)
        .where('folded', '=', LAYOUT)
        .executeTakeFirst()
      const read = row === undefined ? null : gridLayout.safeParse(JSON.parse(row.body))
      return read?.success ? read.data : null
    },
    keepLayout: async (person, planId, layout) => {
      await submit({
        write: 'keep-layout',
        person,
        planId,
        body: layout === null ? null : JSON.stringify(layout),
      })
    },
  }
}

/** Saves a view; one of the person's with the same name about the same plan is replaced and keeps its id. */
export const saveView = async (db: Kysely<Schema>, given: ViewGiven): Promise<Refusal | { id: Id }> => {
  const { person, planId, name, shared, view } = given
  const [plan_id, folded] = [planId ?? '', foldWords(name)]
  const before = await db
    .selectFrom('view')
    .select('id')
    .where('person_id', '=', person)
    .where('plan_id', '=', plan_id)
    .where('folded', '=', folded)
    .executeTakeFirst()
  const row = { name, folded, shared: shared ? 1 : 0, body: written(view) }
  if (before !== undefined) {
    await db.updateTable('view').set(row).where('id', '=', before.id).execute()
    return { id: before.id }
  }
  const { views } = await db
    .selectFrom('view')
    .select((of) => of.fn.countAll<number>().as('views'))
    .where('person_id', '=', person)
    .where('folded', '<>', LAYOUT)
    .executeTakeFirstOrThrow()
  if (Number(views) >= MOST_VIEWS) return refuse('too-many-views', { most: MOST_VIEWS })
  const taken = await db.selectFrom('view').select('id').where('id', '=', given.id).executeTakeFirst()
  if (taken !== undefined) return refuse('id-reused', { id: given.id })
  await db
    .insertInto('view')
    .values({ id: given.id, person_id: person, plan_id, ...row })
    .execute()
  return { id: given.id }
}

/** Removes one of a person's own views. */
export const removeView = async (db: Kysely<Schema>, person: string, id: Id): Promise<Refusal | null> => {
  const { numDeletedRows } = await db
    .deleteFrom('view')
    .where('id', '=', id)
    .where('person_id', '=', person)
    .where('folded', '<>', LAYOUT)
    .executeTakeFirst()
  return numDeletedRows > 0n ? null : refuse('not-found', { what: 'view', id })
}

/** Keeps how a person laid out the grid of a plan; without a body it is forgotten. */
export const keepLayout = async (
  db: Kysely<Schema>,
  { person, planId, body, newId }: { person: string; planId: Id; body: string | null; newId: () => Id },
): Promise<null> => {
  const kept = { person_id: person, plan_id: planId, folded: LAYOUT }
  if (body === null) {
    await db
      .deleteFrom('view')
      .where('person_id', '=', person)
      .where('plan_id', '=', planId)
      .where('folded', '=', LAYOUT)
      .execute()
    return null
  }
  await db
    .insertInto('view')
    .values({ id: newId(), ...kept, name: '', shared: 0, body })
    .onConflict((conflict) => conflict.columns(['person_id', 'plan_id', 'folded']).doUpdateSet({ body }))
    .execute()
  return null
}

const written = (view: GridView): string => JSON.stringify(view)
