import {
  aContext,
  aDraft,
  anAction,
  aPlan,
  aRecord,
  aRecordOf,
  aSection,
  countedIds,
} from '@beatbook/testkit'
import { expect, test } from 'vitest'
import { addPlan } from '../plan/commands.ts'
import { decideAddPlan } from '../plan/edit.ts'
import type { PlanEvent } from '../plan/events.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { foldWords } from '../words/fold.ts'
import { foldAction } from './action.ts'
import { decideAddAction } from './add.ts'
import { addAction } from './commands.ts'

const adding = (record: ReturnType<typeof aRecord>, planId: string) => {
  const newId = countedIds(5)
  const context = aContext({ newId })
  const parties = () => {
    const all = record.events.filter(({ type }) => type === 'party-added')
    return {
      byName: new Map(all.map(({ stream, words }) => [foldWords(String(words.name)), stream.id])),
      ids: new Set(all.map(({ stream }) => stream.id)),
    }
  }
  const add = (words: string, given: object = {}, slugs: string[] = []) => {
    const input = addAction.input.parse({ commandId: newId(), actionId: newId(), planId, words, ...given })
    const known = {
      history: record.history(input.actionId),
      plan: record.events.filter(({ stream }) => stream.id === planId) as unknown as Recorded<PlanEvent>[],
      parties: parties(),
      slugs: new Set(slugs),
      next: { refs: ['3'], order: 7 },
    }
    const decided = decideAddAction(input, known, context)
    const commit = () => {
      if (!decided.ok) throw new Error(JSON.stringify(decided.error))
      record.append(decided.value as Pending[])
      return decided.value.map(({ type }) => type)
    }
    return { decided, commit, state: () => foldAction(record.history(input.actionId)), input, known, context }
  }
  return { add, context, plan: () => record.plan(planId), parties }
}

/** A plan of 29 June 2022 with two sections. */
const aPlanInUse = () => {
  const sections = ['On the street', 'In the office'].map((title, at) =>
    aSection({ key: `s${at}`, title, actions: [anAction({ key: `a${at}`, ref: `${at + 1}` })] }),
  )
  const { record } = aRecordOf(aDraft({ plans: [aPlan({ sections })] }))
  const planId = record.events.find(({ type }) => type === 'plan-added')?.stream.id ?? ''
  return { record, planId, ...adding(record, planId) }
}

test('one line is enough: owner and timescale are read from it, the ref is the next, the section the last', () => {
  const { add, plan, parties } = aPlanInUse()
  const { commit, state } = add('Hold ten walks @Fleet by Oct 27')
  expect(commit()).toEqual(['party-added', 'action-added'])
  expect(state()).toMatchObject({
    text: 'Hold ten walks',
    ref: '3',
    slug: '3',
    refOrigin: 'generated',
    order: 7,
    sectionId: plan()?.sections[1]?.id,
    owners: [{ partyId: parties().byName.get('fleet'), duty: 'responsible' }],
    ownerSaid: null,
    timescale: { said: 'by Oct 27', kind: 'by', latest: '2027-10-31' },
    workflow: 'simple',
    stage: null,
    since: '2026-11-20',
    from: null,
  })
})

test('what is given has its place, and a ref that was given before gets a number', () => {
  const { add, plan } = aPlanInUse()
  const given = {
    ref: '1',
    sectionId: plan()?.sections[0]?.id,
    timescale: 'ongoing',
    owners: [{ name: 'TBC' }],
  }
  const { commit, state } = add('Hold walks by Oct 27', given, ['1'])
  expect(commit()).toEqual(['action-added'])
  expect(state()).toMatchObject({
    text: 'Hold walks by Oct 27',
    ref: '1',
    slug: '1~2',
    refOrigin: 'given',
    sectionId: plan()?.sections[0]?.id,
    timescale: { kind: 'ongoing' },
    owners: [],
    ownerSaid: 'TBC',
  })
})

test('a plan without sections gets one', () => {
  const record = aRecord()
  const planId = countedIds(6)()
  const input = addPlan.input.parse({ commandId: countedIds(7)(), planId, title: 'Walks' })
  const added = decideAddPlan([], input, new Set(), aContext({ newId: countedIds(8) }))
  if (added.ok) record.append(added.value as Pending[])
  const { add, plan } = adding(record, planId)
  expect(add('Hold walks').commit()).toEqual(['section-added', 'action-added'])
  expect(plan()?.sections).toMatchObject([{ title: 'Actions', order: 0 }])
  const { commit, state } = add('Hold more walks')
  expect(commit()).toEqual(['action-added'])
  expect(state()?.sectionId).toBe(plan()?.sections[0]?.id)
})

test.each([
  ['nothing-said', '@Estates', {}],
  ['timescale-not-understood', 'Hold walks', { timescale: 'purple elephants' }],
  ['effective-in-future', 'Hold walks', { on: '2026-11-21' }],
  ['before-it-exists', 'Hold walks', { on: '2022-06-28' }],
  ['not-found', 'Hold walks', { sectionId: countedIds(9)() }],
  ['not-found', 'Hold walks', { planId: countedIds(9)() }],
  ['not-found', 'Hold walks', { owners: [{ partyId: countedIds(9)() }] }],
])('is refused with %s: %s %j', (code, words, given) => {
  const { add, record } = aPlanInUse()
  const { input, known, context, decided } = add(words, given)
  const plan = record.events.filter(
    ({ stream }) => stream.id === input.planId,
  ) as unknown as Recorded<PlanEvent>[]
  const again = decideAddAction(input, { ...known, plan }, context)
  expect('planId' in given ? again : decided).toMatchObject({ ok: false, error: { code } })
})

test('an id that is an action already is refused', () => {
  const { add } = aPlanInUse()
  const first = add('Hold walks')
  first.commit()
  expect(add('Hold more', { actionId: first.input.actionId }).decided).toMatchObject({
    error: { code: 'id-reused' },
  })
})
