import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../calendar/day-number.ts'
import { OPEN_END } from '../period/period.ts'
import type { Refusal } from '../refusal.ts'
import type { Result } from '../result.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { decideUndoCommand } from '../undo/decide.ts'
import { editParty } from './commands.ts'
import { decideEditParty } from './decide.ts'
import {
  decideBeginHolding,
  decideChangeHolding,
  decideEndHolding,
  decideMarkLeft,
  decideRemoveHolding,
  decideSetAccount,
  decideSetSuccessor,
} from './decide-holding.ts'
import { type PartyEvent, partyEvent } from './events.ts'
import { accountOn, type Holding, holdersThrough, holdingOn, vacantSince } from './holding.ts'
import {
  beginHolding,
  changeHolding,
  endHolding,
  markLeft,
  removeHolding,
  setAccount,
  setSuccessor,
} from './holding-commands.ts'
import { addParty } from './registry.ts'
import { foldedNamesOf, foldParty } from './state.ts'

const today = '2026-11-28'
const idOf = (number: number) => `01a00000-0000-7000-8000-${String(number).padStart(12, '0')}`
const [lead, wren, dunnock, nobody, account] = [idOf(1), idOf(2), idOf(3), idOf(4), idOf(5)]
const [first, second, third] = [idOf(11), idOf(12), idOf(13)]

/** A post and two persons, all since 1 March, and commands about them. */
const aRecord = () => {
  const events: Recorded<PartyEvent>[] = []
  let ids = 100
  let commands = 500
  const context = { today, actor: idOf(9), newId: () => idOf(++ids) }
  const append = (pending: readonly Pending<PartyEvent>[], commandId = idOf(++commands)) => {
    for (const event of pending) {
      expect(partyEvent.safeParse(event).error).toBeUndefined()
      expect(event.effectiveOn <= today).toBe(true)
      events.push({
        ...event,
        position: events.length + 1,
        recordedAt: '2026-11-28T12:00:00.000Z',
        actor: idOf(9),
        commandId,
      })
    }
    return commandId
  }
  append([
    addParty({ id: lead, name: 'Estates Lead' }, '2026-03-01', context),
    addParty({ id: wren, name: 'Insp Wren' }, '2026-03-01', context),
    addParty({ id: dunnock, name: 'Insp Dunnock' }, '2026-03-01', context),
  ])
  const of = (id: string) => events.filter(({ stream }) => stream.id === id)
  const state = (id: string) => {
    const found = foldParty(of(id))
    if (found === null) throw new Error('no party')
    return found
  }
  const known = () => {
    const all = [...new Set(events.map(({ stream }) => stream.id))].flatMap((id) => foldParty(of(id)) ?? [])
    return {
      byName: new Map(all.flatMap((each) => foldedNamesOf(each).map((name) => [name, each.id] as const))),
      ids: new Set(all.map((each) => each.id)),
    }
  }
  const recorded = (decision: Result<Pending<PartyEvent>[], Refusal>) => {
    if (!decision.ok) return decision.error
    append(decision.value)
    return decision.value.map(({ type }) => type)
  }
  const commandId = idOf(8)
  const holderOf = (given: object) => {
    if ('partyId' in given) return of(String(given.partyId))
    const id = 'name' in given ? known().byName.get(String(given.name).toLowerCase()) : undefined
    return id === undefined ? [] : of(id)
  }
  return {
    events,
    state,
    append,
    context,
    of,
    begin: (given: { readonly holder: object; readonly [field: string]: unknown }, partyId = lead) =>
      recorded(
        decideBeginHolding(
          of(partyId),
          beginHolding.input.parse({ commandId, partyId, ...given }),
          { named: known(), holder: holderOf(given.holder), accountThere: true },
          context,
        ),
      ),
    change: (given: object) =>
      recorded(
        decideChangeHolding(
          of(lead),
          changeHolding.input.parse({ commandId, partyId: lead, ...given }),
          context,
        ),
      ),
    finish: (given: object = {}) =>
      recorded(
        decideEndHolding(of(lead), endHolding.input.parse({ commandId, partyId: lead, ...given }), context),
      ),
    remove: (given: object) =>
      recorded(
        decideRemoveHolding(
          of(lead),
          removeHolding.input.parse({ commandId, partyId: lead, ...given }),
          context,
        ),
      ),
    account: (given: object, there = true) =>
      recorded(
        decideSetAccount(
          of(wren),
          setAccount.input.parse({ commandId, partyId: wren, ...given }),
          there,
          context,
        ),
      ),
    leave: (given: object = {}) =>
      recorded(
        decideMarkLeft(
          of(wren),
          markLeft.input.parse({ commandId, partyId: wren, ...given }),
          { holders: [wren], posts: [{ id: lead, history: of(lead) }] },
          context,
        ),
      ),
    follow: (given: object, after: readonly string[] = []) =>
      recorded(
        decideSetSuccessor(
          of(lead),
          setSuccessor.input.parse({ commandId, partyId: lead, ...given }),
          { named: known(), after },
          context,
        ),
      ),
    edit: (partyId: string, given: object) =>
      recorded(
        decideEditParty(
          of(partyId),
          editParty.input.parse({ commandId, partyId, ...given }),
          { named: known(), above: [] },
          context,
        ),
      ),
    held: () =>
      holdersThrough(state(lead).holdings).map(
        ({ holder, from, to }) => `${holder.id.slice(-1)} ${from} ${to}`,
      ),
  }
}

