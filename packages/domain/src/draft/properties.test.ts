import { accepted, aDraft, aRecordOf, kept, someDraftPlan } from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldWords } from '../words/fold.ts'
import { applyDecisions } from './decisions.ts'
import type { DraftPlan } from './draft.ts'
import { actionsOf } from './writing.ts'

const somePlan = () => someDraftPlan().filter((plan) => actionsOf(plan).length > 0)

/** Every text in a draft's values: accepting must not lose any of it. */
const valuesOf = (plan: DraftPlan): string[] =>
  [
    plan.title,
    plan.dated,
    plan.sponsor,
    ...plan.sections.flatMap((section) => [section.ref, section.title]),
    ...actionsOf(plan).flatMap((action) => [
      action.ref,
      action.text,
      action.ownerSaid,
      ...action.owners.map((owner) => owner.name),
      action.timescale.said,
      action.level,
      action.stage,
      ...action.stages.map((said) => said.stage),
      ...action.updates.flatMap((update) => [update.text, update.on === null ? update.said : null]),
      ...action.details.flatMap((detail) => [detail.heading, detail.text]),
    ]),
  ].filter((value): value is string => value !== null && value !== '')

test('every value of an accepted draft is in an event, as written', () => {
  fc.assert(
    fc.property(somePlan(), (plan) => {
      const events = JSON.stringify(accepted(aDraft({ plans: [plan] })).events)
      for (const value of valuesOf(plan)) expect(events).toContain(JSON.stringify(value).slice(1, -1))
    }),
  )
})

test('every dated entry has its own day, and nothing is dated before the plan', () => {
  fc.assert(
    fc.property(somePlan(), (plan) => {
      const { events } = accepted(aDraft({ plans: [plan] }))
      const days = events.flatMap((event) =>
        event.type === 'update-recorded' && event.words.text !== null && event.facts.dated
          ? [event.effectiveOn]
          : [],
      )
      expect(days.sort()).toEqual(
        actionsOf(plan)
          .flatMap((action) => action.updates.flatMap((update) => update.on ?? []))
          .sort(),
      )
      const since = events.find((event) => event.type === 'plan-added')?.effectiveOn ?? ''
      expect(events.every((event) => event.effectiveOn >= since)).toBe(true)
    }),
  )
})

test('an action ends in the stage and level that its document states', () => {
  fc.assert(
    fc.property(somePlan(), (plan) => {
      const drafted = actionsOf({
        ...plan,
        sections: plan.sections.map((s) => ({
          ...s,
          actions: s.actions.map((action) => ({ ...action, stages: [] })),
        })),
      })
      const { record, accepted: written } = aRecordOf(
        aDraft({
          plans: [
            {
              ...plan,
              sections: plan.sections.map((s) => ({
                ...s,
                actions: s.actions.map((action) => ({ ...action, stages: [] })),
              })),
            },
          ],
        }),
      )
      const states = record.actions(written.plans[0]?.id ?? '')
      expect(states.map(({ stage, level }) => ({ stage, level }))).toEqual(
        drafted.map(({ stage, level }) => ({ stage, level })),
      )
    }),
  )
})

/** Revises a plan by a document, with `take` for every row that needs a choice. */
const reviseAll = (plan: ReturnType<typeof kept>, draft: DraftPlan) => {
  const asking = plan.difference(draft).rows.filter((row) => row.needsConfirming)
  return plan.revise(draft, Object.fromEntries(asking.map(({ row }) => [row, 'take' as const])))
}

test('a document accepted twice writes nothing the second time', () => {
  fc.assert(
    fc.property(somePlan(), (plan) => {
      expect(kept(plan).revise(plan)).toMatchObject({ events: [], unchanged: true })
    }),
  )
})

test('a revision with every row taken writes nothing the second time', () => {
  fc.assert(
    fc.property(somePlan(), somePlan(), (first, second) => {
      const plan = kept(first)
      reviseAll(plan, second)
      expect(plan.revise(second)).toMatchObject({ events: [], unchanged: true })
    }),
  )
})

test('after a revision with every row taken, a plan has what its document states', () => {
  fc.assert(
    fc.property(somePlan(), somePlan(), (first, second) => {
      const revised = kept(first)
      reviseAll(revised, second)
      const plan = revised.content().actions
      for (const action of actionsOf(second)) {
        const texts = plan.filter((state) => foldWords(state.text) === foldWords(action.text))
        expect(texts.length).toBeGreaterThan(0)
        const updates = texts.flatMap((state) => state.updates.map((update) => foldWords(update.text ?? '')))
        for (const update of action.updates)
          expect(updates.some((said) => said.endsWith(foldWords(update.text)))).toBe(true)
        if (action.level !== null) expect(texts.map((state) => state.level)).toContain(action.level)
      }
    }),
  )
})

test('decisions that match nothing do not change a draft', () => {
  fc.assert(
    fc.property(somePlan(), fc.string(), fc.string(), (plan, finding, choice) => {
      const draft = aDraft({ plans: [plan] })
      expect(applyDecisions(draft, [{ finding, choice }])).toBe(draft)
    }),
  )
})
