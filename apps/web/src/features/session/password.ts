/** The minimum length of a password; the server checks the rest and returns the error. */
export const FEWEST_LETTERS = 12

/** The hint for a new password. */
export const passwordHint = `At least ${FEWEST_LETTERS} characters; three random words do well. Common passwords, your name and dates do not.`
