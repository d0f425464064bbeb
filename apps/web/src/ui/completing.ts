/**
 * What a text becomes where its last part, behind `between`, begins one of `names`: the first that is longer. `null`
 * where none is.
 */
export const completed = (typed: string, names: readonly string[], between = ';'): string | null => {
  const start = typed.lastIndexOf(between) + 1
  const part = typed.slice(start).trimStart()
  if (part === '') return null
  const sought = part.toLowerCase()
  const name = names.find((each) => each.length > part.length && each.toLowerCase().startsWith(sought))
  return name === undefined ? null : typed.slice(0, typed.length - part.length) + name
}

/**
 * Completes a field while it is typed in, as a spreadsheet does: what is added is marked, so that typing on, Delete and
 * Backspace take it away, and Tab and Enter leave it.
 */
export const complete = (
  event: InputEvent & { readonly currentTarget: HTMLInputElement },
  names: readonly string[],
): void => {
  const field = event.currentTarget
  const typed = field.value
  if (!event.inputType?.startsWith('insert') || event.isComposing || field.selectionStart !== typed.length)
    return
  const whole = completed(typed, names)
  if (whole === null) return
  field.value = whole
  field.setSelectionRange(typed.length, whole.length)
}
