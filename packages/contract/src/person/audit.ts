import {
  givenDay,
  givenText,
  grantObject,
  instant,
  isoDate,
  personEvent,
  personOrigins,
  recordEvent,
  role,
} from '@beatbook/domain'
import * as z from 'zod'

/**
 * The kinds of what is audited: changes of people and rights, and what administrators do to the record as a
 * whole.
 */
export const auditKinds = [...personEvent.options, ...recordEvent.options].map(
  (option) => option.shape.type.value,
) as [AuditKind, ...AuditKind[]]
type AuditKind =
  | (typeof personEvent.options)[number]['shape']['type']['value']
  | (typeof recordEvent.options)[number]['shape']['type']['value']

/**
 * Which changes to list: about or by one person, of some kinds, from a day on (in London), before a position
 * for the next page.
 */
export const auditQuestion = z.object({
  person: givenText(100).optional(),
  kinds: z.array(z.enum(auditKinds)).max(auditKinds.length).optional(),
  since: givenDay.optional(),
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(500).default(100),
})
export type AuditQuestion = z.output<typeof auditQuestion>

const named = z.object({ id: z.string(), name: z.string() })

/**
 * A change of people or rights: who did what to whom, when; for the record as a whole `person` is who did it.
 * `role`, `name`, `was`, `minutes` (how far behind a clock was accepted), `reason`, and of a grant `on`,
 * `from` and `to` (the day it ended, where it was) where the kind has them; names of people are those of now.
 */
export const auditEntry = z.object({
  position: z.int(),
  recordedAt: instant,
  kind: z.enum(auditKinds),
  actor: named,
  person: named,
  origin: z.enum(personOrigins).nullable(),
  role: role.nullable(),
  name: z.string().nullable(),
  was: z.string().nullable(),
  minutes: z.int().nullable(),
  on: grantObject.nullable(),
  from: isoDate.nullable(),
  to: isoDate.nullable(),
  reason: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof auditEntry>

/** A page of changes, and the position to ask for the next page with (`before`); `null` on the last. */
export const auditPage = z.object({ entries: z.array(auditEntry), next: z.int().nullable() })
export type AuditPage = z.infer<typeof auditPage>
