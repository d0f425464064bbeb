import { Dialog } from '@kobalte/core/dialog'
import { type JSX, Show } from 'solid-js'

/** A dialog over the page; the focus stays in it and goes back when it closes. Without `onClose` nobody can close it. */
export const Modal = (props: {
  title: string
  onClose?: () => void
  wide?: boolean
  children: JSX.Element
}) => {
  let content!: HTMLDivElement
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
              const first = content.querySelector<HTMLElement>('input, select, textarea, [type=submit]')
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
