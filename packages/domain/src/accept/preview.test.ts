import { aDraft, aPlan, aRecordOf, aSection, someDraftPlan, TODAY } from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActionState } from '../action/action.ts'
import { actionsOf } from '../draft/writing.ts'
import { partyAdded } from '../party/events.ts'
import type { PlanState } from '../plan/plan.ts'
import { previewDraft } from './preview.ts'

type Names = (party: string) => string

/** A plan and its actions without the ids and positions that only a record gives. */
const bare = (plan: PlanState | null, actions: readonly ActionState[], names: Names) => ({
  plan: plan && {
    ...plan,
    id: '',
    sections: plan.sections.map((section) => ({ ...section, id: '' })),
    documents: plan.documents.length,
  },
  actions: actions.map(({ id: _, planId: __, touched: ___, beginning: ____, from, ...action }) => ({
    ...action,
    sectionId: plan?.sections.find((section) => section.id === action.sectionId)?.title,
    owners: action.owners.map(({ partyId, duty }) => ({ name: names(partyId), duty })),
    pieces: from?.pieces,
    updates: action.updates.map(({ id: _id, ...update }) => update),
  })),
})

test('a preview is what accepting the draft then makes of it', () => {
  fc.assert(
    fc.property(someDraftPlan(), (plan) => {
      fc.pre(actionsOf(plan).length > 0)
      const draft = aDraft({ plans: [plan] })
      const { record, accepted } = aRecordOf(draft)
      const id = accepted.plans[0]?.id ?? ''
      const parties = new Map(
        record.events.flatMap((event) =>
          event.type === 'party-added' ? [[event.stream.id, partyAdded.parse(event).words.name]] : [],
        ),
      )
      const { plans, names } = previewDraft(draft, TODAY)
      const [previewed] = plans
      expect(
        bare(previewed?.plan ?? null, previewed?.actions ?? [], (party) => names.get(party) ?? ''),
      ).toEqual(bare(record.plan(id), record.actions(id), (party) => parties.get(party) ?? ''))
    }),
  )
})

test('everything in a preview has the key that the draft has for it', () => {
  fc.assert(
    fc.property(someDraftPlan(), (plan) => {
      const [previewed] = previewDraft(aDraft({ plans: [plan] }), TODAY).plans
      const updates = previewed?.actions.flatMap((action) =>
        action.updates.filter(({ text }) => text !== null).map(({ id }) => id),
      )
      expect(previewed?.plan.id).toBe(plan.key)
      expect(previewed?.plan.sections.map(({ id }) => id)).toEqual(plan.sections.map(({ key }) => key))
      expect(previewed?.actions.map(({ id }) => id)).toEqual(actionsOf(plan).map(({ key }) => key))
      expect(updates?.toSorted()).toEqual(
        actionsOf(plan)
          .flatMap((action) => action.updates.map(({ key }) => key))
          .toSorted(),
      )
    }),
  )
})

test('a draft that may not be accepted yet has a preview all the same', () => {
  const later = aPlan({
    documentDate: { on: '2027-03-01', because: 'stated', said: 'March 2027' },
    sections: [aSection()],
  })
  expect(previewDraft(aDraft({ plans: [later] }), TODAY).plans.map(({ plan }) => plan.since)).toEqual([
    '2027-03-01',
  ])
})
