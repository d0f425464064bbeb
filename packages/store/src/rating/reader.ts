import type { RatingReader } from '@beatbook/contract'
import { type IsoDate, ragPresets } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { planStates } from '../stream/plan-states.ts'
import { ribbonOf } from './ribbon.ts'
import { throughAll } from './through.ts'
import { trendsOf } from './trends.ts'
import { backTestOf, whatIfOf } from './trial.ts'
import { turningIn, turningTo } from './turning.ts'
import { whyOf } from './why.ts'

/** Reads ratings: the reasons, the history, the forecast, and what other rules would give. */
export const ratingReader = (db: Kysely<Schema>, today: () => IsoDate): RatingReader => ({
  why: (address, at = {}) => whyOf(db, address, at, today()),
  ribbon: (address, at = {}) => ribbonOf(db, address, at, today()),
  through: (question) => throughAll(db, question, today()),
  turning: (question) => turningIn(db, question, today()),
  turningTo: (question) => turningTo(db, question, today()),
  trends: (question) => trendsOf(db, question, today()),
  allRagRules: async () => {
    const pins = (await planStates(db)).map((plan) => ({ plan: plan.code, pin: plan.pins.at(-1) }))
    const { all } = await ragRulesBook(db)
    return all.map(({ code, version, title, description, levels, waitsFor = [] }) => ({
      code,
      version,
      title,
      description,
      builtIn: ragPresets.some((preset) => preset.code === code),
      waitsFor: [...waitsFor],
      levels: [...levels],
      plans: pins.filter(({ pin }) => pin?.code === code && pin.version === version).map(({ plan }) => plan),
    }))
  },
  ragRules: async (code, version) =>
    (await ragRulesBook(db)).all.findLast(
      (ragRules) => ragRules.code === code && (version === undefined || ragRules.version === version),
    ) ?? null,
  whatIf: (plan, would) => whatIfOf(db, plan, would, today()),
  backTest: (plan, ragRules) => backTestOf(db, plan, ragRules, today()),
})
