import { aContext, aDraft, anAction, aPlan, aRecordOf, aSection, countedIds } from '@beatbook/testkit'
import { expect, test } from 'vitest'
import type { PlanHistory } from '../plan/one-event.ts'
import { foldPlan } from '../plan/plan.ts'
import type { Pending } from '../stream/event.ts'
import { foldAction } from './action.ts'
import { decideWithdrawAction } from './decide.ts'
import { decideMergeSections, MOST_MERGED, mergeSections } from './merge-sections.ts'

const ids = countedIds(4)

/** A plan of two sections, the first with two actions of which the second is withdrawn. */
const given = () => {
  const context = aContext({ newId: ids })
  const sections = [
    aSection({ key: 's1', title: 'Streets', actions: ['1', '2'].map((ref) => anAction({ key: ref, ref })) }),
    aSection({ key: 's2', title: 'Offices', actions: [anAction({ key: '3', ref: '3' })] }),
  ]
  const { record, actionIds } = aRecordOf(aDraft({ plans: [aPlan({ sections })] }))
  const plan = () => record.events.filter(({ stream }) => stream.kind === 'plan') as unknown as PlanHistory
  const [streets, offices] = foldPlan(plan())?.sections.map(({ id }) => id) ?? []
  const withdrawn = decideWithdrawAction(
    record.history(actionIds[1] ?? ''),
    { commandId: ids(), actionId: actionIds[1] ?? '', reason: 'Done elsewhere', seen: {} },
    context,
  )
  if (withdrawn.ok) record.append(withdrawn.value as Pending[])
  const merge = (more: object = {}, count = 2) =>
    decideMergeSections(
      plan(),
      mergeSections.input.parse({
        commandId: ids(),
        planId: plan()[0]?.stream.id,
        sectionId: streets,
        intoSectionId: offices,
        ...more,
      }),
      {
        count,
        actions: actionIds.slice(0, 2).map((id) => ({
          id,
          history: {
            since: null,
            state: null,
            events: record.history(id),
            now: foldAction(record.history(id)),
          },
        })),
      },
      context,
    )
  return { merge, record, plan, actionIds, streets, offices }
}

test('moves every action, withdrawn ones too, and removes the section', () => {
  const { merge, record, plan, actionIds, offices } = given()
  const merged = merge({ reason: 'One team', seen: { actions: 2 } })
  if (!merged.ok) throw new Error(merged.error.code)
  record.append(merged.value as Pending[])
  for (const id of actionIds) expect(foldAction(record.history(id))?.sectionId).toBe(offices)
  expect(foldAction(record.history(actionIds[1] ?? ''))?.withdrawn).toBe(true)
  expect(foldPlan(plan())?.sections.map(({ title }) => title)).toEqual(['Offices'])
})

test('is refused where it cannot be', () => {
  const { merge, streets } = given()
  const code = (more: object, count?: number) => {
    const decided = merge(more, count)
    return decided.ok ? decided.value.length : decided.error.code
  }
  expect(code({ intoSectionId: streets })).toBe('nothing-said')
  expect(code({ intoSectionId: ids() })).toBe('not-found')
  expect(code({ sectionId: ids() })).toBe('not-found')
  expect(code({ planId: ids() })).toBe(3)
  expect(code({}, MOST_MERGED + 1)).toBe('section-too-large')
  expect(code({ seen: { actions: 1 } })).toBe('stale')
  expect(code({ on: '2199-01-01' })).toBe('effective-in-future')
})
