import type { Original } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import type { Recording } from '../stream/events.ts'
import { planStates } from '../stream/plan-states.ts'
import type { DocumentTable } from '../tables/document.ts'

/**
 * A document being accepted: its draft with the decisions applied and the decisions, as JSON, and the ids of the
 * plans it goes into.
 */
export interface AcceptedDocument {
  readonly id: string
  readonly name: string
  readonly draft: string
  readonly decisions: string
  /** The digest of its text (`digestOfText`). */
  readonly digest: string | null
  /** How many tables and findings the draft has. */
  readonly tables: number
  readonly findings: number
  readonly plans: readonly string[]
  /** Its original file; `null` where that is not stored. */
  readonly original: Original | null
}

/** The instant of acceptance of a document that is still being accepted: readers leave it out. */
const NOT_YET = ''

/** Saves an accepted document. Its plans must be recorded. */
export const saveDocument = async (
  db: Kysely<Schema>,
  document: AcceptedDocument,
  by: Recording,
): Promise<void> => {
  await db
    .insertInto('document')
    .values(rowOf(document, { accepted_at: by.recordedAt, actor: by.actor }, await summaryOf(db, document)))
    .execute()
}

/** Saves a document whose plans are not recorded yet; `acceptDocument` follows. */
export const saveDocumentBefore = async (
  db: Kysely<Schema>,
  document: AcceptedDocument,
  actor: string,
): Promise<void> => {
  await db
    .insertInto('document')
    .values(rowOf(document, { accepted_at: NOT_YET, actor }, '{}'))
    .execute()
}

/** Makes a document that was saved before its plans an accepted one. */
export const acceptDocument = async (
  db: Kysely<Schema>,
  document: Omit<AcceptedDocument, 'draft' | 'decisions'>,
  by: Recording,
): Promise<void> => {
  await db
    .updateTable('document')
    .set({ accepted_at: by.recordedAt, actor: by.actor, summary: await summaryOf(db, document) })
    .where('id', '=', document.id)
    .execute()
}

const rowOf = (
  { id, name, draft, decisions, digest, original }: AcceptedDocument,
  accepted: Pick<DocumentTable, 'accepted_at' | 'actor'>,
  summary: string,
): DocumentTable => ({
  id,
  name,
  ...accepted,
  summary,
  draft,
  decisions,
  digest,
  file_sha256: original?.sha256 ?? null,
})

const summaryOf = async (
  db: Kysely<Schema>,
  { plans, tables, findings, original }: Omit<AcceptedDocument, 'draft' | 'decisions'>,
): Promise<string> => {
  const states = await planStates(db, {}, { only: plans })
  const into = states.map((plan) => ({ id: plan.id, code: plan.code, title: plan.title }))
  return JSON.stringify({ plans: into, tables, findings, original })
}

/** Saves the places of the pieces of a document that events were read from. */
export const savePlaces = async (
  db: Kysely<Schema>,
  documentId: string,
  places: readonly { readonly piece: number; readonly place: object }[],
): Promise<void> =>
  insertAll(
    db,
    'document_place',
    places.map(({ piece, place }) => ({ document_id: documentId, piece, place: JSON.stringify(place) })),
    'ignore',
  )
