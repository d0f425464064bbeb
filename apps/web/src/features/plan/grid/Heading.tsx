import type { GridSort } from '@beatbook/contract'
import type { ActionColumn } from '@beatbook/presentation'
import { Show } from 'solid-js'
import { classOf } from './GridRow.tsx'

/**
 * A column's heading: it sorts, and its edge is dragged to make it wider. With Shift it sorts behind the orders
 * there are.
 */
export const Heading = (props: {
  column: ActionColumn & { readonly width?: number }
  sorts: readonly GridSort[]
  onSort: (by: GridSort['by'], further: boolean) => void
  onWidth: (width: number) => void
}) => {
  let cell!: HTMLTableCellElement
  const sorted = () => props.sorts.find(({ by }) => by === props.column.sort)
  const place = () => props.sorts.findIndex(({ by }) => by === props.column.sort) + 1
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    event.preventDefault()
    const edge = event.currentTarget
    const [from, wide] = [event.clientX, cell.getBoundingClientRect().width]
    const widthAt = (x: number) => Math.round(Math.max(40, Math.min(1_200, wide + x - from)))
    const onMove = (move: PointerEvent) => {
      cell.style.width = `${widthAt(move.clientX)}px`
    }
    edge.setPointerCapture(event.pointerId)
    edge.addEventListener('pointermove', onMove)
    edge.addEventListener(
      'pointerup',
      (up: PointerEvent) => {
        edge.removeEventListener('pointermove', onMove)
        if (up.clientX !== from) props.onWidth(widthAt(up.clientX))
      },
      { once: true },
    )
  }
  return (
    <th
      ref={cell}
      scope="col"
      class={classOf(props.column)}
      style={props.column.width === undefined ? undefined : { width: `${props.column.width}px` }}
      aria-sort={sorted() === undefined ? undefined : sorted()?.descending ? 'descending' : 'ascending'}
    >
      <Show when={props.column.sort} fallback={props.column.heading}>
        {(sort) => (
          <button
            type="button"
            class="sort"
            title="Sort. With Shift, sort by this as well."
            onClick={(event) => props.onSort(sort(), event.shiftKey)}
          >
            {props.column.heading}
            <span aria-hidden="true">
              {sorted() === undefined ? '' : sorted()?.descending ? ' ↓' : ' ↑'}
              {sorted() !== undefined && props.sorts.length > 1 ? place() : ''}
            </span>
          </button>
        )}
      </Show>
      <span class="edge" aria-hidden="true" onPointerDown={drag} />
    </th>
  )
}
