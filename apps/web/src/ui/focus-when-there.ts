/** How long a form may take to open, in milliseconds. */
const PATIENCE = 3_000

/** Moves the focus to an element as soon as it is in the page, unless it takes too long; `null`: to nothing. */
export const focusWhenThere = (id: string | null): void => {
  if (id === null) return
  // A form puts the focus on its first field when it opens, so this comes after it.
  const focus = () => requestAnimationFrame(() => document.getElementById(id)?.focus())
  if (document.getElementById(id)) {
    focus()
    return
  }
  const observer = new MutationObserver(() => {
    if (!document.getElementById(id)) return
    observer.disconnect()
    focus()
  })
  observer.observe(document.body, { childList: true, subtree: true })
  setTimeout(() => observer.disconnect(), PATIENCE)
}
