import type { ActionView } from '@beatbook/contract'
import type { Place } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

type ReadFrom = { readonly documentId: string; readonly pieces: readonly number[] }

/**
 * Returns a function that gives, for each of `froms`, the document it was read from and the place of its
 * first piece.
 */
export const sourcesOf = async (
  db: Kysely<Schema>,
  froms: readonly (ReadFrom | null)[],
): Promise<(from: ReadFrom | null) => ActionView['document']> => {
  const read = froms.filter((from) => from !== null)
  if (read.length === 0) return () => null
  const ids = [...new Set(read.map((from) => from.documentId))]
  const pieces = [...new Set(read.map((from) => from.pieces[0] ?? -1))]
  const rows = await db
    .selectFrom('document')
    .leftJoin('document_place', (join) =>
      join.onRef('document_place.document_id', '=', 'document.id').on('document_place.piece', 'in', pieces),
    )
    .select(['document.id', 'document.name', 'document_place.piece', 'document_place.place'])
    .where('document.id', 'in', ids)
    .execute()
  const names = new Map(rows.map((row) => [row.id, row.name]))
  const places = new Map(rows.map((row) => [`${row.id} ${row.piece}`, row.place]))
  return (from) => {
    const name = from === null ? undefined : names.get(from.documentId)
    if (from === null || name === undefined) return null
    const place = places.get(`${from.documentId} ${from.pieces[0]}`)
    return { id: from.documentId, name, place: place ? (JSON.parse(place) as Place) : null }
  }
}
