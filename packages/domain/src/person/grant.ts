import * as z from 'zod'
import { type IsoDate, isoDate } from '../calendar/date.ts'
import type { Capability } from '../command/definition.ts'
import { type Id, id } from '../id.ts'
import { isValidOn, OPEN_END, type ValidPeriod } from '../period/period.ts'
import { type Role, role, roleAllows } from './person.ts'

/**
 * The object of a role: an area with everything in it (the root area is the whole force), a plan, a scheme.
 */
export const grantObject = z.object({ kind: z.enum(['area', 'plan', 'scheme']), id })
export type GrantObject = z.infer<typeof grantObject>

/** A role on an object, from a day until another, exclusive; an open end is `9999-12-31`. */
export const grantFacts = z.object({ grantId: id, role, on: grantObject, from: isoDate, to: isoDate })

export interface Grant extends ValidPeriod {
  readonly grantId: Id
  readonly role: Role
  readonly on: GrantObject
}

/**
 * The object of an operation, as its homes: itself, if rights are granted on it, and everything it is part
 * of. A grant on any of them counts.
 */
export interface RightsObject {
  readonly homes: readonly GrantObject[]
}

/** The existing areas, each with its parent; `null` for the root area of a force. */
export type AreaParents = ReadonlyMap<Id, Id | null>

/** The force as a whole, by its root area. */
export const onForce = (rootArea: Id): RightsObject => ({ homes: [{ kind: 'area', id: rootArea }] })

/** An area, with itself and its ancestors as homes. An unknown area has only itself. */
export const onArea = (areaId: Id, parents: AreaParents): RightsObject => {
  const homes: GrantObject[] = []
  const visited = new Set<Id>()
  // An area that is its own ancestor by mistake must not cause an endless loop.
  for (let at: Id | null = areaId; at !== null && !visited.has(at); at = parents.get(at) ?? null) {
    visited.add(at)
    homes.push({ kind: 'area', id: at })
  }
  return { homes }
}

/** A plan or a scheme, with itself and its areas as homes. */
export const onHome = (
  home: GrantObject & { readonly kind: 'plan' | 'scheme' },
  areaId: Id,
  parents: AreaParents,
): RightsObject => ({ homes: [{ kind: home.kind, id: home.id }, ...onArea(areaId, parents).homes] })

/**
 * Whether somebody may do something to an object on a day: through a grant on it or on anything it is part of
 * that is valid on that day, with a role that has the capability. Pure; errors: none.
 *
 * @example
 * ```ts
 * import { may, onForce, onHome } from '@beatbook/domain'
 *
 * const person = {
 *   grants: [{ grantId: 'g', role: 'editor' as const, on: { kind: 'plan' as const, id: 'charter' }, from: '2026-04-01', to: '2026-10-01' }],
 * }
 * const charter = onHome({ kind: 'plan', id: 'charter' }, 'force', new Map([['force', null]]))
 * console.log(may(person, 'edit', charter, '2026-09-30')) // true
 * console.log(may(person, 'edit', charter, '2026-10-01')) // false
 * console.log(may(person, 'read', onForce('force'), '2026-09-30')) // false
 * ```
 */
export const may = (
  { grants }: { readonly grants: readonly Grant[] },
  capability: Capability,
  { homes }: RightsObject,
  today: IsoDate,
): boolean =>
  grants.some(
    (grant) =>
      isValidOn(grant, today) &&
      roleAllows(grant.role, capability) &&
      homes.some((home) => isSame(home, grant.on)),
  )

/** Whether two refer to the same object. */
export const isSame = (one: GrantObject, other: GrantObject): boolean =>
  one.kind === other.kind && one.id === other.id

/** Whether a grant is valid on a day and has no end. */
export const isValidWithoutEnd = (grant: Grant, day: IsoDate): boolean =>
  isValidOn(grant, day) && grant.to === OPEN_END
