import { useBeforeLeave } from '@solidjs/router'
import { onCleanup } from 'solid-js'

const LOSS = 'What you wrote is not recorded yet. Leave it all the same?'

/** Asks whether unsaved input may be lost. */
export const confirmLoss = (): boolean => confirm(LOSS)

/**
 * Asks for confirmation before unsaved input of a form is lost: when its page is left, and by `ask`, which
 * closes the form if it has no input or the person agrees. `done` marks it as recorded: then there is no
 * question.
 */
export const warnOfLoss = (
  begun: () => boolean,
  close: () => void,
): { readonly ask: () => void; readonly done: () => void } => {
  let over = false
  const open = () => begun() && !over
  useBeforeLeave((event) => {
    if (!open() || event.defaultPrevented) return
    event.preventDefault()
    if (confirmLoss()) event.retry(true)
  })
  const onUnload = (event: BeforeUnloadEvent) => {
    if (open()) event.preventDefault()
  }
  addEventListener('beforeunload', onUnload)
  onCleanup(() => removeEventListener('beforeunload', onUnload))
  return {
    ask: () => {
      if (open() && !confirmLoss()) return
      over = true
      close()
    },
    done: () => {
      over = true
    },
  }
}
