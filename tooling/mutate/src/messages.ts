/**
 * A request to the process that runs tests: run `tests` while `file` has `text`. All paths are from the root
 * of the copy.
 */
export interface Ask {
  readonly file: string
  readonly text: string
  readonly tests: readonly string[]
}

/** Its answer: the first test that failed, or null if all passed. */
export interface Answer {
  readonly failed: string | null
}
