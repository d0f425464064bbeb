import { DatabaseSync } from 'node:sqlite'

/** Copies the record at `from` to `path`, while it is in use. */
export const copyRecord = (from: string, path: string): void => {
  copyFile(from, path)
  const copy = new DatabaseSync(path)
  copy.exec('update record set closed = 1')
  copy.close()
}

/** Copies any SQLite database, in use or not, to the new file `path`. */
export const copyFile = (from: string, path: string): void => {
  const db = new DatabaseSync(from, { readOnly: true })
  db.prepare('vacuum into ?').run(path)
  db.close()
}

/**
 * Adds earlier versions to every action of the record at `path` until there are `versions` of each, each
 * valid for a month before 2026, with its level. Plans begin as early. The versions are copies of the first
 * one, like the history of a plan imported month by month.
 */
export const ageRecord = (path: string, versions: number): void => {
  const db = new DatabaseSync(path)
  db.exec('pragma synchronous = off; pragma journal_mode = off; pragma cache_size = -262144; begin')
  const copied = (
    table: 'action_version' | 'rating',
    others: Readonly<Record<string, string>>,
    first: string,
  ) => {
    const columns = db
      .prepare(`select name from pragma_table_info('${table}')`)
      .all()
      .map((row) => String(row.name))
    const values = columns.map((name) => others[name] ?? `of.${name}`)
    db.exec(`
      with recursive step (n) as (select 1 union all select n + 1 from step where n < ${versions - 1}),
        first as (${ranked(table, first)}),
        had (id, n) as (select action_id, count(*) from action_version where recorded_to is null group by action_id)
      insert into ${table} (${columns})
      select ${values} from first as of join step join had on had.id = of.action_id
      where of.at = 1 and step.n <= ${versions} - had.n`)
  }
  const from = `date('${BEGINNING}', '-' || step.n || ' months')`
  const to = `case step.n when 1 then (select min(held_from) from action_version as later where later.action_id = of.action_id) else date('${BEGINNING}', '-' || (step.n - 1) || ' months') end`
  const number = (table: string) => `(select max(version) from ${table}) + row_number() over ()`
  const period = { held_from: from, held_to: to }
  copied(
    'rating',
    {
      ...period,
      version: number('rating'),
      span_from: from,
      span_to: 'null',
      shown_from: from,
      shown_to: to,
    },
    `${EARLIEST}, span_from`,
  )
  const last = Number(db.prepare('select max(version) as last from action_version').get()?.last)
  copied('action_version', { ...period, version: number('action_version') }, EARLIEST)
  db.exec(`
    insert into action_owner (party_id, version)
    select owned.party_id, copy.version from action_version as copy
      join (${ranked('action_version', EARLIEST)} and version <= ${last}) as first on first.action_id = copy.action_id and first.at = 1
      join action_owner as owned on owned.version = first.version
      where copy.version > ${last};
    update plan_version set held_from = '2000-01-01' where version in (select min(version) from plan_version group by plan_id);
    commit`)
  db.close()
}

const EARLIEST = 'held_from'

const ranked = (table: string, order: string): string =>
  `select *, row_number() over (partition by action_id order by ${order}) as at from ${table} where recorded_to is null`

/** The day before which the copied versions are valid. */
const BEGINNING = '2026-01-01'

/** A day in the middle of the copied versions. */
export const midway = (versions: number): string => {
  const day = new Date(`${BEGINNING}T00:00:00Z`)
  day.setUTCMonth(day.getUTCMonth() - Math.max(1, Math.floor(versions / 2) - 1))
  day.setUTCDate(15)
  return day.toISOString().slice(0, 10)
}
