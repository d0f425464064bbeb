import {
  actionRow,
  actionView,
  decision,
  historyEntry,
  id,
  isoDate,
  person,
  planKind,
  planSummary,
  ragScheme,
  schemeFaultCodes,
  schemeFlagCodes,
  validatorCodes,
  violation,
} from '@beatbook/domain'
import * as z from 'zod'

const v = z.literal(1)
const asAt = isoDate.nullable()
const written = z.strictObject({ v, address: z.string(), position: z.int() })
const update = written.extend({ updateId: id })

const schemeFinding = <C extends string>(codes: readonly C[]) =>
  z.strictObject({
    code: z.enum(codes),
    path: z.array(z.union([z.string(), z.int()])),
    args: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  })

/** The shape of every verb's `--json` but `read`'s, which is `publishedReading` of `@beatbook/documents`. Fields are only ever added within a version. */
export const jsonShapes = {
  plans: z.strictObject({ v, asAt, plans: z.array(planSummary) }),
  actions: z.strictObject({ v, asAt, count: z.int(), capped: z.boolean(), actions: z.array(actionRow) }),
  action: z.strictObject({ v, asAt, action: actionView }),
  history: z.strictObject({ v, asAt, address: z.string(), history: z.array(historyEntry) }),
  update,
  undo: update,
  withdraw: written,
  restore: written,
  import: z.strictObject({
    v,
    file: z.string(),
    plans: z.array(z.strictObject({ id, code: z.string() })),
    documentId: id.nullable(),
    unchanged: z.boolean(),
    decisions: z.array(decision),
  }),
  'import --dry-run': z.strictObject({
    v,
    file: z.string(),
    dryRun: z.literal(true),
    plans: z.array(z.strictObject({ key: z.string(), title: z.string(), kind: planKind, actions: z.int() })),
    decisions: z.array(decision),
  }),
  lint: z.strictObject({
    v,
    file: z.string().nullable(),
    plan: z.string().nullable(),
    asAt: isoDate,
    violations: z.array(violation.extend({ place: z.string() })),
    notRun: z.array(z.strictObject({ code: z.enum(validatorCodes), needs: z.enum(['period', 'levels']) })),
  }),
  'rules list': z.strictObject({ v, schemes: z.array(ragScheme) }),
  'rules show': z.strictObject({ v, scheme: ragScheme }),
  'rules check': z.strictObject({
    v,
    file: z.string(),
    ok: z.boolean(),
    faults: z.array(schemeFinding(schemeFaultCodes)),
    flags: z.array(schemeFinding(schemeFlagCodes)),
  }),
  whoami: z.strictObject({ v, server: z.string(), person: person.nullable(), force: z.string(), today: isoDate, version: z.string() }),
} as const
