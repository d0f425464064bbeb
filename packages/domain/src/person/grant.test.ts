import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { IsoDate } from '../calendar/date.ts'
import { OPEN_END } from '../period/period.ts'
import { personEvent } from './events.ts'
import { type Grant, grantObject, may, onArea, onForce, onHome } from './grant.ts'
import { decideEndGrant, decideGiveGrant, endGrantInput, giveGrantInput } from './grant-commands.ts'
import { evolvePeople, type People } from './people.ts'
import { type Role, roleAllows } from './person.ts'

const idOf = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`
const [ada, ben, root, north, ward, charter, other] = [1, 2, 10, 11, 12, 20, 21].map(idOf) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]
const today = '2026-11-20'
const parents = new Map([
  [root, null],
  [north, root],
  [ward, north],
])
const grant = (given: Partial<Grant>): Grant => ({
  grantId: idOf(100),
  role: 'editor',
  on: { kind: 'area', id: root },
  from: '2026-01-01',
  to: OPEN_END,
  ...given,
})
const edits = (given: Partial<Grant>, on: Parameters<typeof may>[2], day: IsoDate = today) =>
  may({ grants: [grant(given)] }, 'edit', on, day)
const plan = (id: string, area: string) => onHome({ kind: 'plan', id }, area, parents)

test('a grant on the force includes everything in it', () => {
  for (const on of [onForce(root), onArea(ward, parents), plan(charter, ward)])
    expect(edits({}, on)).toBe(true)
})

test('a grant on an area includes the areas within it, but not its parent and neighbours', () => {
  const on = { kind: 'area', id: north } as const
  expect(edits({ on }, plan(charter, ward))).toBe(true)
  expect(edits({ on }, onArea(north, parents))).toBe(true)
  expect(edits({ on }, plan(charter, root))).toBe(false)
  expect(edits({ on }, onForce(root))).toBe(false)
  expect(edits({ on: { kind: 'area', id: ward } }, onArea(north, parents))).toBe(false)
})

test('a grant on one plan includes only that plan', () => {
  const on = { kind: 'plan', id: charter } as const
  expect(edits({ on }, plan(charter, root))).toBe(true)
  expect(edits({ on }, plan(other, root))).toBe(false)
  expect(edits({ on }, onForce(root))).toBe(false)
  // The same id with another kind is another object.
  expect(edits({ on: { kind: 'scheme', id: charter } }, plan(charter, root))).toBe(false)
})

test('a loop in the parents of areas does not cause an endless loop', () => {
  const round = new Map([
    [north, ward],
    [ward, north],
  ])
  expect(onArea(north, round).homes.map(({ id }) => id)).toEqual([north, ward])
})

test('a grant is valid from its first day until before its last, and gives the capabilities of its role', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Role>('administrator', 'editor', 'reader'),
      fc.constantFrom('read', 'edit', 'administer'),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 28 }),
      (role, capability, from, to, on) => {
        const day = (number: number) => `2026-02-${String(number).padStart(2, '0')}`
        const person = { grants: [grant({ role, from: day(from), to: day(to) })] }
        expect(may(person, capability, onForce(root), day(on))).toBe(
          from <= on && on < to && roleAllows(role, capability),
        )
      },
    ),
  )
})

const context = { actor: ada, today, newId: () => idOf(999) }
const there = { rootArea: root, objectThere: true }
const administrator = grant({ role: 'administrator' })
const force: People = new Map([
  [ada, { name: 'Ada', grants: [administrator], mustChangePassword: false }],
  [ben, { name: 'Ben', grants: [], mustChangePassword: false }],
])
const onCharter = {
  commandId: idOf(900),
  personId: ben,
  grantId: idOf(101),
  role: 'editor',
  on: { kind: 'plan', id: charter },
} as const
const give = (given: object = {}, people = force, findings = there, by = context) =>
  decideGiveGrant(people, giveGrantInput.parse({ ...onCharter, ...given }), findings, by)
const end = (given: object, people: People, by = context) =>
  decideEndGrant(
    people,
    endGrantInput.parse({ commandId: idOf(901), personId: ben, grantId: idOf(101), ...given }),
    there,
    by,
  )
const after = (decision: ReturnType<typeof give>, people = force): People => {
  if (!decision.ok) throw new Error(decision.error.code)
  for (const event of decision.value) expect(personEvent.safeParse(event).error).toBeUndefined()
  return decision.value.reduce<People>((before, event) => evolvePeople(before, event, root), people)
}
const codeOf = (decision: ReturnType<typeof give>) =>
  decision.ok ? decision.value.length : decision.error.code

test('a grant is given from today without an end, or from a future day until another', () => {
  expect(after(give()).get(ben)?.grants).toEqual([
    { grantId: idOf(101), role: 'editor', on: onCharter.on, from: today, to: OPEN_END },
  ])
  const ahead = give({ from: '2026-12-01', to: '2027-01-01' })
  expect(ahead.ok && ahead.value[0]).toMatchObject({
    effectiveOn: today,
    facts: { from: '2026-12-01', to: '2027-01-01' },
  })
})

test('a grant is given once, and its id is not used for another grant', () => {
  const given = after(give())
  expect(codeOf(give({}, given))).toBe(0)
  expect(codeOf(give({ role: 'reader' }, given))).toBe('id-reused')
  expect(codeOf(give({ personId: ada }, given))).toBe('id-reused')
})

test.each([
  ['begins before today', { from: '2026-11-19' }, there, context, 'grant-period'],
  ['ends when it begins', { from: '2026-12-01', to: '2026-12-01' }, there, context, 'grant-period'],
  ['is on nothing there is', {}, { ...there, objectThere: false }, context, 'not-found'],
  ['is about nobody', { personId: idOf(99) }, there, context, 'not-found'],
  ['is given by somebody without a right', {}, there, { ...context, actor: ben }, 'not-allowed'],
  ['is given by nobody', {}, there, { ...context, actor: idOf(99) }, 'not-allowed'],
])('a grant that %s is refused', (_, given, findings, by, code) => {
  expect(codeOf(give(given, force, findings, by))).toBe(code)
})

test('an administrator of one plan gives no grants', () => {
  const people = after(give({ role: 'administrator' }))
  expect(codeOf(give({ grantId: idOf(102) }, people, there, { ...context, actor: ben }))).toBe('not-allowed')
})

test('a grant ends today or on a future day, once', () => {
  const given = after(give())
  const ended = after(end({}, given), given)
  expect(ended.get(ben)?.grants).toMatchObject([{ from: today, to: today }])
  expect(codeOf(end({}, ended))).toBe(0)
  const later = after(end({ on: '2026-12-01' }, given), given)
  expect(later.get(ben)?.grants).toMatchObject([{ to: '2026-12-01' }])
  expect(codeOf(end({ on: '2026-12-05' }, later))).toBe(0)
  expect(codeOf(end({ on: '2026-11-19' }, given))).toBe('grant-period')
  expect(codeOf(end({ grantId: idOf(103) }, given))).toBe('not-found')
})

test('the force does not lose its last administrator by the end of a grant, today or on a future day', () => {
  const last = { personId: ada, grantId: administrator.grantId }
  for (const on of [undefined, '2027-06-01'])
    expect(codeOf(end({ ...last, on }, force))).toBe('last-administrator')
  const another = after(give({ role: 'administrator', on: { kind: 'area', id: root } }))
  expect(codeOf(end(last, another))).toBe(1)
  const onPlan = after(give({ role: 'administrator' }))
  expect(codeOf(end(last, onPlan))).toBe('last-administrator')
  const forAWhile = after(give({ role: 'administrator', on: { kind: 'area', id: root }, to: '2027-01-01' }))
  expect(codeOf(end(last, forAWhile))).toBe('last-administrator')
})

test('a role is granted on an area, a plan or a scheme, and on nothing else', () => {
  const fits = (kind: string) => grantObject.safeParse({ kind, id: charter }).success
  expect(['area', 'plan', 'scheme', 'action'].map(fits)).toEqual([true, true, true, false])
})
