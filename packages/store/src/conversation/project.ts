import {
  type ConversationEvent,
  conversationEvent,
  foldConversation,
  type Id,
  type Recorded,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import type { ConversationTable, MentionTable } from '../tables/conversation.ts'

type Events = readonly Recorded<ConversationEvent>[]

/** Stores the conversations `ids` anew from their events. Returns what they are about. */
export const storeConversations = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
): Promise<ConversationTable[]> => {
  const stored: ConversationTable[] = []
  for (const id of ids) {
    const events = await streamOf(db, 'conversation', id)
    const row = conversationRow(id, events)
    await db.deleteFrom('conversation').where('id', '=', id).execute()
    await db.deleteFrom('mention').where('conversation_id', '=', id).execute()
    if (row === null) continue
    await insertAll(db, 'conversation', [row])
    await insertAll(db, 'mention', mentionRows(id, events))
    stored.push(row)
  }
  return stored
}

/** The row made from the events of a conversation; `null` for one that was never begun. */
const conversationRow = (id: Id, events: Events): ConversationTable | null => {
  const begun = events.find((event) => event.type === 'conversation-begun')
  if (begun?.type !== 'conversation-begun') return null
  const state = foldConversation(events)
  return {
    id,
    subject_kind: begun.facts.subject.kind,
    subject_id: begun.facts.subject.id,
    position: begun.position,
    there: state === null ? 0 : 1,
    settled: state === null || state.settled === null ? 0 : 1,
  }
}

const mentionRows = (id: Id, events: Events): MentionTable[] =>
  (foldConversation(events)?.remarks ?? []).flatMap((remark) =>
    remark.mentions.map((mention) => ({
      kind: mention.kind,
      target_id: mention.id,
      conversation_id: id,
      remark_id: remark.id,
      position: mention.position,
      by_id: remark.by,
    })),
  )

/** The ids of the conversations whose rows are not what their events give. */
export const conversationsAmiss = async (db: Kysely<Schema>): Promise<Id[]> => {
  const streams = await db
    .selectFrom('event')
    .select('stream_id as id')
    .distinct()
    .where('stream_kind', '=', 'conversation')
    .execute()
  const known = new Set(streams.map((row) => row.id))
  const rows = await db.selectFrom('conversation').selectAll().execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const amiss = rows.flatMap((row) => (known.has(row.id) ? [] : [row.id]))
  for (const id of known) {
    const events = await streamOf(db, 'conversation', id)
    const mentions = await db.selectFrom('mention').selectAll().where('conversation_id', '=', id).execute()
    const row = byId.get(id)
    const isSame =
      events.every((event) => conversationEvent.safeParse(event).success) &&
      lines([conversationRow(id, events) ?? {}]) === lines([row ?? {}]) &&
      lines(mentionRows(id, events)) === lines(mentions)
    if (!isSame) amiss.push(id)
  }
  return amiss
}

const lines = (rows: readonly object[]): string =>
  rows
    .map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))))
    .sort()
    .join('\n')
