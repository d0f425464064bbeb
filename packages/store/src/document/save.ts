import type { Decision, Draft, Original, Place, Recorded } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import type { Recording } from '../stream/events.ts'
import { planStates } from '../stream/plan-states.ts'
import { digestOfText } from './digest.ts'

/** A document being accepted: its draft with the decisions applied, and the ids of the plans it went into. */
export interface AcceptedDocument {
  readonly id: string
  readonly name: string
  readonly draft: Draft
  readonly decisions: readonly Decision[]
  readonly plans: readonly string[]
  /** Its original file; `null` where that is not stored. */
  readonly original: Original | null
}

/** Saves an accepted document, and the places of the pieces that `events` were read from. */
export const saveDocument = async (
  db: Kysely<Schema>,
  { id, name, draft, decisions, plans, original }: AcceptedDocument,
  events: readonly Recorded[],
  by: Recording,
): Promise<void> => {
  const into = (await planStates(db))
    .filter((plan) => plans.includes(plan.id))
    .map((plan) => ({ id: plan.id, code: plan.code, title: plan.title }))
  const summary = JSON.stringify({
    plans: into,
    tables: draft.tables.length,
    findings: draft.findings.length,
    original,
  })
  const json = { draft: JSON.stringify(draft), decisions: JSON.stringify(decisions) }
  const row = {
    id,
    name,
    accepted_at: by.recordedAt,
    actor: by.actor,
    summary,
    ...json,
    digest: digestOfText(draft),
    file_sha256: original?.sha256 ?? null,
  }
  await db.insertInto('document').values(row).execute()
  const pieces = new Set(events.map(firstPiece).filter((piece) => piece !== undefined))
  const places = [...pieces].map((piece) => ({
    document_id: id,
    piece,
    place: draft.source.pieces[piece]?.place,
  }))
  await insertAll(
    db,
    'document_place',
    places
      .filter(({ place }) => place !== undefined)
      .map(({ place, ...key }) => ({ ...key, place: JSON.stringify(place satisfies Place | undefined) })),
  )
}

const firstPiece = (event: Recorded): number | undefined =>
  (event.facts.from as { pieces: number[] } | null | undefined)?.pieces[0]