test('a post changes hands: whoever holds it does so until the next one begins, also ahead', () => {
  const record = aRecord()
  expect(record.begin({ holdingId: first, holder: { partyId: wren }, from: '2026-04-01' })).toEqual([
    'party-described',
    'party-described',
    'post-held',
  ])
  expect(record.state(lead).kind).toBe('post')
  expect(record.state(wren).kind).toBe('person')
  expect(record.begin({ holdingId: second, holder: { partyId: dunnock }, from: '2027-02-01' })).toEqual([
    'party-described',
    'post-held',
    'post-held',
  ])
  expect(record.events.at(-1)?.effectiveOn).toBe(today)
  expect(record.held()).toEqual(['2 2026-04-01 2027-02-01', `3 2027-02-01 ${OPEN_END}`])
  // Somebody between the two holds it until the next one begins.
  expect(record.begin({ holdingId: third, holder: { name: 'Insp Robin' }, from: '2026-12-01' })).toEqual([
    'party-added',
    'party-described',
    'post-held',
    'post-held',
  ])
  expect(record.held().map((each) => each.slice(2))).toEqual([
    '2026-04-01 2026-12-01',
    '2026-12-01 2027-02-01',
    `2027-02-01 ${OPEN_END}`,
  ])
  expect(record.begin({ holdingId: idOf(14), holder: { partyId: wren }, from: '2026-05-01' })).toEqual([])
})

test('a holding may begin before the post was recorded; its entry is then of the first day of the post', () => {
  const record = aRecord()
  record.begin({ holdingId: first, holder: { accountId: account }, from: '2020-01-01', to: '2021-01-01' })
  expect(record.events.at(-1)?.effectiveOn).toBe('2026-03-01')
  expect(record.held()).toEqual(['5 2020-01-01 2021-01-01'])
  expect(vacantSince(record.state(lead).holdings, '2020-12-31')).toBeNull()
  expect(vacantSince(record.state(lead).holdings, '2021-01-01')).toBe('2021-01-01')
  expect(vacantSince(record.state(lead).holdings, '2019-12-31')).toBeNull()
})

