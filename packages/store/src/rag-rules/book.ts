import {
  type CompiledRagRules,
  compileRagRules,
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
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'

/** The rules there are: those that ship, and those saved here. */
export interface RagRulesBook {
  readonly all: readonly RagRules[]
  /** A version of a code; `null` where there is none. */
  of(code: string, version: number): RagRules | null
  /** The rules that rate a plan on a date. */
  on(plan: PlanState, day: IsoDate): RagRules | null
  /** A plan's pins, each with its rules ready to rate. A pin of rules that are not there rates nothing. */
  pins(pins: readonly RagRulesPin[]): Pin[]
}

/** Reads the rules there are. */
export const ragRulesBook = async (db: Kysely<Schema>): Promise<RagRulesBook> => {
  const saved = await db
    .selectFrom('rag_rules_version')
    .select(['rag_rules', 'undone'])
    .orderBy('code')
    .orderBy('version')
    .execute()
  const stored = saved.map((row) => ({ ragRules: readOnce(row.rag_rules), undone: row.undone === 1 }))
  const all = [...ragPresets, ...stored.flatMap(({ ragRules, undone }) => (undone ? [] : ragRules))]
  // A pin that was undone with its rules is still read in earlier knowledge.
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

/** Keeps the versions that `events` save. */
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

/** Notes which versions of some rules are undone. */
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

// A version never changes: it is read and compiled once in the life of the process.
const read = new Map<string, RagRules>()
const compiled = new WeakMap<RagRules, CompiledRagRules>()

const readOnce = (kept: string): RagRules => {
  const known = read.get(kept)
  if (known !== undefined) return known
  const ragRules = JSON.parse(kept) as RagRules
  read.set(kept, ragRules)
  return ragRules
}

const compiledOnce = (ragRules: RagRules): CompiledRagRules => {
  const known = compiled.get(ragRules)
  if (known !== undefined) return known
  const made = compileRagRules(ragRules)
  compiled.set(ragRules, made)
  return made
}
