import { aContext, aDraft, aReadPlan, kept, someDraftPlan, TODAY } from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Draft, DraftPlan } from '../draft/draft.ts'
import { removeFutureDates } from '../draft/future-dates.ts'
import { actionsOf } from '../draft/writing.ts'
import { differencePlan } from '../revision/compare.ts'
import type { PlanContent } from '../revision/content.ts'
import { decideAcceptDraft } from './accept.ts'
import { previewDraft, previewRevision } from './preview.ts'
import { subjectOfDraft } from './subject.ts'

const ahead = '2027-02-28'

/** Plans with some changes of stage and updates dated after today. */
const somePlan = (): fc.Arbitrary<DraftPlan> =>
  fc.tuple(someDraftPlan(), fc.array(fc.boolean(), { minLength: 1, maxLength: 7 })).map(([plan, later]) => {
    let at = 0
    const moved = <E extends { on: string | null }>(entry: E): E =>
      later[at++ % later.length] === true ? { ...entry, on: ahead } : entry
    return {
      ...plan,
      sections: plan.sections.map((section) => ({
        ...section,
        actions: section.actions.map((action) => ({
          ...action,
          stages: action.stages.map(moved),
          updates: action.updates.map(moved),
        })),
      })),
    }
  })

const isLater = ({ plans }: Draft): boolean =>
  plans
    .flatMap(actionsOf)
    .some(({ stages, updates }) => [...stages, ...updates].some(({ on }) => on === ahead))

const draftOf = (plan: DraftPlan): Draft => aDraft({ plans: [plan] })
const key = 'plan-1'

const accept = (draft: Draft, content?: PlanContent) =>
  decideAcceptDraft(
    {
      draft,
      decisions: [],
      documentId: 'document',
      as: content === undefined ? [] : [{ plan: key, as: 'revision', of: content.plan.id, rows: [] }],
      parties: new Map(),
      codes: new Set(),
      plans: new Map(content === undefined ? [] : [[content.plan.id, content]]),
    },
    aContext(),
  )

test.each<[string, (draft: Draft, content: PlanContent) => unknown]>([
  ['a preview', (draft) => previewDraft(draft, TODAY)],
  ['a check', (draft) => subjectOfDraft(draft, TODAY)],
  ['a comparison', (draft, content) => previewRevision(draft, key, content, new Map(), TODAY)],
  [
    'a revision',
    (draft, content) => differencePlan(aReadPlan(draft.plans[0] as DraftPlan), content, (id) => id),
  ],
])(
  '%s has no entry dated after today, and equals that of the draft with those dates removed',
  (_what, derive) => {
    fc.assert(
      fc.property(someDraftPlan(), somePlan(), (first, plan) => {
        fc.pre(actionsOf(first).length > 0)
        const content = kept(first).content()
        const made = derive(draftOf(plan), content)
        expect(made).toEqual(derive(removeFutureDates(draftOf(plan), TODAY), content))
        expect(JSON.stringify(made)).not.toMatch(/"(?:on|since|describedOn|timescaleSetOn)":"2027/)
      }),
    )
  },
)

test.each([
  ['a new plan', false],
  ['a revision', true],
])(
  'accepting %s refuses entries dated after today, and nothing of the draft with those dates removed',
  (_as, revises) => {
    fc.assert(
      fc.property(someDraftPlan(), somePlan(), (first, plan) => {
        fc.pre(actionsOf(first).length > 0 && isLater(draftOf(plan)))
        const content = revises ? kept(first).content() : undefined
        expect(accept(draftOf(plan), content)).toMatchObject({
          ok: false,
          error: { code: 'entry-in-future', args: { on: ahead, today: TODAY } },
        })
        const undated = accept(removeFutureDates(draftOf(plan), TODAY), content)
        expect(undated.ok ? 'accepted' : undated.error.code).toBeOneOf(['accepted', 'rows-unconfirmed'])
      }),
    )
  },
)
