import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OPEN_END } from '../period/period.ts'
import type { PersonCommand } from './commands.ts'
import { decideAboutPeople, type PersonFindings } from './decide.ts'
import { personEvent } from './events.ts'
import { type KnownFeed, MOST_FEEDS } from './feed.ts'
import type { Grant } from './grant.ts'
import { evolvePeople, type People, type PersonState, roleOnForce } from './people.ts'
import type { Role } from './person.ts'

const idOf = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
let made = 0
const context = (actor: string) => ({ actor, today: '2026-11-20', newId: () => idOf(1_000 + ++made) })
const rootArea = idOf(800)
const nothingFound: PersonFindings = {
  emailTaken: false,
  idTaken: false,
  rootArea,
  passwordRight: true,
  feed: null,
  openFeeds: 0,
}
const [ada, ben, cat] = [idOf(1), idOf(2), idOf(3)]
const onForce = (role: Role, given: Partial<Grant> = {}): Grant => ({
  grantId: expect.any(String),
  role,
  on: { kind: 'area', id: rootArea },
  from: '2026-11-20',
  to: OPEN_END,
  ...given,
})
const somebody = (role: Role): PersonState => ({
  name: `The ${role}`,
  grants: [onForce(role, { grantId: idOf(700), from: '2026-01-01' })],
  mustChangePassword: false,
})
const force: People = new Map([
  [ada, somebody('administrator')],
  [ben, somebody('administrator')],
  [cat, somebody('reader')],
])
const commandId = idOf(900)

const decide = (
  people: People,
  command: PersonCommand,
  actor = ada,
  findings: Partial<PersonFindings> = {},
) => decideAboutPeople(people, command, { ...nothingFound, ...findings }, context(actor))
const after = (
  people: People,
  command: PersonCommand,
  actor = ada,
  findings: Partial<PersonFindings> = {},
): People => {
  const decision = decide(people, command, actor, findings)
  return decision.ok
    ? decision.value.reduce<People>((before, event) => evolvePeople(before, event, rootArea), people)
    : people
}
const codeOf = (decision: ReturnType<typeof decide>) => (decision.ok ? 'ok' : decision.error.code)

const added: PersonCommand = {
  name: 'add-person',
  input: { commandId, personId: idOf(4), name: 'Dee', role: 'editor' },
}
const demoted = (personId: string): PersonCommand => ({
  name: 'set-role',
  input: { commandId, personId, role: 'reader' },
})
const removed = (personId: string): PersonCommand => ({
  name: 'remove-person',
  input: { commandId, personId },
})

test('the first administrator is created by set-up, once, and has chosen the password themselves', () => {
  const setUp: PersonCommand = { name: 'set-up', input: { commandId, personId: ada, name: 'Ada' } }
  expect(after(new Map(), setUp).get(ada)).toEqual({
    name: 'Ada',
    grants: [onForce('administrator')],
    mustChangePassword: false,
  })
  expect(codeOf(decide(force, setUp))).toBe('set-up-closed')
})

test('a new person has a password to change', () => {
  expect(after(force, added).get(idOf(4))).toEqual({
    name: 'Dee',
    grants: [onForce('editor')],
    mustChangePassword: true,
  })
})

test('a password set by somebody else must be changed, and one that a person chose need not', () => {
  const given = after(force, { name: 'set-password', input: { commandId, personId: cat } })
  expect(given.get(cat)?.mustChangePassword).toBe(true)
  const chosen = after(given, { name: 'change-password', input: { commandId, personId: cat } }, cat)
  expect(chosen.get(cat)?.mustChangePassword).toBe(false)
})

test.each([
  ['an address somebody has', added, ada, { emailTaken: true }, 'email-taken'],
  ['an id somebody has', added, ada, { idTaken: true }, 'id-reused'],
  ['somebody who is not there', demoted(idOf(99)), ada, {}, 'not-found'],
  ['a reader as the actor', added, cat, {}, 'not-allowed'],
  ['an actor who was removed', added, idOf(99), {}, 'not-allowed'],
  [
    'a reader renaming themselves',
    { name: 'rename-person', input: { commandId, personId: cat, name: 'Ada' } },
    cat,
    {},
    'not-allowed',
  ],
  [
    'the password of somebody else',
    { name: 'change-password', input: { commandId, personId: cat } },
    ada,
    {},
    'not-allowed',
  ],
  [
    'a current password that is wrong',
    { name: 'change-password', input: { commandId, personId: cat } },
    cat,
    { passwordRight: false },
    'password-wrong',
  ],
] as [string, PersonCommand, string, Partial<PersonFindings>, string][])(
  '%s is refused',
  (_, command, actor, findings, code) => {
    expect(codeOf(decide(force, command, actor, findings))).toBe(code)
  },
)

