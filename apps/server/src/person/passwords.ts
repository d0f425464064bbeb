import type { Refusal } from '@beatbook/domain'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { passwordWeakness } from './weak-password.ts'

/** Operations on passwords: no other part of the server sees one. */
export interface Passwords {
  /** Its hash in the format of better-auth: scrypt with a random salt. */
  hash(password: string): Promise<string>
  /** Whether a password matches a hash. */
  matches(password: string, hash: string): Promise<boolean>
  /** Why a password is too easily guessed for this person (`password-weak`), or `null`. */
  weakness(password: string, of: { readonly name: string; readonly email: string }): Refusal | null
}

export const passwords: Passwords = {
  hash: (password) => hashPassword(password),
  matches: (password, hash) => verifyPassword({ hash, password }),
  weakness: passwordWeakness,
}
