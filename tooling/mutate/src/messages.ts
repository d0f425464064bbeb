/**
 * What the process that runs tests is asked: to run `tests` while `file` has `text`. All paths are from the
 * root of the copy.
 */
export interface Ask {
  readonly file: string
  readonly text: string
  readonly tests: readonly string[]
}

/** What it answers: the first test that failed, or null where all passed. */
export interface Answer {
  readonly failed: string | null
}