test('of two administrators the first can be demoted or removed, the second not', () => {
  for (const leaver of [demoted, removed]) {
    const one = after(force, leaver(ben))
    for (const last of [demoted, removed]) expect(codeOf(decide(one, last(ada)))).toBe('last-administrator')
  }
})

test('a command that changes nothing has no event', () => {
  expect(decide(force, demoted(cat))).toEqual({ ok: true, value: [] })
  expect(
    decide(force, { name: 'rename-person', input: { commandId, personId: cat, name: 'The reader' } }),
  ).toEqual({ ok: true, value: [] })
})

test('the event of set-up matches its schema', () => {
  const decision = decide(new Map(), {
    name: 'set-up',
    input: { commandId, personId: ada, name: 'Plan Office' },
  })
  const [event] = decision.ok ? decision.value : []
  expect(personEvent.parse(event)).toMatchObject({
    type: 'person-added',
    v: 1,
    facts: { role: 'administrator', origin: 'set-up' },
    words: { name: 'Plan Office' },
  })
})

test('events match their schemas, name the person, and have the value before', () => {
  const commands: PersonCommand[] = [
    added,
    demoted(ben),
    removed(ben),
    { name: 'rename-person', input: { commandId, personId: cat, name: 'Cat' } },
    { name: 'set-password', input: { commandId, personId: cat } },
  ]
  const events = commands.flatMap((command) => {
    const decision = decide(force, command)
    return decision.ok ? decision.value : []
  })
  expect(events.map(({ type, facts, words }) => ({ type, ...facts, ...words }))).toEqual([
    { type: 'person-added', role: 'editor', origin: 'administrator', name: 'Dee' },
    { type: 'role-set', role: 'reader', was: 'administrator' },
    { type: 'person-removed', origin: 'administrator' },
    { type: 'person-renamed', name: 'Cat', was: 'The reader' },
    { type: 'password-given' },
  ])
  for (const event of events) {
    expect(personEvent.safeParse(event).error).toBeUndefined()
    expect(event.stream.kind).toBe('person')
  }
})

test('a new role on the force replaces the previous one from that day', () => {
  expect(after(force, demoted(ben)).get(ben)?.grants).toEqual([
    onForce('administrator', { grantId: idOf(700), from: '2026-01-01', to: '2026-11-20' }),
    onForce('reader'),
  ])
})

test('an administrator whose role has an end or has ended does not count as the last one, and may not administer after it', () => {
  const until = (to: string): People =>
    new Map([
      ...force,
      [ben, { ...somebody('administrator'), grants: [onForce('administrator', { from: '2026-01-01', to })] }],
    ])
  expect(codeOf(decide(until('2027-01-01'), demoted(ada)))).toBe('last-administrator')
  expect(codeOf(decide(until('2027-01-01'), added, ben))).toBe('ok')
  expect(codeOf(decide(until('2026-11-20'), added, ben))).toBe('not-allowed')
})

test('after any command of anybody, at least one administrator is left', () => {
  const number = fc.integer({ min: 1, max: 6 })
  const role = fc.constantFrom<Role>('administrator', 'editor', 'reader')
  const command: fc.Arbitrary<PersonCommand> = fc.oneof(
    fc.record({ personId: number, role }).map(
      ({ personId, role }): PersonCommand => ({
        name: 'set-role',
        input: { commandId, personId: idOf(personId), role },
      }),
    ),
    number.map((one) => removed(idOf(one))),
    fc.record({ personId: number, role }).map(
      ({ personId, role }): PersonCommand => ({
        name: 'add-person',
        input: { commandId, personId: idOf(personId), name: 'X', role },
      }),
    ),
    number.map(
      (one): PersonCommand => ({
        name: 'rename-person',
        input: { commandId, personId: idOf(one), name: 'Y' },
      }),
    ),
    number.map((one): PersonCommand => ({ name: 'set-password', input: { commandId, personId: idOf(one) } })),
    number.map(
      (one): PersonCommand => ({ name: 'change-password', input: { commandId, personId: idOf(one) } }),
    ),
    number.map(
      (one): PersonCommand => ({ name: 'set-up', input: { commandId, personId: idOf(one), name: 'Z' } }),
    ),
  )
  fc.assert(
    fc.property(fc.array(fc.record({ command, actor: number }), { maxLength: 40 }), (asked) => {
      const left = asked.reduce<People>(
        (people, { command, actor }) =>
          after(people, command, idOf(actor), { idTaken: people.has(command.input.personId) }),
        new Map([[idOf(1), somebody('administrator')]]),
      )
      expect(
        [...left.values()].filter((person) => roleOnForce(person, rootArea, '2026-11-20') === 'administrator')
          .length,
      ).toBeGreaterThanOrEqual(1)
    }),
    { numRuns: 500 },
  )
})

