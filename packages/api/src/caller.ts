import {
  type Capability,
  err,
  ok,
  type Person,
  type Refusal,
  type Result,
  refuse,
  roleAllows,
} from '@beatbook/domain'

/**
 * The caller, if they have `capability`. Refused with `not-signed-in`, `password-change-due` until they have
 * changed a password set by somebody else, or `not-allowed`.
 */
export const callerWho = (person: Person | null, capability: Capability): Result<Person, Refusal> => {
  if (person === null) return err(refuse('not-signed-in'))
  if (person.mustChangePassword) return err(refuse('password-change-due'))
  return roleAllows(person.role, capability) ? ok(person) : err(refuse('not-allowed', { capability }))
}
