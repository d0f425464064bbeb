import type { Instant } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { jsonValues } from '../database/json-values.ts'
import { knownOn, validOn } from '../database/valid.ts'
import { draftRow } from '../draft/writes.ts'
import type { Schema } from '../schema.ts'
import { type Basis, planOfText } from './decide.ts'

/**
 * Whether a decision to accept a draft still rests on what is there: nobody took one of its codes or names, undid
 * a party, accepted the same text, decided something else about the draft or changed what is revised.
 */
export const stillHolds = async (
  db: Kysely<Schema>,
  { draftId, author, decisions, position, newCodes, newNames, parties, revised, newText }: Basis,
  now: Instant,
): Promise<boolean> => {
  const draft = await draftRow(db, draftId, author, now)
  if (draft === undefined || draft.decisions !== decisions) return false
  const isThere = async (
    values: readonly string[],
    rows: (given: ReturnType<typeof jsonValues<Schema, string>>) => { execute(): Promise<unknown[]> },
  ): Promise<boolean> => values.length > 0 && (await rows(jsonValues(db, values)).execute()).length > 0
  const party = db.selectFrom('party').select('id').limit(1)
  const isOther =
    (await isThere(newCodes, (codes) =>
      db
        .selectFrom('plan_version')
        .select('code')
        .where('code', 'in', codes)
        .where('plan_id', 'in', (of) =>
          of.selectFrom('plan_version as now').select('now.plan_id').where(validOn({}, 'now')),
        )
        .limit(1),
    )) ||
    (await isThere(newNames, (names) =>
      db.selectFrom('party_name').select('party_id').where(knownOn()).where('folded', 'in', names).limit(1),
    )) ||
    (await isThere(parties, (ids) => party.where('undone', '=', 1).where('id', 'in', ids))) ||
    (await isThere(revised, (ids) =>
      db
        .selectFrom('event')
        .select('position')
        .where('position', '>', position)
        .where('stream_id', 'in', ids)
        .limit(1),
    ))
  if (isOther) return false
  return newText === null || (await planOfText(db, newText)) === null
}
