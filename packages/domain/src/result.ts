/** What an operation gives back: a value, or a refusal that is data. Throwing means we have a bug. */
export type Result<T, E> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

/** A success carrying `value`. */
export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

/** An expected failure carrying `error`. */
export const err = <E>(error: E): { ok: false; error: E } => ({ ok: false, error })