test('the days of a holding change, it ends, and it is removed', () => {
  const record = aRecord()
  record.begin({ holdingId: first, holder: { partyId: wren }, from: '2026-06-01' })
  expect(
    record.change({ holdingId: first, from: '2026-05-01', seen: { from: '2026-06-01', to: null } }),
  ).toEqual(['post-held'])
  expect(record.events.at(-1)?.effectiveOn).toBe('2026-05-01')
  expect(record.held()).toEqual([`2 2026-05-01 ${OPEN_END}`])
  expect(record.change({ holdingId: first, from: '2026-05-01' })).toEqual([])
  expect(record.change({ holdingId: first, from: '2026-07-01', seen: { from: '2026-06-01' } })).toMatchObject(
    {
      code: 'stale',
      args: { fields: ['from'] },
    },
  )
  expect(record.change({ holdingId: first, to: '2026-05-01' })).toMatchObject({ code: 'holding-period' })
  expect(record.change({ holdingId: third, to: '2026-05-01' })).toMatchObject({ code: 'not-found' })
  expect(record.finish({ seen: { holder: dunnock } })).toMatchObject({ code: 'stale' })
  expect(record.finish({ to: '2027-01-01', seen: { holder: wren } })).toEqual(['post-held'])
  expect(record.events.at(-1)?.effectiveOn).toBe(today)
  expect(vacantSince(record.state(lead).holdings, today)).toBeNull()
  expect(vacantSince(record.state(lead).holdings, '2027-01-01')).toBe('2027-01-01')
  expect(record.finish({ to: '2026-01-01' })).toMatchObject({ code: 'not-found', args: { what: 'holding' } })
  expect(record.remove({ holdingId: first, seen: { to: null } })).toMatchObject({ code: 'stale' })
  expect(record.remove({ holdingId: first })).toEqual(['holding-removed'])
  expect(record.held()).toEqual([])
  expect(record.remove({ holdingId: first })).toMatchObject({ code: 'not-found' })
})

test('a change of hands is refused where it cannot be', () => {
  const record = aRecord()
  expect(record.begin({ holdingId: first, holder: { partyId: lead } })).toMatchObject({ code: 'party-loop' })
  expect(record.begin({ holdingId: first, holder: { partyId: nobody } })).toMatchObject({
    code: 'not-found',
    args: { id: nobody },
  })
  expect(
    record.begin({ holdingId: first, holder: { partyId: wren }, from: '2026-05-01', to: '2026-05-01' }),
  ).toMatchObject({ code: 'holding-period' })
  record.edit(dunnock, { kind: 'team' })
  expect(record.begin({ holdingId: first, holder: { partyId: dunnock } })).toMatchObject({
    code: 'party-kind',
    args: { wanted: 'person', kind: 'team' },
  })
  expect(record.begin({ holdingId: first, holder: { partyId: wren } }, dunnock)).toMatchObject({
    code: 'party-kind',
    args: { wanted: 'post', kind: 'team' },
  })
  record.begin({ holdingId: first, holder: { partyId: wren }, from: '2026-05-01' })
  expect(record.begin({ holdingId: first, holder: { name: 'Insp Robin' } })).toMatchObject({
    code: 'id-reused',
  })
  expect(
    record.begin({ holdingId: second, holder: { name: 'Insp Robin' }, seen: { holder: null } }),
  ).toMatchObject({ code: 'stale', args: { fields: ['holder'] } })
})

test('a person is an account from a day, and another or none from a later one', () => {
  const record = aRecord()
  expect(record.account({ accountId: account, from: '2027-01-01' })).toEqual([
    'party-described',
    'party-account-set',
  ])
  expect(accountOn(record.state(wren).accounts, today)).toBeNull()
  expect(accountOn(record.state(wren).accounts, '2027-01-01')).toBe(account)
  expect(record.account({ accountId: account, from: '2027-02-01' })).toEqual([])
  expect(record.account({ accountId: nobody }, false)).toMatchObject({ code: 'not-found' })
  expect(record.account({ accountId: null, from: '2027-03-01', seen: { account: nobody } })).toMatchObject({
    code: 'stale',
  })
  expect(record.account({ accountId: null, from: '2027-03-01', seen: { account } })).toEqual([
    'party-account-set',
  ])
  expect(accountOn(record.state(wren).accounts, '2027-02-28')).toBe(account)
  expect(accountOn(record.state(wren).accounts, '2027-03-01')).toBeNull()
})

