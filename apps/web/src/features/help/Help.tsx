import { guide } from 'virtual:guide'
import { useLocation } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Link } from '../../ui/Link.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { GuideText } from './GuideText.tsx'
import { partOf } from './part-of.ts'

type Keys = readonly (readonly [key: string, does: string])[]

const everywhere: Keys = [
  ['/ or Ctrl K', 'Search plans and actions, or choose a command'],
  ['?', 'This help'],
  ['Esc', 'Close what is open'],
]
const ofAction: Keys = [
  ['u', 'Record an update'],
  ['w', 'Why this level, test by test'],
  ['j and k', 'Next and previous action'],
]
const ofTable: Keys = [
  ['Arrows', 'Move from cell to cell'],
  ['F2 or Enter', 'Edit the cell; or type what it should say'],
  ['Space', 'Mark the row; with Shift, mark up to it'],
  ['=', 'Record “no change” for the row, or for the marked rows'],
  ['Ctrl D', 'Fill down'],
  ['Alt ↑ and Alt ↓', 'Move the row'],
  ['Ctrl Z and Ctrl Y', 'Undo and redo'],
  ['Ctrl Enter', 'Open the action beside the table'],
]

/** What the guide says about this page, and the keys that work on it. */
export default function Help(props: { onClose: () => void }) {
  const location = useLocation()
  const part = () => partOf(location)
  const section = () => {
    const [page, id] = part().split('#')
    return guide.find(({ name }) => name === page)?.parts.find((each) => each.id === id)
  }
  const keys = (): Keys => {
    if (/^\/plans\/(?!new$)[^/]+$/.test(location.pathname)) return [...ofTable, ...everywhere]
    return /^\/plans\/[^/]+\/[^/]+$/.test(location.pathname) ? [...ofAction, ...everywhere] : everywhere
  }
  return (
    <Modal title="Help" onClose={props.onClose} wide>
      {/* Links lead away from the page: the dialog closes. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is pressed */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click */}
      <div
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('a') !== null) props.onClose()
        }}
      >
        <Show when={section()}>
          {(known) => (
            <section aria-labelledby="help-part">
              <h3 id="help-part">{known().title}</h3>
              <GuideText html={known().html} />
            </section>
          )}
        </Show>
        <p>
          <Link href={`/help/${part()}`}>Read this in the guide</Link>
        </p>
      </div>
      <h3>Keys</h3>
      <dl class="facts">
        <For each={keys()}>
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
