import type { DocumentReader, DocumentSummary, FileStore } from '@beatbook/contract'
import type { Decision, Draft } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { peopleNames } from '../person/names.ts'
import type { Schema } from '../schema.ts'
import { planStates } from '../stream/plan-states.ts'

type Summary = Pick<DocumentSummary, 'plans' | 'tables' | 'findings' | 'original'>

/** Reads accepted documents, newest first. */
export const documentReader = (db: Kysely<Schema>, files: Pick<FileStore, 'has'>): DocumentReader => ({
  list: async () => {
    const rows = await db
      .selectFrom('document')
      .select(['id', 'name', 'accepted_at', 'actor', 'summary'])
      .where(isAccepted)
      .orderBy('accepted_at', 'desc')
      .orderBy('id', 'desc')
      .execute()
    const nameOf = await peopleNames(
      db,
      rows.map((row) => row.actor),
    )
    const summaries = rows.map((row) => summaryOf(row.summary))
    const shownOf = await summariesNow(db, summaries)
    return rows.flatMap(({ id, name, accepted_at, actor }, at) => {
      const summary = summaries[at]
      return summary === undefined
        ? []
        : [{ id, name, acceptedAt: accepted_at, by: nameOf(actor), ...summary, ...shownOf(id, summary) }]
    })
  },
  get: async (id) => {
    const row = await db
      .selectFrom('document')
      .selectAll()
      .where('id', '=', id)
      .where(isAccepted)
      .executeTakeFirst()
    if (row === undefined) return null
    const summary = summaryOf(row.summary)
    return {
      id,
      name: row.name,
      acceptedAt: row.accepted_at,
      by: (await peopleNames(db, [row.actor]))(row.actor),
      ...summary,
      ...(await summariesNow(db, [summary]))(id, summary),
      originalMissing: summary.original !== null && !(await files.has(summary.original.sha256)),
      draft: JSON.parse(row.draft) as Draft,
      decisions: JSON.parse(row.decisions) as Decision[],
    }
  },
  original: async (id) => {
    const row = await db
      .selectFrom('document')
      .select(['name', 'summary'])
      .where('id', '=', id)
      .where(isAccepted)
      .executeTakeFirst()
    return row === undefined ? null : { name: row.name, original: summaryOf(row.summary).original }
  },
})

/**
 * A function that gives the plans that one of some documents went into as they are called today, and whether its import was
 * undone: none of them has it.
 */
const summariesNow = async (
  db: Kysely<Schema>,
  summaries: readonly Summary[],
): Promise<(id: string, summary: Summary) => Pick<DocumentSummary, 'plans' | 'undone'>> => {
  const only = summaries.flatMap(({ plans }) => plans.map((plan) => plan.id))
  const states = new Map((await planStates(db, {}, { only })).map((plan) => [plan.id, plan]))
  return (id, { plans }) => ({
    plans: plans.map((plan) => {
      const { code, title } = states.get(plan.id) ?? plan
      return { id: plan.id, code, title }
    }),
    undone:
      plans.length > 0 &&
      !plans.some((plan) => states.get(plan.id)?.documents.some(({ documentId }) => documentId === id)),
  })
}

/** The condition that leaves out a document whose plans are not recorded yet. */
const isAccepted = sql<boolean>`accepted_at <> ''`

/** Parses a row's summary; one stored before files were stored has no original. */
const summaryOf = (json: string): Summary => {
  const stored = JSON.parse(json) as Omit<Summary, 'original'> & Partial<Pick<Summary, 'original'>>
  return { ...stored, original: stored.original ?? null }
}
