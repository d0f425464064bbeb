import type { Refusal } from '@beatbook/domain'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { passwordWeakness } from './weak-password.ts'

/** What is done with passwords: nothing else of the server sees one. */
export interface Passwords {
  /** Its hash as better-auth makes and reads it: scrypt with a salt of its own. */
  hash(password: string): Promise<string>
  /** Whether a password is the one a hash was made of. */
  fits(password: string, hash: string): Promise<boolean>
  /** Why a password is too easily guessed to be this person's (`password-weak`), or `null`. */
  weakness(password: string, of: { readonly name: string; readonly email: string }): Refusal | null
}

export const passwords: Passwords = {
  hash: (password) => hashPassword(password),
  fits: (password, hash) => verifyPassword({ hash, password }),
  weakness: passwordWeakness,
}
