import {
  type CompiledScheme,
  compileScheme,
  type IsoDate,
  type Pin,
  type PlanState,
  type RagScheme,
  ragPresets,
  type SchemeEvent,
  type SchemePin,
  schemeIn,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** The schemes there are: those that ship, and those saved here. */
export interface SchemeBook {
  readonly all: readonly RagScheme[]
  /** A version of a scheme; `null` where there is none. */
  of(code: string, version: number): RagScheme | null
  /** The scheme that colours a plan on a date. */
  on(plan: PlanState, day: IsoDate): RagScheme | null
  /** A plan's pins, each with its scheme ready to colour. A pin of a scheme that is not there colours nothing. */
  pins(pins: readonly SchemePin[]): Pin[]
}

/** Reads the schemes there are. */
export const schemeBook = async (db: Kysely<Schema>): Promise<SchemeBook> => {
  const saved = await db.selectFrom('scheme_version').select('scheme').orderBy('code').orderBy('version').execute()
  const all = saved.length === 0 ? ragPresets : [...ragPresets, ...saved.map((row) => readOnce(row.scheme))]
  const of = (code: string, version: number) => all.find((scheme) => scheme.code === code && scheme.version === version) ?? null
  return {
    all,
    of,
    on: (plan, day) => {
      const pin = plan.pins.findLast((each) => each.from <= day)
      return pin === undefined ? null : of(pin.code, pin.version)
    },
    pins: (pins) =>
      pins.flatMap(({ from, code, version }) => {
        const scheme = of(code, version)
        return scheme === null ? [] : [{ from, scheme: compiledOnce(scheme) }]
      }),
  }
}

/** Keeps the versions that `events` save. */
export const projectSchemes = async (
  db: Kysely<Schema>,
  events: readonly (SchemeEvent & { readonly stream: { readonly id: string }; readonly recordedAt: string })[],
): Promise<void> => {
  for (const event of events) {
    const { code, version } = event.facts
    const row = { code, version, scheme_id: event.stream.id, recorded_at: event.recordedAt, scheme: JSON.stringify(schemeIn(event)) }
    await db.insertInto('scheme_version').values(row).execute()
  }
}

// A version never changes: it is read and compiled once in the life of the process.
const read = new Map<string, RagScheme>()
const compiled = new WeakMap<RagScheme, CompiledScheme>()

const readOnce = (kept: string): RagScheme => {
  const known = read.get(kept)
  if (known !== undefined) return known
  const scheme = JSON.parse(kept) as RagScheme
  read.set(kept, scheme)
  return scheme
}

const compiledOnce = (scheme: RagScheme): CompiledScheme => {
  const known = compiled.get(scheme)
  if (known !== undefined) return known
  const made = compileScheme(scheme)
  compiled.set(scheme, made)
  return made
}
