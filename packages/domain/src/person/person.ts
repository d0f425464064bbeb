import * as z from 'zod'
import type { Capability } from '../command/definition.ts'

/** The roles, with the capabilities of each. */
export const roles = {
  administrator: ['read', 'edit', 'administer'],
  editor: ['read', 'edit'],
  reader: ['read'],
} as const satisfies Record<string, readonly Capability[]>
export type Role = keyof typeof roles
export const role = z.enum(Object.keys(roles) as [Role, ...Role[]])

/** Whether a role has a capability, wherever it is granted. */
export const roleAllows = (holder: Role, capability: Capability): boolean =>
  (roles[holder] as readonly Capability[]).includes(capability)

/** Somebody who can sign in. A password set by an administrator must be changed before anything else. */
export const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  mustChangePassword: z.boolean(),
})
export type Person = z.infer<typeof person>
