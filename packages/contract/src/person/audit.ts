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
 * The event types in the audit: changes of people and rights, and what administrators do to the record as a
 * whole.
 */
export const auditKinds = [...personEvent.options, ...recordEvent.options].map(
  (option) => option.shape.type.value,
) as [AuditKind, ...AuditKind[]]
type AuditKind =
  | (typeof personEvent.options)[number]['shape']['type']['value']
  | (typeof recordEvent.options)[number]['shape']['type']['value']

/**
 * The filter of the audit: about or by one person, of some kinds, from a day on (in London), before a
 * position for the next page.
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
 * A change of people or rights: who did what to whom, when; for the record as a whole `person` is the actor.
 * `role`, `name`, `was`, `minutes` (how far behind an accepted clock was), `reason`, and for a grant `on`,
 * `from` and `to` (the day it ended, if it did), where the kind has them. Names of people are the current
 * ones.
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

/** A page of changes, and the position for the next page (`before`); `null` on the last. */
export const auditPage = z.object({ entries: z.array(auditEntry), next: z.int().nullable() })
export type AuditPage = z.infer<typeof auditPage>
