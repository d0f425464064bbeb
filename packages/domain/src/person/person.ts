import * as z from 'zod'
import type { Capability } from '../command/definition.ts'

/** The roles there are, and what each may do. */
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

/**
 * Somebody who can sign in. Whoever was given a password by an administrator must change it before anything
 * else.
 */
export const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  mustChangePassword: z.boolean(),
})
export type Person = z.infer<typeof person>
