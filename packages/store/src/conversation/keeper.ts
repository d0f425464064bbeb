import {
  type ConversationKeeper,
  type ConversationsView,
  type ConversationView,
  type MentionView,
  MOST_UNREAD,
  type ReadMark,
  type RemarkView,
  type UnreadMention,
} from '@beatbook/contract'
import {
  type ConversationState,
  type ConversationSubject,
  conversationSeen,
  foldConversation,
  foldWords,
  type Id,
  type IsoDate,
  type Mention,
  mentionMark,
  mentionsIn,
  namesMatching,
  ok,
  type ReadAt,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { findAction } from '../action/address.ts'
import { readContent } from '../action/content.ts'
import { jsonValues } from '../database/json-values.ts'
import { containsWords } from '../database/search.ts'
import { isReached } from '../database/valid.ts'
import { partiesShown } from '../party/parties.ts'
import { partiesIn } from '../party/ties.ts'
import { peopleNames } from '../person/names.ts'
import type { Schema } from '../schema.ts'
import { eventsOf, lastPosition, seenAt } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'
import type { WritingSide } from '../writer/write.ts'

/** Reads conversations from their events, and keeps how far each person has read them. */
export const conversationKeeper = (
  db: Kysely<Schema>,
  submit: WritingSide['submit'],
  today: () => IsoDate,
): ConversationKeeper => ({
  async ofAction(given, at = {}) {
    const found = await findAction(db, given, at)
    if (!found.ok) return found
    const { action_id: id, address } = found.value
    return ok(await conversationsAbout(db, { kind: 'action', id }, address, at))
  },
  async ofPlan(given, at = {}) {
    const plan = await planState(db, given, at)
    return plan === null ? null : conversationsAbout(db, { kind: 'plan', id: plan.id }, plan.code, at)
  },
  async counts(given) {
    const plan = await planState(db, given)
    if (plan === null) return null
    const counted = (settled: 0 | 1) =>
      sql<number>`sum(case when settled = ${sql.lit(settled)} then 1 else 0 end)`
    const own = await db
      .selectFrom('conversation')
      .select([counted(0).as('open'), counted(1).as('settled')])
      .where('subject_kind', '=', 'plan')
      .where('subject_id', '=', plan.id)
      .where('there', '=', 1)
      .executeTakeFirst()
    const rows = await db
      .selectFrom('action_now')
      .innerJoin('conversation', 'conversation.subject_id', 'action_now.action_id')
      .innerJoin('content', 'content.id', 'action_now.content_id')
      .select(['action_id as id', 'slug', 'body', counted(0).as('open'), counted(1).as('settled')])
      .where('plan_id', '=', plan.id)
      .where('there', '=', 1)
      .where(isReached())
      .groupBy(['action_id', 'slug', 'body', 'place_key'])
      .orderBy('place_key')
      .execute()
    return {
      plan: { open: own?.open ?? 0, settled: own?.settled ?? 0 },
      actions: rows.map(({ slug, body, ...row }) => ({
        ...row,
        address: `${plan.code}/${slug}`,
        text: readContent(body).text,
      })),
    }
  },
  mentionable: (text, limit) => mentionable(db, text, limit),
  unread: async (person) => {
    const rows = await unreadOf(db, person, today())
    return { count: rows.length, mentions: await mentionsShown(db, rows.slice(0, MOST_UNREAD)) }
  },
  markRead: async (person, marks) => {
    await submit({ write: 'mark-read', person, marks })
  },
})

/** Stores how far a person has read some conversations, at most to the newest entry. A mark never goes back. */
export const markRead = async (
  db: Kysely<Schema>,
  person: string,
  marks: readonly ReadMark[],
): Promise<null> => {
  const newest = await lastPosition(db)
  for (const mark of marks) {
    const position = Math.min(mark.position, newest)
    await db
      .insertInto('conversation_read')
      .columns(['person_id', 'conversation_id', 'position'])
      .expression((of) =>
        of
          .selectFrom('conversation')
          .select([
            sql<string>`${person}`.as('person_id'),
            'id',
            sql<number>`${sql.lit(position)}`.as('position'),
          ])
          .where('id', '=', mark.id),
      )
      .onConflict((conflict) =>
        conflict.columns(['person_id', 'conversation_id']).doUpdateSet({
          position: sql<number>`case when excluded.position > conversation_read.position
            then excluded.position else conversation_read.position end`,
        }),
      )
      .execute()
  }
  return null
}

const conversationsAbout = async (
  db: Kysely<Schema>,
  subject: ConversationSubject,
  address: string,
  at: ReadAt,
): Promise<ConversationsView> => {
  const rows = await db
    .selectFrom('conversation')
    .select('id')
    .where('subject_id', '=', subject.id)
    .where('subject_kind', '=', subject.kind)
    .orderBy('position')
    .execute()
  const streams = await eventsOf(
    db,
    'conversation',
    rows.map((row) => row.id),
  )
  const found = rows.flatMap(({ id }, index) => {
    const events = streams.get(id) ?? []
    const seen = events.filter(seenAt(at))
    const state = conversationSeen(events, seen)
    if (state === null) return []
    return [{ state, number: index + 1, position: seen.at(-1)?.position ?? 0 }]
  })
  const names = await namesOf(
    db,
    found.map(({ state }) => state),
    at,
  )
  const conversations = found.map((each) => conversationShown(each, names))
  const isSettled = ({ settled }: ConversationView) => (settled === null ? 0 : 1)
  conversations.sort((one, other) => isSettled(one) - isSettled(other) || other.position - one.position)
  return { address, subject, conversations }
}

/** The names of today of people, and of parties at a date. */
interface Names {
  readonly person: (id: string) => string
  readonly mention: (mention: Mention) => MentionView
}

const namesOf = async (
  db: Kysely<Schema>,
  states: readonly ConversationState[],
  at: ReadAt = {},
): Promise<Names> => {
  const mentions = states.flatMap(({ remarks }) => remarks.flatMap(({ text }) => mentionsIn(text ?? '')))
  const ids = (kind: Mention['kind']) => mentions.flatMap((each) => (each.kind === kind ? [each.id] : []))
  const said = states.flatMap(({ remarks, settled }) => [
    ...remarks.map((remark) => remark.by),
    ...(settled === null ? [] : [settled.by]),
  ])
  const person = await peopleNames(db, [...said, ...ids('person')])
  const parties = await partiesShown(db, ids('party'), at)
  return {
    person,
    mention: ({ kind, id }) => ({
      kind,
      id,
      name: kind === 'person' ? person(id) : (parties.get(id)?.name ?? id),
    }),
  }
}

const conversationShown = (
  { state, number, position }: { state: ConversationState; number: number; position: number },
  { person, mention }: Names,
): ConversationView => {
  const somebody = (id: string) => ({ id, name: person(id) })
  return {
    id: state.id,
    number,
    subject: state.subject,
    field: state.field,
    settled: state.settled === null ? null : { by: somebody(state.settled.by), at: state.settled.at },
    position,
    remarks: state.remarks.map(
      ({ id, by, at, text, edited, removed, commandId }, index): RemarkView => ({
        id,
        number: index + 1,
        by: somebody(by),
        at,
        text,
        mentions: mentionsIn(text ?? '').map(mention),
        edited,
        removed,
        commandId,
      }),
    ),
  }
}

const mentionable = async (db: Kysely<Schema>, text: string, limit: number): Promise<MentionView[]> => {
  const words = foldWords(text)
    .split(' ')
    .filter((word) => word !== '')
  const people = await db.selectFrom('user').select(['id', 'name']).where('removedAt', 'is', null).execute()
  const parties = await db
    .selectFrom('party')
    .select(['id', 'name'])
    .where('undone', '=', 0)
    .whereRef('root_id', '=', 'id')
    .$if(words.length > 0, (query) => query.where(containsWords(sql.ref('folded'), words)))
    .orderBy('folded')
    .limit(MOST_COMPARED)
    .execute()
  const found = [
    ...people.map((row): MentionView => ({ kind: 'person', ...row })),
    ...parties.map((row): MentionView => ({ kind: 'party', ...row })),
  ]
  return namesMatching(text, found).slice(0, limit)
}

/** The most parties that are compared with what was typed. */
const MOST_COMPARED = 500

interface UnreadRow {
  readonly conversation_id: Id
  readonly remark_id: Id
  readonly position: number
  readonly to: readonly Mention[]
}

/**
 * The remarks of others that mention a person, the party that they are, a post that they hold or a party they answer
 * for, and are not read; the newest first.
 */
const unreadOf = async (db: Kysely<Schema>, person: string, day: IsoDate): Promise<UnreadRow[]> => {
  const roots = [
    ...(await db.selectFrom('answers_for').select('party_id').where('person_id', '=', person).execute()).map(
      (row) => row.party_id,
    ),
    ...(await partiesIn(db, person, day)),
  ]
  const mine = db
    .selectFrom('party')
    .innerJoin('party as same', 'same.root_id', 'party.root_id')
    .select('same.id')
    .where('party.id', 'in', jsonValues(db, roots))
  const rows = await db
    .selectFrom('mention')
    .innerJoin('conversation', 'conversation.id', 'mention.conversation_id')
    .leftJoin('conversation_read as done', (join) =>
      join.onRef('done.conversation_id', '=', 'mention.conversation_id').on('done.person_id', '=', person),
    )
    .select(['mention.kind', 'target_id', 'mention.conversation_id', 'remark_id', 'mention.position'])
    .where('there', '=', 1)
    .where('by_id', '<>', person)
    .where(sql<boolean>`mention.position > coalesce(done.position, 0)`)
    .where((where) =>
      where.or([
        where.and([where('mention.kind', '=', 'person'), where('target_id', '=', person)]),
        where.and([where('mention.kind', '=', 'party'), where('target_id', 'in', mine)]),
      ]),
    )
    .where((where) =>
      where.or([
        where('subject_kind', '=', 'plan'),
        where.exists(
          where
            .selectFrom('action_now')
            .select('action_id')
            .whereRef('action_id', '=', 'subject_id')
            .where(isReached({}, 'action_now.plan_id')),
        ),
      ]),
    )
    .execute()
  const remarks = Map.groupBy(rows, (row) => `${row.conversation_id} ${row.remark_id}`)
  return [...remarks.values()]
    .flatMap((all) => {
      const [first] = all
      if (first === undefined) return []
      return [
        {
          conversation_id: first.conversation_id,
          remark_id: first.remark_id,
          position: all.reduce((most, row) => Math.max(most, row.position), 0),
          to: all.map((row) => ({ kind: row.kind as Mention['kind'], id: row.target_id })),
        },
      ]
    })
    .sort((one, other) => other.position - one.position)
}

const mentionsShown = async (db: Kysely<Schema>, rows: readonly UnreadRow[]): Promise<UnreadMention[]> => {
  const ids = [...new Set(rows.map((row) => row.conversation_id))]
  const streams = await eventsOf(db, 'conversation', ids)
  const states = new Map(
    [...streams].flatMap(([id, events]) => {
      const state = foldConversation(events)
      return state === null ? [] : [[id, state] as const]
    }),
  )
  const names = await namesOf(db, [...states.values()])
  const subjects = await subjectsShown(
    db,
    [...states.values()].map(({ subject }) => subject),
  )
  const numbers = await numbersOf(db, [...states.values()])
  return rows.flatMap(({ conversation_id, remark_id, position, to }) => {
    const state = states.get(conversation_id)
    const remark = state?.remarks.find(({ id }) => id === remark_id)
    const subject = subjects.get(state?.subject.id ?? '')
    if (state === undefined || remark === undefined || subject === undefined || remark.text === null)
      return []
    const mentions = mentionsIn(remark.text)
    const mine = new Set(to.map(mentionMark))
    return [
      {
        conversationId: conversation_id,
        remarkId: remark_id,
        position,
        number: numbers.get(conversation_id) ?? 1,
        subject: state.subject,
        ...subject,
        field: state.field,
        settled: state.settled !== null,
        by: { id: remark.by, name: names.person(remark.by) },
        at: remark.at,
        text: remark.text,
        mentions: mentions.map(names.mention),
        to: mentions.filter((each) => mine.has(mentionMark(each))).map(names.mention),
      },
    ]
  })
}

/** The addresses and titles of subjects, by their ids; those that are gone are absent. */
const subjectsShown = async (
  db: Kysely<Schema>,
  subjects: readonly ConversationSubject[],
): Promise<Map<Id, { address: string; title: string }>> => {
  const shown = new Map<Id, { address: string; title: string }>()
  const ids = (kind: ConversationSubject['kind']) => [
    ...new Set(subjects.flatMap((each) => (each.kind === kind ? [each.id] : []))),
  ]
  for (const id of ids('plan')) {
    const plan = await planState(db, id)
    if (plan !== null) shown.set(id, { address: plan.code, title: plan.title })
  }
  const actions = ids('action')
  if (actions.length === 0) return shown
  const rows = await db
    .selectFrom('action_now')
    .innerJoin('content', 'content.id', 'action_now.content_id')
    .select(['action_id', 'plan_id', 'slug', 'body'])
    .where('action_id', 'in', jsonValues(db, actions))
    .execute()
  const codes = new Map<Id, string>()
  for (const { plan_id } of rows)
    if (!codes.has(plan_id)) codes.set(plan_id, (await planState(db, plan_id))?.code ?? '')
  for (const row of rows)
    shown.set(row.action_id, {
      address: `${codes.get(row.plan_id)}/${row.slug}`,
      title: readContent(row.body).text,
    })
  return shown
}

/** The number of each conversation among those about the same subject. */
const numbersOf = async (
  db: Kysely<Schema>,
  states: readonly ConversationState[],
): Promise<Map<Id, number>> => {
  if (states.length === 0) return new Map()
  const subjects = [...new Set(states.map(({ subject }) => subject.id))]
  const rows = await db
    .selectFrom('conversation')
    .select(['id', 'subject_id'])
    .where('subject_id', 'in', jsonValues(db, subjects))
    .orderBy('position')
    .execute()
  const numbers = new Map<Id, number>()
  for (const same of Map.groupBy(rows, (row) => row.subject_id).values())
    for (const [index, row] of same.entries()) numbers.set(row.id, index + 1)
  return numbers
}