test('a person who leaves holds nothing from that day, and one who does not leave is there', () => {
  const record = aRecord()
  record.begin({ holdingId: first, holder: { partyId: wren }, from: '2026-05-01', to: '2026-08-01' })
  record.begin({ holdingId: second, holder: { partyId: wren }, from: '2026-09-01', to: '2027-09-01' })
  record.begin({ holdingId: third, holder: { partyId: wren }, from: '2028-01-01' })
  expect(record.leave({ from: '2027-01-01' })).toEqual(['party-left', 'post-held', 'holding-removed'])
  expect(record.held()).toEqual(['2 2026-05-01 2026-08-01', '2 2026-09-01 2027-01-01'])
  expect(record.state(wren).left?.on).toBe('2027-01-01')
  expect(record.leave({ from: '2027-01-01' })).toEqual([])
  expect(record.leave({ from: null, seen: { left: null } })).toMatchObject({ code: 'stale' })
  expect(record.leave({ from: null })).toEqual(['party-left'])
  expect(record.state(wren).left?.on).toBeNull()
})

test('an owner takes the place of another one from a day, never in a circle', () => {
  const record = aRecord()
  expect(record.follow({ successorId: lead })).toMatchObject({ args: { because: 'itself' } })
  expect(record.follow({ successorId: dunnock }, [lead])).toMatchObject({ args: { because: 'after' } })
  expect(record.follow({ successorId: nobody })).toMatchObject({ code: 'not-found' })
  expect(record.follow({ successorId: null })).toEqual([])
  expect(record.follow({ successorId: dunnock, from: '2027-04-01' })).toEqual(['party-succeeded'])
  expect(record.state(lead).successor).toMatchObject({ by: dunnock, from: '2027-04-01' })
  expect(record.follow({ successorId: dunnock, from: '2027-04-01' })).toEqual([])
  expect(record.follow({ successorId: dunnock, from: '2026-04-01' })).toEqual(['party-succeeded'])
  expect(record.follow({ successorId: null, seen: { successor: wren } })).toMatchObject({ code: 'stale' })
  expect(record.follow({ successorId: null })).toEqual(['party-succeeded'])
  expect(record.state(lead).successor?.by).toBeNull()
})

test('a holding is undone as one with the end of the one before, unless its days changed since', () => {
  const record = aRecord()
  record.begin({ holdingId: first, holder: { partyId: wren }, from: '2026-05-01' })
  record.begin({ holdingId: second, holder: { partyId: dunnock }, from: '2026-09-01' })
  const commandId = record.events.at(-1)?.commandId ?? ''
  const undo = () =>
    decideUndoCommand(
      { role: 'editor', count: 2, streams: [record.of(lead), record.of(dunnock)], elsewhere: [] },
      { commandId: idOf(700), undoes: commandId, rest: false },
      record.context,
    )
  record.change({ holdingId: first, to: '2026-08-01' })
  expect(undo()).toMatchObject({ error: { code: 'contradicts-later' } })
  const changed = record.events.pop()
  expect(changed?.type).toBe('post-held')
  const undone = undo()
  if (!undone.ok) throw new Error(undone.error.code)
  record.append(undone.value as Pending<PartyEvent>[])
  expect(record.held()).toEqual([`2 2026-05-01 ${OPEN_END}`])
  expect(record.state(dunnock).kind).toBeNull()
})

test('through all days the holding that was recorded last counts, in any order of recording', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-01-01', days))
  const holding = fc.tuple(day, fc.option(fc.integer({ min: 1, max: 40 })), fc.boolean())
  fc.assert(
    fc.property(fc.array(holding, { maxLength: 7 }), day, (given, on) => {
      const holdings = given.map(
        ([from, days, removed], at): Holding => ({
          holdingId: String(at),
          holder: { kind: 'party', id: String(at) },
          from: removed ? OPEN_END : from,
          to: removed || days === null ? OPEN_END : addDays(from, days),
          removed,
          position: at,
        }),
      )
      const through = holdersThrough(holdings)
      const periods = through.filter(({ from, to }) => from <= on && on < to)
      const wanted = holdingOn(holdings, on)
      expect(periods.map(({ holdingId }) => holdingId)).toEqual(wanted === null ? [] : [wanted.holdingId])
      expect(through).toEqual(holdersThrough(holdings.toReversed()))
      for (const [at, { from, to }] of through.entries()) {
        expect(from < to).toBe(true)
        expect(from >= (through[at - 1]?.to ?? '')).toBe(true)
      }
      if (periods.length > 0) expect(vacantSince(holdings, on)).toBeNull()
    }),
  )
})