const feedId = idOf(500)
const feed: KnownFeed = { personId: cat, name: 'Outlook', isOpen: true, isUsed: false }
const makeFeed = (personId: string): PersonCommand => ({
  name: 'make-feed',
  input: {
    commandId,
    personId,
    feedId,
    kind: 'calendar',
    planId: null,
    withWords: false,
    name: 'Outlook',
  },
})
const onFeed = (name: 'use-feed' | 'end-feed', personId = cat): PersonCommand => ({
  name,
  input: { commandId, personId, feedId },
})
const typesOf = (decision: ReturnType<typeof decide>) =>
  decision.ok ? decision.value.map(({ type }) => type) : decision.error.code

test('everybody makes feeds of their own, and nobody those of others', () => {
  expect(typesOf(decide(force, makeFeed(cat), cat))).toEqual(['feed-made'])
  expect(typesOf(decide(force, makeFeed(cat), ada))).toBe('not-found')
  expect(typesOf(decide(force, makeFeed(idOf(99)), idOf(99)))).toBe('not-found')
})

test('a person has so many feeds, and an id makes one', () => {
  expect(typesOf(decide(force, makeFeed(cat), cat, { openFeeds: MOST_FEEDS - 1 }))).toEqual(['feed-made'])
  expect(typesOf(decide(force, makeFeed(cat), cat, { openFeeds: MOST_FEEDS }))).toBe('too-many-feeds')
  expect(typesOf(decide(force, makeFeed(cat), cat, { feed }))).toBe('id-reused')
})

test('only the first use of a feed is an event, and one that has ended is not used', () => {
  expect(typesOf(decide(force, onFeed('use-feed'), cat, { feed }))).toEqual(['feed-used'])
  expect(typesOf(decide(force, onFeed('use-feed'), cat, { feed: { ...feed, isUsed: true } }))).toEqual([])
  expect(typesOf(decide(force, onFeed('use-feed'), cat, { feed: { ...feed, isOpen: false } }))).toBe(
    'not-found',
  )
  expect(typesOf(decide(force, onFeed('use-feed'), ada, { feed }))).toBe('not-found')
})

test('a feed is ended by its person or an administrator, once; others are not told that there is one', () => {
  const dee: People = new Map([...force, [idOf(4), somebody('editor')]])
  expect(typesOf(decide(dee, onFeed('end-feed'), cat, { feed }))).toEqual(['feed-ended'])
  expect(typesOf(decide(dee, onFeed('end-feed'), ada, { feed }))).toEqual(['feed-ended'])
  expect(typesOf(decide(dee, onFeed('end-feed'), idOf(4), { feed }))).toBe('not-found')
  expect(typesOf(decide(dee, onFeed('end-feed', ben), ada, { feed }))).toBe('not-found')
  expect(typesOf(decide(dee, onFeed('end-feed'), ada, { feed: { ...feed, isOpen: false } }))).toEqual([])
  expect(typesOf(decide(dee, onFeed('end-feed'), ada))).toBe('not-found')
})

test('the events of feeds match their schemas and have no secret', () => {
  for (const [command, findings] of [
    [makeFeed(cat), {}],
    [onFeed('use-feed'), { feed }],
    [onFeed('end-feed'), { feed }],
  ] as [PersonCommand, Partial<PersonFindings>][]) {
    const decision = decide(force, command, cat, findings)
    for (const event of decision.ok ? decision.value : [])
      expect(personEvent.parse(event)).toMatchObject({ words: { name: 'Outlook' } })
    expect(decision.ok).toBe(true)
  }
})
