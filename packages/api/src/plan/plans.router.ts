import {
  isNarrowing,
  type PlanReader,
  planFilter,
  planHistory,
  planSummary,
  plansQuestion,
  planView,
  type WholePlan,
} from '@beatbook/contract'
import {
  comparePlans,
  comparison,
  givenDay,
  givenInstant,
  givenText,
  type Id,
  id,
  isoDate,
  type PlanAt,
  planAtOf,
  previewRevision,
  readAt,
  refuse,
  severitiesByCode,
  skippedValidators,
  subjectOfPlan,
  validate,
  validatorCodes,
  violation,
} from '@beatbook/domain'
import * as z from 'zod'
import { refused } from '../errors.ts'
import { answers, can, found, router } from '../procedures.ts'

/** `plan` is a code or an id. */
const onePlan = readAt.extend({ plan: givenText(200) })

/**
 * A plan's failed checks at a date. `addresses` has the address of each action that a violation names by id.
 */
const check = z.object({
  asAt: isoDate,
  violations: z.array(violation),
  addresses: z.record(z.string(), z.string()),
  /** The checks that did not run because no reporting period was given. */
  left: z.array(z.enum(validatorCodes)),
})

export const plansRouter = router({
  list: can('read', 'homes')
    .meta({ summary: 'The plans, each with its counts.' })
    .input(plansQuestion.default({}))
    .meta(answers(z.array(planSummary)))
    .query(({ ctx, input }) => ctx.ports.plans.list(input)),

  /** Oldest first, up to and including `asAt`. */
  history: can('read', 'plan')
    .meta({ summary: 'What happened to a plan itself, oldest first: not to its actions.' })
    .input(onePlan)
    .meta(answers(planHistory))
    .query(async ({ ctx, input: { plan, ...at } }) =>
      found(await ctx.ports.plans.history(plan, at), { what: 'plan', asked: plan, asAt: at.asAt }),
    ),

  get: can('read', 'plan')
    .meta({ summary: 'One plan with its sections and counts.' })
    .input(onePlan)
    .meta(answers(planView))
    .query(async ({ ctx, input }) =>
      found(await ctx.ports.plans.get(input.plan, input), {
        what: 'plan',
        asked: input.plan,
        asAt: input.asAt,
      }),
    ),

  /**
   * The plan at two dates (`to` is today by default), of which a filter leaves the actions that match it on either; or
   * today compared with one of the caller's drafts (`draftPlan` is the key of the draft's plan, by default the first).
   */
  compare: can('read', 'plan')
    .meta({ summary: 'A plan at two dates, or today beside a draft.' })
    .input(
      z.union([
        planFilter.extend({
          from: givenDay,
          to: givenDay.optional(),
          knownAt: givenInstant.optional(),
        }),
        z.object({ plan: givenText(200), draft: id, draftPlan: givenText(200).optional() }),
      ]),
    )
    .meta(answers(comparison))
    .query(async ({ ctx, input }) => {
      const { actions, plans, drafts } = ctx.ports
      if ('from' in input) {
        const { from, to = ctx.today, ...asked } = input
        const ids = isNarrowing(asked)
          ? await Promise.all([from, to].map((asAt) => actions.matching({ ...asked, asAt })))
          : null
        const only = ids === null ? undefined : [...new Set(ids.flat())]
        return comparePlans(...(await onBothDays(plans, input, ctx.today, only)))
      }
      const view = await drafts.get(input.draft, ctx.person.id, ctx.now)
      if (view === null) throw refused(refuse('draft-not-found', { id: input.draft }))
      const before = found(await plans.whole(input.plan, { asAt: ctx.today }), {
        what: 'plan',
        asked: input.plan,
        asAt: ctx.today,
      })
      const key = input.draftPlan ?? view.draft.plans[0]?.key ?? ''
      const after = found(previewRevision(view.draft, key, before, before.names, ctx.today), {
        what: 'plan',
        id: input.draftPlan ?? input.draft,
      })
      return comparePlans(atDate(before, ctx.today), atDate({ ...after, computed: new Map() }, ctx.today))
    }),

  /**
   * How many actions changed in each way between two days (`to` is today by default): the counts of `compare`
   * without its rows. Actions that only stayed silent are not counted.
   */
  changes: can('read', 'plan')
    .meta({ summary: 'How many actions of a plan changed between two dates, by what changed.' })
    .input(
      z.object({
        plan: givenText(200),
        from: givenDay,
        to: givenDay.optional(),
        knownAt: givenInstant.optional(),
      }),
    )
    .meta(answers(z.object({ from: isoDate, to: isoDate, counts: comparison.shape.counts })))
    .query(async ({ ctx, input }) => {
      const { plan, from, knownAt, to = ctx.today } = input
      const { plans } = ctx.ports
      const [first, last] = from <= to ? [from, to] : [to, from]
      const { actions, levels } = found(await plans.changed(plan, { from: first, to: last, knownAt }), {
        what: 'plan',
        asked: plan,
        asAt: first,
      })
      const { counts } = comparePlans(...(await onBothDays(plans, { ...input, to }, ctx.today, actions)))
      return { from, to, counts: { ...counts, computed: counts.computed + levels, silent: 0 } }
    }),

  /**
   * `period` is the reporting period for the check of updates (`from` inclusive, `to` exclusive);
   * `severities` override the plan's own, and those override the defaults.
   */
  check: can('read', 'plan')
    .meta({ summary: 'The checks that a plan fails.' })
    .input(
      onePlan.extend({
        period: z.object({ from: givenDay, to: givenDay }).optional(),
        severities: severitiesByCode.optional(),
      }),
    )
    .meta(answers(check))
    .query(async ({ ctx, input }) => {
      const whole = found(await ctx.ports.plans.whole(input.plan, input), {
        what: 'plan',
        asked: input.plan,
        asAt: input.asAt,
      })
      const { plan, actions, names, ragRules } = whole
      const today = input.asAt ?? ctx.today
      const levels = ragRules?.levels.map(({ code, reasonDue }) => ({ code, reasonDue }))
      const given = {
        today,
        ...(input.period ? { period: input.period } : {}),
        ...(levels ? { levels } : {}),
      }
      const severities = { ...plan.severities, ...input.severities }
      const violations = validate(
        subjectOfPlan(plan, actions, (party) => names.get(party) ?? party),
        { ...given, severities },
      )
      const named = new Set(
        violations.flatMap(({ where }) => (where.action === undefined ? [] : [where.action])),
      )
      const addresses = Object.fromEntries(
        actions
          .filter((action) => named.has(action.id))
          .map((action) => [action.id, `${plan.code}/${action.slug}`]),
      )
      return {
        asAt: today,
        violations,
        addresses,
        left: skippedValidators(given).flatMap(({ code }) => (severities[code] === 'off' ? [] : [code])),
      }
    }),
})

/** A plan at the two days that are asked for, or some of its actions, its owners with their names on the second. */
const onBothDays = async (
  plans: PlanReader,
  { plan, from, to, knownAt }: { plan: string; from: string; to?: string; knownAt?: string },
  today: string,
  only?: readonly Id[],
): Promise<[PlanAt, PlanAt]> => {
  const namesOn = to ?? today
  const on = async (asAt: string) =>
    atDate(
      found(await plans.whole(plan, { asAt, knownAt }, { only, namesOn }), {
        what: 'plan',
        asked: plan,
        asAt,
      }),
      asAt,
    )
  return [await on(from), await on(namesOn)]
}

const atDate = ({ plan, actions, names, computed }: Omit<WholePlan, 'ragRules'>, on: string) =>
  planAtOf(plan, actions, {
    on,
    names: (party) => names.get(party) ?? party,
    computed: (action) => computed.get(action) ?? null,
  })
