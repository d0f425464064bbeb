/** How long a statement waits for another program's lock before it is refused, in milliseconds. */
export const BUSY_TIMEOUT = 1_000
