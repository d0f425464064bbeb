import type { TryRule } from '../http/tries.ts'

// What each limit is for stands in docs/security.md, "The door". Times in seconds.

/**
 * Wrong passwords for one account from one address, or from one browser that knows the account: slows down
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
 * Wrong passwords for one account from everywhere else together: capped low, so that nobody is kept out for
 * long by what others do.
 */
export const oneAccount: TryRule = { name: 'account', free: 20, longest: 60, forgets: 300, cleared: true }

/**
 * Wrong current passwords of somebody signed in who changes their own: an open browser is no way to find the
 * password.
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
 * other tries.
 */
export const oneAddress: TryRule = { name: 'address', free: 50, longest: 60, forgets: 12, cleared: false }

/** Wrong codes of terminals from one address, whatever is asked of them. */
export const deviceGuesses: TryRule = { name: 'device', free: 20, longest: 900, forgets: 30, cleared: false }

/** Codes asked for by terminals at one address: ten at once, then one every six seconds. */
export const deviceCodes: TryRule = { name: 'device-code', free: 10, longest: 6, forgets: 6, cleared: false }

/** Wrong set-up tokens from one address. */
export const setUpTokens: TryRule = { name: 'set-up', free: 10, longest: 60, forgets: 60, cleared: false }

/** How many codes of terminals may wait for an answer at the same time. */
export const MOST_OPEN_CODES = 1_000
