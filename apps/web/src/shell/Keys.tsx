import { For } from 'solid-js'
import { Modal } from '../ui/Modal.tsx'

const keys = [
  ['/ or Ctrl K', 'Search plans and actions, or choose a command'],
  ['?', 'This help'],
  ['u', 'Record an update, on an action’s page'],
  ['w', 'Why this level, test by test, on an action’s page'],
  ['j and k', 'Next and previous action, on an action’s page'],
  ['Esc', 'Close what is open'],
] as const

/** The list of keyboard shortcuts. */
export default function Keys(props: { onClose: () => void }) {
  return (
    <Modal title="Keyboard" onClose={props.onClose}>
      <dl class="facts">
        <For each={keys}>
          {([key, does]) => (
            <div>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          )}
        </For>
      </dl>
    </Modal>
  )
}
