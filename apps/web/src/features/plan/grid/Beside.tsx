import type { ActionRow } from '@beatbook/contract'
import { createSignal, type JSX, Show } from 'solid-js'
import { ActionPanel } from '../../action/ActionPanel.tsx'
import type { GridRows } from './rows.ts'

/** A window with room for a panel beside the rows. */
const ROOM = '(min-width: 62rem)'

interface BesideProps {
  readonly rows: GridRows
  /** The address of the action in the panel; `null` while it is closed. */
  readonly opened: string | null
  readonly onOpen: (row: ActionRow | null) => void
  /** Called when a row is opened, by its link or by going on to it. */
  readonly onWalk?: (row: ActionRow, place: number) => void
  /** Called when the panel is closed: the focus goes back to the rows. */
  readonly onClosed?: () => void
  /** The rows; `open` opens one in the panel, with the focus in it. */
  readonly children: (open: (row: ActionRow) => void) => JSX.Element
}

/** Rows with the panel of one of them beside them. Where there is room, links to the rows' actions open it. */
export const Beside = (props: BesideProps) => {
  // Whether a person opened the panel, and not the address that the page came with.
  const [takesFocus, setTakesFocus] = createSignal(false)
  let frame!: HTMLDivElement
  const open = (row: ActionRow) => {
    setTakesFocus(true)
    props.onWalk?.(row, props.rows.placeOf(row.id))
    props.onOpen(row)
    frame.querySelector<HTMLElement>('.side-panel')?.focus()
  }
  const place = () =>
    props.rows.placeOf(props.rows.here().find(({ address }) => address === props.opened)?.id ?? '')
  const walk = (step: 1 | -1) => {
    const row = place() < 0 ? undefined : props.rows.at(place() + step)
    if (row === undefined) return undefined
    return () => {
      props.onWalk?.(row, place() + step)
      props.onOpen(row)
    }
  }
  // A listener of the element itself is called before that of the router.
  const listen = (rows: HTMLDivElement) =>
    rows.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey
      if (link === null || !plain || !matchMedia(ROOM).matches) return
      const path = new URL(link.href).pathname
      const row = props.rows.here().find(({ address }) => path === `/plans/${encodeURI(address)}`)
      if (row === undefined) return
      event.preventDefault()
      open(row)
    })
  return (
    <div class="grid-and-panel" classList={{ beside: props.opened !== null }} ref={frame}>
      <div ref={listen}>{props.children(open)}</div>
      <Show when={props.opened}>
        {(address) => (
          <ActionPanel
            address={address()}
            takesFocus={takesFocus()}
            onNext={walk(1)}
            onPrevious={walk(-1)}
            onClose={() => {
              props.onOpen(null)
              props.onClosed?.()
            }}
          />
        )}
      </Show>
    </div>
  )
}

/** Whether something is being written in an open panel. */
export const isWriting = (rows: Element): boolean =>
  rows.closest('.grid-and-panel')?.querySelector('.side-panel form') != null
