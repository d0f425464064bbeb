import { randomUUIDv7 } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { ActionRow } from '@beatbook/contract'
import { readDocument } from '@beatbook/documents'
import { openStore, type Store } from '@beatbook/store'
import { asText } from './documents.ts'
import { generatePlan, titleOf } from './plans.ts'

/** The number of actions of each generated plan. */
const ACTIONS_A_PLAN = 1_000

/** Fills a new record at `path` with `actions` actions in the usual way: read, draft, accept. */
export const fillRecord = async (path: string, actions: number): Promise<void> => {
  const store = await openStore({ url: `sqlite:${path}`, now })
  for (let made = 0; made < actions; made += ACTIONS_A_PLAN)
    await bringPlan(store, Math.min(ACTIONS_A_PLAN, actions - made), made / ACTIONS_A_PLAN + 1)
  await store.close()
}

/** Fills a new record at `path` with one plan of `rows` actions, of the code “waiting”. */
export const fillPlan = async (path: string, rows: number): Promise<void> => {
  const store = await openStore({ url: `sqlite:${path}`, now })
  await bringPlan(store, rows, 1, 'waiting')
  await store.close()
}

/** Creates the tables of a bare handler at `path`, with the content of the record at `from`. */
export const fillBare = async (path: string, from: string): Promise<void> => {
  const store = await openStore({ url: `sqlite:${from}`, now })
  const db = new DatabaseSync(path)
  db.exec(bareSchema)
  const insert = db.prepare(`insert into action values (${bareColumns.map(() => '?').join(', ')})`)
  db.exec('begin')
  let cursor: string | undefined
  do {
    const page = await store.actions.list({
      sort: 'place',
      descending: false,
      limit: 500,
      withdrawn: 'with',
      cursor,
    })
    for (const row of page.rows) insert.run(...bareRow(row))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  db.exec('commit')
  db.close()
  await store.close()
}

/** The ids and addresses of every action of the record at `path`. */
export const actionsOf = async (path: string): Promise<{ id: string; address: string }[]> => {
  const db = new DatabaseSync(path, { readOnly: true })
  const rows = db
    .prepare(
      `select action_id as id, code || '/' || slug as address from action_now
        join plan_version using (plan_id) where recorded_to > '9999' and held_to > '9999'`,
    )
    .all()
  db.close()
  return rows as unknown as { id: string; address: string }[]
}

const now = () => new Date().toISOString()

const bringPlan = async (store: Store, rows: number, seed: number, code?: string): Promise<void> => {
  const draft = await readDocument('plan.txt', asText(titleOf(seed), generatePlan(rows, seed)))
  if (!draft.ok) throw new Error(`The generated plan cannot be read: ${draft.error.code}`)
  const found = draft.value.plans.flatMap((plan) =>
    plan.sections.flatMap((section) => section.actions),
  ).length
  if (found !== rows) throw new Error(`The generated plan has ${rows} actions; ${found} were read`)
  const draftId = randomUUIDv7()
  const context = { actor: 'bench', now: now(), today: now().slice(0, 10) }
  await store.drafts.put({ id: draftId, author: context.actor, now: context.now, draft: draft.value })
  const as = draft.value.plans.map((plan) => ({
    plan: plan.key,
    as: 'new' as const,
    ...(code === undefined ? {} : { code }),
  }))
  const accepted = await store.commands.run(
    'accept-draft',
    { commandId: randomUUIDv7(), draftId, as },
    context,
  )
  if (!accepted.ok) throw new Error(`The generated plan was refused: ${accepted.error.code}`)
}

// All the values of a row of the product's list, in one flat table.
const bareColumns = [
  ...[
    'id',
    'address',
    'plan',
    'plan_id',
    'section',
    'section_id',
    'ref',
    'ref_origin',
    'text',
    'owner_said',
    'owners',
  ],
  ...['said', 'kind', 'earliest', 'latest', 'precision', 'every', 'anchor', 'due', 'redated'],
  ...['stage', 'level', 'withdrawn', 'updates', 'last_on', 'last_text'],
] as const

const bareSchema = `
pragma journal_mode = wal;
create table action (${bareColumns.join(', ')}, primary key (id));
create unique index action_address on action (address);
create index action_level on action (level, due, address);
create index action_last on action (last_on, address);
create table entry (id primary key, action_id, written_on, text);
`

const bareRow = ({ timescale, ...row }: ActionRow): (string | number | null)[] => [
  ...[
    row.id,
    row.address,
    row.planCode,
    row.planId,
    row.section,
    row.sectionId,
    row.ref,
    row.refOrigin,
    row.text,
    row.ownerSaid,
    JSON.stringify(row.owners),
  ],
  ...[
    timescale.said,
    timescale.kind,
    timescale.earliest,
    timescale.latest,
    timescale.precision,
    JSON.stringify(timescale.every),
    JSON.stringify(timescale.anchor),
  ],
  ...[timescale.latest ?? '9999-12-31', row.redated],
  ...[
    row.stage,
    row.level,
    row.withdrawn ? 1 : 0,
    row.updates,
    row.lastUpdate?.on ?? null,
    row.lastUpdate?.text ?? null,
  ],
]
