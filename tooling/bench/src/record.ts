import { DatabaseSync } from 'node:sqlite'
import type { ActionPage, ActionRow } from '@beatbook/contract'
import { accept, ask, recordUpdate, upload } from './ask.ts'
import { asText } from './documents.ts'
import { generatePlan, titleOf } from './plans.ts'
import type { Product } from './product.ts'

/** The most actions of a generated plan, unless it is the only one. */
export const ACTIONS_A_PLAN = 1_000

/** An action of a record, by its id and address. */
export interface Named {
  readonly id: string
  readonly address: string
}

/** Fills an empty record with `actions` actions in plans of a thousand, as people do: upload, accept. */
export const fillRecord = async (product: Product, actions: number): Promise<void> => {
  for (let made = 0; made < actions; made += ACTIONS_A_PLAN)
    await bringPlan(product, Math.min(ACTIONS_A_PLAN, actions - made), made / ACTIONS_A_PLAN + 1)
}

/** Brings a generated plan of `rows` actions, of the code `code` if one is given. */
export const bringPlan = async (
  product: Product,
  rows: number,
  seed: number,
  code?: string,
): Promise<void> => {
  const bytes = asText(titleOf(seed), generatePlan(rows, seed))
  await accept(product, await upload(product, 'plan.txt', bytes), code)
}

/** Creates the tables of a bare handler at `path`, with these rows. */
export const fillBare = (path: string, rows: readonly ActionRow[]): void => {
  const db = new DatabaseSync(path)
  db.exec(bareSchema)
  const insert = db.prepare(`insert into action values (${bareColumns.map(() => '?').join(', ')})`)
  db.exec('begin')
  for (const row of rows) insert.run(...bareRow(row))
  db.exec('commit')
  db.close()
}

/** The actions of a record as its list has them, in the order of places, about `most` of them at most. */
export const rowsOf = async (
  product: Product,
  most: number = Number.POSITIVE_INFINITY,
): Promise<ActionRow[]> => {
  const rows: ActionRow[] = []
  let cursor: string | undefined
  do {
    const page: ActionPage = await ask(product, 'actions.list', { limit: 200, withdrawn: 'with', cursor })
    rows.push(...page.rows)
    cursor = page.next ?? undefined
  } while (cursor !== undefined && rows.length < most)
  return rows
}

/**
 * How many days lie between two of the versions that `ageRecord` adds: few, because a generated plan has
 * actions that begin in October 2026.
 */
const DAYS_A_VERSION = 4

/** Gives each action `versions - 1` updates, four days apart, the last of today. */
export const ageRecord = async (
  product: Product,
  all: readonly Named[],
  versions: number,
  today: string,
): Promise<void> => {
  for (let step = versions - 2; step >= 0; step--) {
    const on = daysBefore(today, step * DAYS_A_VERSION)
    await eachOf(all, ({ id }) =>
      recordUpdate(product, id, `Seen on the beat, step ${step}`, {
        on,
        level: step % 2 === 0 ? 'amber' : 'green',
        reason: 'As agreed',
        seen: {},
      }),
    )
  }
}

/** A day in the middle of these versions. */
export const midway = (versions: number, today: string): string =>
  daysBefore(today, Math.floor((versions - 2) / 2) * DAYS_A_VERSION + 2)

/** The day `days` before another. */
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)

const AT_ONCE = 16

const eachOf = async <T>(values: readonly T[], of: (value: T) => Promise<unknown>): Promise<void> => {
  const left = [...values].reverse()
  const one = async () => {
    for (let value = left.pop(); value !== undefined; value = left.pop()) await of(value)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
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

/** The values of a row of the bare table. */
export const bareRow = ({ timescale, ...row }: ActionRow): (string | number | null)[] => [
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
