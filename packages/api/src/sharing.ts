import type { Person } from '@beatbook/domain'
import { callerWho } from './caller.ts'

/**
 * Whether the answer of a question depends on nothing but its input, the record, the day and what the caller
 * may read, so that one answer serves several callers:
 * - `shared`: it does, and every window that shows a page asks it again after a change;
 * - `seldom`: it does, but only somebody who opens or tries something asks it, so nothing would be saved;
 * - `personal`: it depends on who asks;
 * - `outside`: it depends on something that is not in the record, such as the folder of files.
 */
export type Sharing = 'shared' | 'seldom' | 'personal' | 'outside'

/** Every question that is not derived from the registry of aggregates; a test compares it with the router. */
const sharing = {
  'session.me': 'personal',
  'plans.list': 'shared',
  'plans.get': 'shared',
  'plans.history': 'shared',
  'plans.changes': 'shared',
  // Beside a draft it is about one of the caller's own.
  'plans.compare': 'personal',
  'plans.check': 'seldom',
  'actions.list': 'shared',
  'actions.changes': 'seldom',
  'actions.get': 'shared',
  'actions.history': 'shared',
  'actions.events': 'shared',
  'actions.previewChange': 'seldom',
  'rating.why': 'shared',
  'rating.ribbon': 'shared',
  'rating.turning': 'shared',
  'rating.turningTo': 'shared',
  'rating.trends': 'shared',
  'ragRules.list': 'shared',
  'ragRules.get': 'shared',
  'ragRules.check': 'seldom',
  'ragRules.whatIf': 'seldom',
  'ragRules.backTest': 'seldom',
  'drafts.list': 'personal',
  'drafts.get': 'personal',
  'drafts.difference': 'personal',
  'documents.list': 'seldom',
  // It says whether the original is in the folder of files.
  'documents.get': 'outside',
  'documents.previewUndo': 'seldom',
  'parties.list': 'shared',
  'parties.get': 'shared',
  'parties.history': 'shared',
  'parties.alike': 'seldom',
  'parties.vacant': 'shared',
  'parties.previewHandOver': 'seldom',
  'conversations.ofAction': 'shared',
  'conversations.ofPlan': 'shared',
  'conversations.counts': 'shared',
  'conversations.mentionable': 'seldom',
  'work.mentions': 'personal',
  'forms.list': 'personal',
  'forms.get': 'personal',
  'views.list': 'personal',
  'views.layout': 'personal',
  'work.mine': 'personal',
  'work.parties': 'personal',
  'feeds.list': 'personal',
  'feeds.everybody': 'seldom',
  'people.list': 'seldom',
  'people.audit': 'seldom',
} as const satisfies Record<string, Sharing>

/** The questions in the table, each with its decision. */
export const sharingOf: ReadonlyMap<string, Sharing> = new Map(Object.entries(sharing))

/**
 * What decides what a caller may read: callers of whom this is the same get the same answer to questions that
 * are `shared`. `null` where one of the calls is not, or the caller may not read: then every caller is answered
 * alone. So far a role is granted on the whole force; what is granted on less belongs into this text.
 */
export const sharedBy = (calls: readonly string[], person: Person | null): string | null => {
  const caller = callerWho(person, 'read')
  return caller.ok && calls.every((call) => sharingOf.get(call) === 'shared') ? caller.value.role : null
}
