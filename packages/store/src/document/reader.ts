import type { DocumentReader, DocumentSummary } from '@beatbook/contract'
import type { Decision, Draft } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { peopleNames } from '../person/names.ts'
import type { Schema } from '../schema.ts'

type Summary = Pick<DocumentSummary, 'plans' | 'tables' | 'findings'>

/** Reads accepted documents, newest first. */
export const documentReader = (db: Kysely<Schema>): DocumentReader => ({
  list: async () => {
    const rows = await db
      .selectFrom('document')
      .select(['id', 'name', 'accepted_at', 'actor', 'summary'])
      .orderBy('accepted_at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    const nameOf = await peopleNames(
      db,
      rows.map((row) => row.actor),
    )
    return rows.map(({ id, name, accepted_at, actor, summary }) => ({
      id,
      name,
      acceptedAt: accepted_at,
      by: nameOf(actor),
      ...(JSON.parse(summary) as Summary),
    }))
  },
  get: async (id) => {
    const row = await db.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst()
    if (row === undefined) return null
    return {
      id,
      name: row.name,
      acceptedAt: row.accepted_at,
      by: (await peopleNames(db, [row.actor]))(row.actor),
      ...(JSON.parse(row.summary) as Summary),
      draft: JSON.parse(row.draft) as Draft,
      decisions: JSON.parse(row.decisions) as Decision[],
    }
  },
})
