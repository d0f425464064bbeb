/** How long a statement waits for another program's lock, in milliseconds, before it is refused. */
export const PATIENCE = 1_000
