/** Whether a key press goes to a field and not to the page. */
export const isTyping = (event: KeyboardEvent): boolean => {
  const { target } = event
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}
