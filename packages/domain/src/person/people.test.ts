import { expect, test } from 'vitest'
import { OPEN_END } from '../period/period.ts'
import type { Pending } from '../stream/event.ts'
import type { PersonEvent } from './events.ts'
import type { Grant } from './grant.ts'
import { evolvePeople, type People } from './people.ts'

const root = 'root'
const grant = (grantId: string, given: Partial<Grant> = {}): Grant => ({
  grantId,
  role: 'editor',
  on: { kind: 'plan', id: grantId },
  from: '2026-01-01',
  to: OPEN_END,
  ...given,
})
const ada = {
  name: 'Plan Office',
  grants: [grant('charter'), grant('estates', { to: '2026-12-31' })],
  mustChangePassword: false,
}
const people: People = new Map([['ada', ada]])
type Said = PersonEvent extends infer E
  ? E extends PersonEvent
    ? Pick<E, 'type' | 'facts' | 'words'>
    : never
  : never
const after = (said: Said, id = 'ada') =>
  evolvePeople(
    people,
    {
      ...said,
      v: 1,
      id: 'event',
      stream: { kind: 'person', id },
      effectiveOn: '2026-11-20',
    } as Pending<PersonEvent>,
    root,
  )

const said: Said[] = [
  { type: 'person-renamed', facts: {}, words: { name: 'Programme Office', was: 'Plan Office' } },
  { type: 'grant-given', facts: grant('fleet'), words: {} },
  { type: 'grant-ended', facts: { grantId: 'charter', on: '2026-11-20' }, words: {} },
  { type: 'password-given', facts: {}, words: {} },
  { type: 'password-changed', facts: {}, words: {} },
  { type: 'feed-used', facts: { feedId: 'feed' }, words: { name: 'Outlook' } },
] as Said[]

test.each(said)('$type of an unknown person changes nothing', (event) => {
  expect(after(event, 'ben')).toBe(people)
})

test('a grant that ends does not change the others, and is never extended', () => {
  const ended = (grantId: string, on: string) =>
    after({ type: 'grant-ended', facts: { grantId, on }, words: {} } as Said)
      .get('ada')
      ?.grants.map(({ to }) => to)
  expect(ended('charter', '2026-11-20')).toEqual(['2026-11-20', '2026-12-31'])
  expect(ended('estates', '2026-11-20')).toEqual([OPEN_END, '2026-11-20'])
  expect(ended('estates', '2027-11-20')).toEqual([OPEN_END, '2026-12-31'])
  expect(ended('fleet', '2026-11-20')).toEqual([OPEN_END, '2026-12-31'])
})

test('a new grant is added after the existing ones, and one with an existing id is ignored', () => {
  const given = (facts: Grant) => after({ type: 'grant-given', facts, words: {} } as Said).get('ada')?.grants
  expect(given(grant('fleet'))).toEqual([...ada.grants, grant('fleet')])
  expect(given(grant('charter', { role: 'reader' }))).toEqual(ada.grants)
})

test('a password set by somebody else must be changed, until it is', () => {
  expect(after(said[3] as Said).get('ada')).toEqual({ ...ada, mustChangePassword: true })
  expect(after(said[4] as Said).get('ada')).toEqual(ada)
  expect(after(said[0] as Said).get('ada')).toEqual({ ...ada, name: 'Programme Office' })
})
