import { createSignal, onCleanup } from 'solid-js'

/**
 * Whether a query that was made before this may be read: `false` until the next microtask. An answer that is in
 * the cache already settles its resource only then; a computation that reads it before stays bound to the
 * resource, and every later refetch takes the page out of the document, with the focus in it, until it is done.
 */
export const useSettled = (): (() => boolean) => {
  const [settled, setSettled] = createSignal(false)
  let gone = false
  onCleanup(() => {
    gone = true
  })
  queueMicrotask(() => {
    if (!gone) setSettled(true)
  })
  return settled
}
