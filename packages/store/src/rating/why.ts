import type { AddressFailure, Why } from '@beatbook/contract'
import {
  type ActionEvent,
  type ActionState,
  completionOf,
  deadline,
  declarationOf,
  disagreementOf,
  disagrees,
  evaluate,
  evidenceIn,
  evolveAction,
  factsOfStates,
  factsOn,
  type IsoDate,
  ok,
  overrideOn,
  type RagRules,
  type ReadAt,
  type Recorded,
  type Result,
  standing,
  whatWouldTurn,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { findAction } from '../action/address.ts'
import { joined, listCaches } from '../action/list.ts'
import { computedOf } from '../action/rated.ts'
import { peopleNames } from '../person/names.ts'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { seenAt, streamOf } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'
import { versionsOf } from '../stream/versions.ts'
import { elsewhere } from './cases.ts'

/** Why an action has its level on a date, evaluated from its events so that every test can be listed. */
export const whyOf = async (
  db: Kysely<Schema>,
  address: string,
  { level, ...at }: ReadAt & { readonly level?: string | undefined },
  today: IsoDate,
): Promise<Result<Why, AddressFailure>> => {
  const found = await findAction(db, address, at)
  if (!found.ok) return found
  const { action_id, plan_id, content_id } = found.value
  const caches = listCaches(db)
  const content = (await caches.contents([content_id])).get(content_id)
  if (content === undefined) throw new Error(`content ${content_id} is not there`)
  const row = (await joined(db, caches, [content], at))(content)
  const asAt = at.asAt ?? today
  const events = (await streamOf(db, 'action', action_id)).filter(seenAt({ ...at, asAt }))
  const states = versionsOf<ActionState, ActionEvent>(events, evolveAction)
  const plan = await planState(db, plan_id, at)
  const state = states.at(-1)?.state
  const ragRules = plan === null ? null : (await ragRulesBook(db)).on(plan, asAt)
  const timelines =
    plan === null ? null : factsOfStates(states, await elsewhere(db, states, plan, at.knownAt))
  const facts = timelines === null ? {} : factsOn(timelines, asAt)
  const rated = ragRules !== null && state !== undefined && !state.withdrawn
  const evaluation = rated ? evaluate(ragRules, facts) : null
  const computed =
    (await computedOf(db, caches.timelines, [action_id], { asAt, knownAt: at.knownAt })).get(action_id) ??
    null
  const target =
    level ?? ['green', 'complete'].find((code) => ragRules?.levels.some((each) => each.code === code))
  const { id, address: full, ref, text } = row
  const isComplete = row.stage === 'complete'
  const why: Why = {
    id,
    address: full,
    ref,
    text,
    asAt,
    declared: state === undefined ? null : declarationOf(state),
    completed: state === undefined ? null : completedOf(state),
    computed,
    byRules:
      evaluation === null || ragRules === null
        ? null
        : { ...levelMark(ragRules, evaluation.level), rule: evaluation.rule },
    disagrees: disagrees(row.level, computed?.level ?? null, row.stage),
    disagreement: computed === null ? null : disagreementOf(row.level, computed.level, row.stage),
    override: state === undefined ? null : await overrideIn(db, state, events, ragRules, asAt),
    ragRules:
      ragRules === null
        ? null
        : {
            code: ragRules.code,
            version: ragRules.version,
            title: ragRules.title,
            description: ragRules.description,
            levels: [...ragRules.levels],
          },
    evaluation: evaluation === null ? null : { ...evaluation, rules: [...evaluation.rules] },
    facts: facts as Why['facts'],
    about: {
      deadline: deadline(row.timescale),
      daysPast: facts.daysPastDeadline ?? null,
      daysSilent: facts.daysSinceUpdate ?? null,
      stage: row.stage,
      timescale: row.timescale,
      lastUpdate: row.lastUpdate?.on ?? null,
      redated: row.redated,
      owners: row.owners.map((owner) => owner.name),
    },
    toTurn:
      rated && target !== undefined && evaluation?.level !== target && (level !== undefined || !isComplete)
        ? { level: target, ways: whatWouldTurn(ragRules, facts, target) as never }
        : null,
  }
  return ok(why)
}

/** Since when work is complete, with the evidence of it; `null` where it is not. */
const completedOf = (state: ActionState): Why['completed'] => {
  const completion = completionOf(state)
  if (completion === null) return null
  const evidence = evidenceIn(state.attachments).flatMap((each) =>
    each.evidence === null ? [] : [{ title: each.title, on: each.evidence }],
  )
  return { ...completion, evidence }
}

/** The code, letter, word and shape of a level of RAG rules. */
export const levelMark = (ragRules: RagRules | null, code: string) => {
  const level = ragRules?.levels.find((each) => each.code === code)
  return { level: code, letter: level?.letter ?? '?', word: level?.word ?? code, shape: level?.shape ?? '?' }
}

/** The override on a day, with the name of the person who set it; `null` where the rules decide. */
const overrideIn = async (
  db: Kysely<Schema>,
  state: ActionState,
  events: readonly Recorded<ActionEvent>[],
  ragRules: RagRules | null,
  on: IsoDate,
): Promise<Why['override']> => {
  const override = overrideOn(state, on)
  if (override === null) return null
  const { level, from, until, reason } = override
  const set = standing(events).findLast(
    (event) => event.type === 'level-overridden' && event.effectiveOn === from,
  )
  const by = set === undefined ? '' : (await peopleNames(db, [set.actor]))(set.actor)
  return { ...levelMark(ragRules, level), from, until, by, reason }
}
