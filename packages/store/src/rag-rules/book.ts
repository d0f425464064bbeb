import {
  type CompiledRagRules,
  compileRagRules,
  type IsoDate,
  type Pin,
  type PlanState,
  type RagRules,
  type RagRulesEvent,
  type RagRulesPin,
  ragPresets,
  ragRulesIn,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

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
    .select('rag_rules')
    .orderBy('code')
    .orderBy('version')
    .execute()
  const all =
    saved.length === 0 ? ragPresets : [...ragPresets, ...saved.map((row) => readOnce(row.rag_rules))]
  const of = (code: string, version: number) =>
    all.find((ragRules) => ragRules.code === code && ragRules.version === version) ?? null
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
  events: readonly (RagRulesEvent & {
    readonly stream: { readonly id: string }
    readonly recordedAt: string
  })[],
): Promise<void> => {
  for (const event of events) {
    const { code, version } = event.facts
    const row = {
      code,
      version,
      rag_rules_id: event.stream.id,
      recorded_at: event.recordedAt,
      rag_rules: JSON.stringify(ragRulesIn(event)),
    }
    await db.insertInto('rag_rules_version').values(row).execute()
  }
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
