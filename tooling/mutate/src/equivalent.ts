import type { Equivalent } from './results.ts'

/** Mutants that were read and found to change nothing that anybody can see. One whose line changes is to be read again. */
export const equivalent: readonly Equivalent[] = []
