import { type JsonSchema, someJson } from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { DAY_OUT_OF_RANGE } from '../calendar/date.ts'
import { type Refusal, refusal, refuse } from '../refusal.ts'
import { refusalSentence } from './refusal.ts'

const shapes = (z.toJSONSchema(refusal) as { anyOf: JsonSchema[] }).anyOf.map(
  (shape) => [String(shape.properties?.['code']?.const), shape] as const,
)

test.each(shapes)('the refusal %s has a complete sentence, whatever its arguments', (_, shape) => {
  fc.assert(
    fc.property(someJson(shape), (given) => {
      const sentence = refusalSentence(given as Refusal)
      expect(sentence).toMatch(/^[A-Z0-9“].*\.$/s)
      // Text that somebody wrote is in quotation marks and may be anything.
      expect(refusalSentence(plain(given) as Refusal)).not.toMatch(/undefined|null|NaN|\[object|“”/)
    }),
  )
})

test.each([
  [refuse('draft-has-errors', { errors: 2 }), /^The draft has 2 errors to put right/],
  [refuse('rows-unconfirmed', { rows: ['action-1'] }), /^1 row still wants a choice/],
  [refuse('rows-unconfirmed', { rows: ['action-1', 'action-2'] }), /^2 rows still want a choice/],
  [
    refuse('not-found', { what: 'rag-rules', asked: 'force, version 2' }),
    /^There is no set of RAG rules “force, version 2”\./,
  ],
  [refuse('not-found', { what: 'action', id: '0198c0de' }), /^There is no such action\./],
  [refuse('level-not-in-rules', { level: 'blue', rules: null }), /^The plan has no RAG rules/],
  [
    refuse('stage-not-in-workflow', {
      stage: 'awaiting-review',
      stages: ['not-started', 'in-progress', 'complete'],
    }),
    /Choose Not started yet, In progress or Complete\.$/,
  ],
  [
    refuse('not-in-settings', { field: 'priority', said: 'urgent', words: ['high', 'medium', 'low'] }),
    /^“urgent” is no priority of this force\. Choose high, medium or low\.$/,
  ],
  [
    refuse('not-in-settings', { field: 'priority', said: 'urgent', words: [] }),
    /^The force has settled no priority/,
  ],
  [
    refuse('column-unfit', {
      column: 'ward',
      title: 'Ward',
      kind: 'choice',
      said: 'West',
      choices: ['North', 'South'],
    }),
    /^“West” is not one of the choices for “Ward”\. Choose North or South\.$/,
  ],
  [
    refuse('column-unfit', { column: 'cost', title: 'Cost', kind: 'money', said: 'lots', choices: [] }),
    /^“lots” does not fit “Cost”\. Write an amount like £1,250 or 99\.50\.$/,
  ],
  [refuse('stale', { fields: ['column unit-cost'] }), /^Somebody changed the column “Unit cost” since/],
  [refuse('stale', { fields: ['stage', 'level'] }), /^Somebody changed the stage and the level since/],
  [refuse('drafts-full', { limit: 50 }), /^You have 50 drafts open\./],
  [refuse('drafts-full', { megabytes: 2 }), /^Your drafts take more than 2 MB\./],
  [refuse('bad-input', { path: 'password', rule: 'too_small' }), /12 to 128 characters/],
  [refuse('bad-input', { path: 'email', rule: 'too_small' }), /@force\.example/],
  [refuse('bad-input', { path: 'cursor', rule: 'invalid_format' }), /“next” of the page before/],
  [refuse('bad-input', { path: 'name', rule: 'too_small' }), /What was given for “name”/],
  [
    refuse('bad-input', { path: 'to', rule: DAY_OUT_OF_RANGE }),
    /^Give a day between 1 January 1900 and 31 December 2199\.$/,
  ],
  [
    refuse('bad-input', { path: 'name', rule: 'too_big', limit: 200 }),
    /^What was given for “name” is too long: it may have at most 200 characters\. Shorten it and try again\.$/,
  ],
  [refuse('bad-input', { path: 'password', rule: 'too_big', limit: 128 }), /12 to 128 characters/],
  [
    refuse('too-many-tries', { seconds: 6, of: 'terminals' }),
    /^Too many terminals asked to be let in\. Try again in 6 seconds\.$/,
  ],
  [refuse('too-many-tries', { seconds: 6 }), /^Too many failed attempts\. Try again in 6 seconds\.$/],
  [
    refuse('bad-date', { finding: 'finding-1', given: '9999-12-31' }),
    /no day between 1 January 1900 and 31 December 2199/,
  ],
  [
    refuse('not-found', { what: 'plan', asked: 'charter', asAt: '2020-01-01' }),
    /^There was no plan “charter” on 1 January 2020\./,
  ],
  [
    refuse('column-choices', { kind: 'choice' }),
    /^A column of choices needs at least one choice\. List them, one on each line\.$/,
  ],
  [refuse('column-choices', { kind: 'text' }), /^Only a column of choices offers choices\./],
  [
    refuse('grant-period', { because: 'past', today: '2026-11-20' }),
    /days that are over\. Give 20 November 2026 or a later day\.$/,
  ],
  [
    refuse('grant-period', { because: 'empty', today: '2026-11-20' }),
    /^The last day lies before the first\. Give a later one\.$/,
  ],
  [refuse('cross-site'), /^This came from a page of another website/],
])('a refusal mentions its arguments: %#', (given, words) => {
  expect(refusal.parse(given)).toEqual(given)
  expect(refusalSentence(given)).toMatch(words)
})

/** The same value with a word in place of free text. */
const plain = (value: unknown): unknown => {
  if (typeof value === 'string') return /^[a-z0-9-]+$/.test(value) ? value : 'word'
  if (Array.isArray(value)) return value.map(plain)
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
    : value
}
