/** The longest wait for a moment in which nothing is to do, in milliseconds. */
const LONGEST = 500

/** Calls `work` when the browser has nothing else to do. Returns what takes it back. */
export const whenIdle = (work: () => void): (() => void) => {
  // Safari has no such callback.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, 20)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(work, { timeout: LONGEST })
  return () => cancelIdleCallback(handle)
}
