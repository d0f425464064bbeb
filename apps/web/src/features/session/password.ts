/** The fewest characters of a password; the server checks the rest and says what is wrong. */
export const FEWEST_LETTERS = 12

/** What a form says of a password to be chosen. */
export const passwordHint = `At least ${FEWEST_LETTERS} characters; three random words do well. Common passwords, your name and dates do not.`
