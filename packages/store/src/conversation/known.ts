import type { ConversationSubject, Mention } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { jsonValues } from '../database/json-values.ts'
import { isReached } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { planState } from '../stream/plan-states.ts'

/** Whether what a conversation is about exists now. */
export const isSubjectThere = async (
  db: Kysely<Schema>,
  { kind, id }: ConversationSubject,
): Promise<boolean> => {
  if (kind === 'plan') return (await planState(db, id))?.id === id
  const row = db.selectFrom('action_now').select('action_id').where('action_id', '=', id).where(isReached())
  return (await row.executeTakeFirst()) !== undefined
}

/** Those of some mentions whose person cannot sign in, or whose party does not exist. */
export const mentionsMissing = async (
  db: Kysely<Schema>,
  mentions: readonly Mention[],
): Promise<Mention[]> => {
  const ids = (kind: Mention['kind']) => mentions.flatMap((each) => (each.kind === kind ? [each.id] : []))
  const people = ids('person')
  const parties = ids('party')
  const found = new Set<string>()
  if (people.length > 0)
    for (const row of await db
      .selectFrom('user')
      .select('id')
      .where('id', 'in', jsonValues(db, people))
      .where('removedAt', 'is', null)
      .execute())
      found.add(`person ${row.id}`)
  if (parties.length > 0)
    for (const row of await db
      .selectFrom('party')
      .select('id')
      .where('id', 'in', jsonValues(db, parties))
      .where('undone', '=', 0)
      .execute())
      found.add(`party ${row.id}`)
  return mentions.filter(({ kind, id }) => !found.has(`${kind} ${id}`))
}
