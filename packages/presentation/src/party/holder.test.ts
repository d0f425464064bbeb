import { expect, test } from 'vitest'
import {
  heldBySentence,
  heldDays,
  leftSentence,
  mineSentence,
  nextNameSentence,
  successorSentence,
  vacancyCount,
  vacancySentence,
  vacantSentence,
  whyMine,
} from './holder.ts'
import { partyEntryWords } from './party.ts'

const today = '2026-11-28'
const wren = { kind: 'party' as const, id: 'w', name: 'Insp Wren' }

test('who holds a post, from when to when', () => {
  const held = { holdingId: 'h', holder: wren, from: '2026-03-01', to: null }
  expect(heldBySentence(held)).toBe('held by Insp Wren since 1 March 2026')
  expect(heldDays(held, today)).toBe('since 1 March 2026')
  expect(heldDays({ ...held, from: '2027-01-01' }, today)).toBe('from 1 January 2027')
  expect(heldDays({ ...held, to: '2026-06-01' }, today)).toBe('from 1 March 2026 until 1 June 2026')
})

test('that nobody is there, and who takes the place', () => {
  expect(vacantSentence({ vacantSince: null })).toBeNull()
  expect(vacantSentence({ vacantSince: '2026-10-01' })).toBe('Left without a holder since 1 October 2026.')
  expect(leftSentence({ left: null }, today)).toBeNull()
  expect(leftSentence({ left: today }, today)).toBe('Left on 28 November 2026.')
  expect(leftSentence({ left: '2027-01-01' }, today)).toBe('Leaves on 1 January 2027.')
  const successor = { id: 'b', name: 'Team B', from: '2027-04-01' }
  expect(successorSentence({ name: 'Team A', successor: null }, today)).toBeNull()
  expect(successorSentence({ name: 'Team A', successor }, today)).toBe(
    '“Team B” takes the place of “Team A” on 1 April 2027.',
  )
  expect(successorSentence({ name: 'Team A', successor }, '2027-04-01')).toBe(
    '“Team B” took the place of “Team A” on 1 April 2027.',
  )
})

test('what waits for somebody to take it', () => {
  expect(vacancyCount([])).toBeNull()
  expect(vacancyCount([{ open: 1 }])).toBe('1 owner without anybody, with 1 open action.')
  expect(vacancyCount([{ open: 1 }, { open: 4 }])).toBe('2 owners without anybody, with 5 open actions.')
  const since = '2026-10-01'
  expect(vacancySentence({ because: 'left', since, last: null })).toBe('left on 1 October 2026')
  expect(vacancySentence({ because: 'no-holder', since, last: null })).toBe(
    'left without a holder since 1 October 2026',
  )
  expect(vacancySentence({ because: 'no-holder', since, last: wren })).toBe(
    'left without a holder since 1 October 2026, before that Insp Wren',
  )
})

test('why an action is mine: by the strongest of the reasons', () => {
  const lead = { id: 'l', name: 'Estates Lead', because: 'holder' as const, since: '2026-03-01' }
  const parties = [{ ...wren, because: 'self' as const, since: null }, lead]
  expect(parties.map(mineSentence)).toEqual([
    'you are Insp Wren',
    'as holder of Estates Lead since 1 March 2026',
  ])
  expect(mineSentence({ name: 'Dock Team', because: 'answers', since: null })).toBe(
    'you answer for Dock Team',
  )
  const owner = (partyId: string) => ({ partyId, name: '', duty: 'responsible' as const })
  expect(whyMine({ owners: [owner('x'), owner('l')] }, parties)).toBe('as holder of Estates Lead')
  expect(whyMine({ owners: [owner('l'), owner('w')] }, parties)).toBe('you are Insp Wren')
  expect(whyMine({ owners: [owner('x')] }, parties)).toBeNull()
})

test('every entry about who is there has its words', () => {
  const words = { reason: null }
  const said = (type: string, facts: Readonly<Record<string, unknown>>) =>
    partyEntryWords({ type, facts, words }, (id) => (id === 'w' ? 'Insp Wren' : id))
  const holder = { kind: 'party', id: 'w' }
  expect(said('post-held', { holdingId: 'h', holder, from: '2026-03-01', to: '9999-12-31' })).toBe(
    'Held by “Insp Wren” from 1 March 2026.',
  )
  expect(said('post-held', { holdingId: 'h', holder, from: '2026-03-01', to: '2026-06-01' })).toBe(
    'Held by “Insp Wren” from 1 March 2026 until 1 June 2026.',
  )
  expect(said('holding-removed', { holdingId: 'h', holder })).toBe('“Insp Wren” was removed as holder.')
  expect(said('party-account-set', { account: 'w', from: '2026-03-01' })).toBe(
    'Is the account of “Insp Wren” from 1 March 2026.',
  )
  expect(said('party-account-set', { account: null, from: '2026-03-01' })).toBe(
    'Is no account from 1 March 2026.',
  )
  expect(said('party-left', { on: '2027-01-01' })).toBe('Leaves, or left, on 1 January 2027.')
  expect(said('party-left', { on: null })).toBe('Did not leave.')
  expect(said('party-succeeded', { by: 'w', from: '2027-04-01' })).toBe(
    '“Insp Wren” takes its place from 1 April 2027.',
  )
  expect(said('party-succeeded', { by: null, from: '2027-04-01' })).toBe('No other owner takes its place.')
})

test('the name that an owner has next is said until it has it', () => {
  const names = [
    { name: 'Fleet', from: '2026-03-01' },
    { name: 'Vehicles', from: '2027-01-01' },
  ]
  expect(nextNameSentence({ names }, '2026-12-31')).toBe('Called “Vehicles” from 1 January 2027.')
  expect(nextNameSentence({ names }, '2027-01-01')).toBeNull()
})
