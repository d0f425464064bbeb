import type { TryRule } from '../http/tries.ts'

// The purpose of each limit is in docs/security.md, "The door". Times in seconds.

/**
 * Wrong passwords for one account from one address, or from one browser known for the account: delays grow
 * fast.
 */
export const oneGuesser: TryRule = {
  name: 'account-and-address',
  free: 5,
  longest: 900,
  forgets: 3_600,
  cleared: true,
}

/**
 * Wrong passwords for one account from everywhere else together: a low maximum, so that others cannot lock a
 * person out for long.
 */
export const oneAccount: TryRule = { name: 'account', free: 20, longest: 60, forgets: 300, cleared: true }

/**
 * Wrong current passwords of somebody signed in who changes their own: an unattended browser must not help to
 * guess the password.
 */
export const ownPassword: TryRule = {
  name: 'own-password',
  free: 5,
  longest: 900,
  forgets: 3_600,
  cleared: true,
}

/**
 * Wrong passwords from one address for any account. A success does not clear it: it proves nothing about the
 * other attempts.
 */
export const oneAddress: TryRule = { name: 'address', free: 50, longest: 60, forgets: 12, cleared: false }

/** Wrong device codes from one address, on any route. */
export const deviceGuesses: TryRule = { name: 'device', free: 20, longest: 900, forgets: 30, cleared: false }

/** Secrets of feeds that never were, from one address: a low maximum, because others there use theirs. */
export const feedGuesses: TryRule = { name: 'feed', free: 50, longest: 60, forgets: 12, cleared: false }

/** Device codes requested from one address: ten at once, then one every six seconds. */
export const deviceCodes: TryRule = { name: 'device-code', free: 10, longest: 6, forgets: 6, cleared: false }

/** Wrong set-up tokens from one address. */
export const setUpTokens: TryRule = { name: 'set-up', free: 10, longest: 60, forgets: 60, cleared: false }

/** The most device codes that may be pending at a time. */
export const MOST_OPEN_CODES = 1_000
