import { Dialog } from '@kobalte/core/dialog'
import { type JSX, onCleanup, onMount, Show } from 'solid-js'

/** How long it may take until a dialog has the focus, in milliseconds. */
const OPENING = 60

/** A dialog over the page; the focus stays in it and goes back when it closes. Without `onClose` nobody can close it. */
export const Modal = (props: {
  title: string
  onClose?: () => void
  wide?: boolean
  children: JSX.Element
}) => {
  let content: HTMLDivElement | undefined
  const firstField = () =>
    content?.querySelector<HTMLElement>('input, select, textarea, [type=submit]') ?? null
  // What the page does after the press that opened the dialog may take the focus out of it.
  onMount(() => {
    const timer = setTimeout(() => {
      const top = [...document.querySelectorAll('.modal')].at(-1)
      if (content === undefined || top !== content || content.contains(document.activeElement)) return
      ;(firstField() ?? content.querySelector<HTMLElement>('button'))?.focus()
    }, OPENING)
    onCleanup(() => clearTimeout(timer))
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) props.onClose?.()
      }}
    >
      <Dialog.Portal>
        <Dialog.Overlay class="modal-overlay" />
        <div class="modal-place">
          <Dialog.Content
            class="modal"
            classList={{ 'modal-wide': props.wide ?? false }}
            ref={content}
            onOpenAutoFocus={(event) => {
              const first = firstField()
              if (first === null) return
              event.preventDefault()
              first.focus()
            }}
          >
            <div class="modal-head">
              <Dialog.Title class="modal-title">{props.title}</Dialog.Title>
              <Show when={props.onClose}>
                <Dialog.CloseButton class="link-button" aria-label="Close">
                  Close
                </Dialog.CloseButton>
              </Show>
            </div>
            {props.children}
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog>
  )
}
