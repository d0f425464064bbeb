/** The result of an operation: a value, or a refusal as data. Throwing means there is a bug. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

/** A success with `value`. */
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

/** An expected failure with `error`. */
export const err = <E>(error: E): { ok: false; error: E } => ({ ok: false, error })
