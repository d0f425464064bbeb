import {
  type CompiledRagRules,
  compileRagRules,
  type Id,
  type IsoDate,
  type Pin,
  type PlanState,
  type RagRules,
  type RagRulesEvent,
  type RagRulesPin,
  type Recorded,
  ragPresets,
  ragRulesIn,
  settledEvents,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'

/** All RAG rules: the built-in ones and those saved in this record. */
export interface RagRulesBook {
  readonly all: readonly RagRules[]
  /** A version of a code; `null` where there is none. */
  of(code: string, version: number): RagRules | null
  /** The RAG rules that rate a plan on a date. */
  on(plan: PlanState, day: IsoDate): RagRules | null
  /** A plan's pins with their compiled rules. A pin of unknown rules rates nothing. */
  pins(pins: readonly RagRulesPin[]): Pin[]
}

/** Reads all RAG rules. */
export const ragRulesBook = async (db: Kysely<Schema>): Promise<RagRulesBook> => {
  const saved = await savedAsked(db)
  const stored = saved.map((row) => ({ ragRules: readOnce(row.rag_rules), undone: row.undone === 1 }))
  const all = [...ragPresets, ...stored.flatMap(({ ragRules, undone }) => (undone ? [] : ragRules))]
  // Undone rules are still needed for questions with an earlier `knownAt`.
  const everSaved = [...ragPresets, ...stored.map(({ ragRules }) => ragRules)]
  const of = (code: string, version: number) =>
    everSaved.find((ragRules) => ragRules.code === code && ragRules.version === version) ?? null
  return {
    all,
    of,
    on: (plan, day) => {
      const pin = plan.pins.findLast((each) => each.from <= day)
      return pin === undefined ? null : of(pin.code, pin.version)
    },
    pins: (pins) =>
      pins.flatMap(({ from, code, version }) => {
        const ragRules = of(code, version)
        return ragRules === null ? [] : [{ from, ragRules: compiledOnce(ragRules) }]
      }),
  }
}

const savedAsked = compiledQuery((db) =>
  db.selectFrom('rag_rules_version').select(['rag_rules', 'undone']).orderBy('code').orderBy('version'),
)

/** Inserts the versions that `events` save. */
export const projectRagRules = async (
  db: Kysely<Schema>,
  events: readonly Recorded<RagRulesEvent>[],
): Promise<void> => {
  for (const event of events) {
    if (event.type === 'command-undone') {
      await projectUndone(db, event.stream.id)
      continue
    }
    const { code, version } = event.facts
    const row = {
      code,
      version,
      rag_rules_id: event.stream.id,
      recorded_at: event.recordedAt,
      rag_rules: JSON.stringify(ragRulesIn(event)),
      undone: 0,
    }
    await db.insertInto('rag_rules_version').values(row).execute()
  }
}

/** Makes the versions of the rules `ids` anew. */
export const rebuildRagRules = async (db: Kysely<Schema>, ids: readonly Id[]): Promise<void> => {
  await db.deleteFrom('rag_rules_version').where('rag_rules_id', 'in', ids).execute()
  for (const id of ids) await projectRagRules(db, await streamOf(db, 'rag-rules', id))
}

/** Updates which versions of some rules are undone. */
const projectUndone = async (db: Kysely<Schema>, ragRulesId: string): Promise<void> => {
  const events = await streamOf(db, 'rag-rules', ragRulesId)
  const settled = settledEvents(events as readonly unknown[] as Recorded[])
  for (const { id, type, facts } of events)
    if (type === 'rag-rules-saved')
      await db
        .updateTable('rag_rules_version')
        .set({ undone: settled.get(id)?.stands ? 0 : 1 })
        .where('code', '=', facts.code)
        .where('version', '=', facts.version)
        .execute()
}

// A version never changes, so it is parsed and compiled once per process.
const read = new Map<string, RagRules>()
const compiled = new WeakMap<RagRules, CompiledRagRules>()

const readOnce = (json: string): RagRules => {
  const known = read.get(json)
  if (known !== undefined) return known
  const ragRules = JSON.parse(json) as RagRules
  read.set(json, ragRules)
  return ragRules
}

const compiledOnce = (ragRules: RagRules): CompiledRagRules => {
  const known = compiled.get(ragRules)
  if (known !== undefined) return known
  const made = compileRagRules(ragRules)
  compiled.set(ragRules, made)
  return made
}
