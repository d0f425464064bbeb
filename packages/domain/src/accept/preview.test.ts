import {
  aContext,
  aDraft,
  aPlan,
  aReadPlan,
  aRecordOf,
  aSection,
  countedIds,
  kept,
  someDraftPlan,
  TODAY,
} from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActionState } from '../action/action.ts'
import type { DraftPlan } from '../draft/draft.ts'
import { actionsOf } from '../draft/writing.ts'
import { partyAdded } from '../party/events.ts'
import type { PlanState } from '../plan/plan.ts'
import { differencePlan } from '../revision/compare.ts'
import { foldWords } from '../words/fold.ts'
import { decideAcceptDraft } from './accept.ts'
import { previewDraft, previewRevision } from './preview.ts'

type Names = (party: string) => string

/** A plan and its actions without the ids and positions that only a record assigns. */
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

/** The names of the parties in a record, by their ids. */
const namesIn = (events: ReturnType<typeof aRecordOf>['record']['events']) =>
  new Map(
    events.flatMap((event) =>
      event.type === 'party-added' ? [[event.stream.id, partyAdded.parse(event).words.name]] : [],
    ),
  )

/** The choice for each row that makes the plan equal to the document. */
const choices = { new: 'add', same: 'take', changed: 'take', gone: 'leave', moved: 'leave' } as const

test('a preview equals what accepting the draft creates', () => {
  fc.assert(
    fc.property(someDraftPlan(), (plan) => {
      fc.pre(actionsOf(plan).length > 0)
      const draft = aDraft({ plans: [plan] })
      const { record, accepted } = aRecordOf(draft)
      const id = accepted.plans[0]?.id ?? ''
      const parties = namesIn(record.events)
      const { plans, names } = previewDraft(draft, TODAY)
      const [previewed] = plans
      expect(
        bare(previewed?.plan ?? null, previewed?.actions ?? [], (party) => names.get(party) ?? ''),
      ).toEqual(bare(record.plan(id), record.actions(id), (party) => parties.get(party) ?? ''))
    }),
  )
})

test('a preview of a revision equals what accepting its rows creates, without entries that have no words and without missing rows', () => {
  fc.assert(
    fc.property(someDraftPlan(), someDraftPlan(), fc.boolean(), (first, second, changed) => {
      fc.pre(actionsOf(first).length > 0 && actionsOf(second).length > 0)
      const plan = kept(first)
      const { record, of } = plan
      if (changed) plan.update(plan.content().actions[0]?.ref ?? '', { level: 'red', text: 'Funding ended' })
      const content = { ...plan.content(), base: null }
      const known = namesIn(record.events)
      const draft = aDraft({ plans: [second] })
      const { rows } = differencePlan(aReadPlan(second), content, (party) => known.get(party) ?? party)
      const accepted = decideAcceptDraft(
        {
          draft,
          decisions: [],
          documentId: 'document',
          as: [
            {
              plan: second.key,
              as: 'revision',
              of,
              rows: rows.map(({ row, kind }) => ({ row, choice: choices[kind] })),
            },
          ],
          parties: new Map([...known].map(([id, name]) => [foldWords(name), id])),
          codes: new Set(),
          plans: new Map([[of, content]]),
        },
        aContext({ newId: countedIds(9) }),
      )
      const missing = new Set(rows.flatMap(({ kind, action }) => (kind === 'gone' ? [action?.id] : [])))
      const standing = new Map(content.actions.map(({ id, updates }) => [id, updates.map((one) => one.id)]))
      if (!accepted.ok) throw new Error(accepted.error.code)
      record.append(accepted.value.events)
      const after = record
        .actions(of)
        .filter(({ id }) => !missing.has(id))
        .map((action) => ({
          ...action,
          updates: action.updates.filter(
            ({ id, text }) => text !== null || (standing.get(action.id)?.includes(id) ?? true),
          ),
        }))
      const names = namesIn(record.events)
      const preview = previewRevision(draft, second.key, content, known, TODAY)
      expect(
        bare(preview?.plan ?? null, preview?.actions ?? [], (party) => preview?.names.get(party) ?? '')
          .actions,
      ).toEqual(bare(record.plan(of), after, (party) => names.get(party) ?? '').actions)
    }),
  )
})

test('every object in a preview has its key in the draft as id', () => {
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

test('a draft that cannot be accepted yet has a preview', () => {
  const later = aPlan({
    documentDate: { on: '2027-03-01', because: 'stated', said: 'March 2027' },
    sections: [aSection()],
  })
  expect(previewDraft(aDraft({ plans: [later] }), TODAY).plans.map(({ plan }) => plan.since)).toEqual([
    '2027-03-01',
  ])
})

test('a preview of a revision has what the document states of the plan, and the plan’s own values otherwise', () => {
  const stated = {
    title: 'Charter',
    sponsor: 'The chief',
    dated: 'June 2022',
    period: { start: '2022-06-01', end: '2023-05-31', said: '2022/23' },
  }
  const plan = kept(aPlan(stated))
  const content = { ...plan.content(), base: null }
  const previewed = (given: Partial<DraftPlan>) =>
    previewRevision(aDraft({ plans: [aPlan(given)] }), 'plan-1', content, new Map(), TODAY)?.plan
  expect(previewed({ title: 'Charter', sponsor: null, dated: null, period: null })).toMatchObject(stated)
  const other = {
    title: 'Charter, second issue',
    sponsor: 'The deputy',
    dated: 'October 2022',
    period: { start: '2022-10-01', end: '2023-09-30', said: 'October 2022 to September 2023' },
  }
  expect(previewed(other)).toMatchObject(other)
  expect(previewRevision(aDraft(), 'plan-9', content, new Map(), TODAY)).toBeNull()
})
