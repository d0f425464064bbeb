import { onMount, Show, Suspense } from 'solid-js'
import { isTyping } from '../../ui/is-typing.ts'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { NarrowDetail, useActionDetail } from './ActionDetail.tsx'

interface ActionPanelProps {
  readonly address: string
  /** Whether the focus goes to the panel when it opens. */
  readonly takesFocus: boolean
  /** Goes to the next row of the grid, or to the one before; absent where there is none. */
  readonly onNext: (() => void) | undefined
  readonly onPrevious: (() => void) | undefined
  readonly onClose: () => void
}

/** An action beside the grid: the page of the action in a narrow column. `j` and `k` walk on, Esc closes it. */
export const ActionPanel = (props: ActionPanelProps) => {
  let panel!: HTMLElement
  onMount(() => props.takesFocus && panel.focus())
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event) || isInForm(event) || event.ctrlKey || event.metaKey || event.altKey) return
    const act = { j: props.onNext, k: props.onPrevious, Escape: props.onClose }[event.key]
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <aside ref={panel} class="side-panel" tabindex="-1" aria-label="The action" onKeyDown={onKeyDown}>
      <p class="panel-tools">
        <button type="button" class="link-button" aria-keyshortcuts="k" onClick={() => props.onPrevious?.()}>
          ‹ Previous
        </button>
        <button type="button" class="link-button" aria-keyshortcuts="j" onClick={() => props.onNext?.()}>
          Next ›
        </button>
        <Link href={`/plans/${props.address}`}>Open as a page</Link>
        <button type="button" class="link-button" aria-keyshortcuts="Escape" onClick={() => props.onClose()}>
          Close
        </button>
      </p>
      {/* Only this part waits for another action: the focus stays in the panel. */}
      <Suspense fallback={<p class="loading">Loading the action …</p>}>
        <Shown address={props.address} />
      </Suspense>
    </aside>
  )
}

const Shown = (props: { address: string }) => {
  const detail = useActionDetail(() => props.address)
  return (
    <Loaded query={detail.action} what="action">
      {(data) => (
        // A form that is open belongs to its action, and goes with it.
        <Show when={data().id} keyed>
          <h2 class="panel-title">
            <span class="ref">{data().ref}</span> {data().text}
          </h2>
          <NarrowDetail action={data()} detail={detail} />
        </Show>
      )}
    </Loaded>
  )
}

/** Whether a key is pressed in a form, which has keys of its own. */
const isInForm = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.closest('form') !== null
