import type { ActionRow } from '@beatbook/contract'
import type { RowGroup } from '@beatbook/presentation'
import { createWindowVirtualizer } from '@tanstack/solid-virtual'
import {
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
} from 'solid-js'
import { GridRow, type RowGrid } from './GridRow.tsx'
import type { PagedRows } from './paged.ts'

interface VirtualRowsProps {
  readonly rows: PagedRows
  readonly grid: RowGrid
  readonly table: HTMLTableElement
  /** The group that begins with a row; `null` where none does. */
  readonly groupAt: (place: number) => Omit<RowGroup, 'rows'> | null
  readonly heading: (group: () => Omit<RowGroup, 'rows'>) => JSX.Element
}

/** Rows beyond the screen that are drawn, above and below. */
const AROUND = 10

/** About how high a row of a table is, and one that is a card on a narrow screen, in pixels. */
const ROW = 50
const CARD = 200

/** The heights of the headings and of the foot bar, about, in pixels. */
const HEAD = 60
const FOOT = 110

/** How long at most a row that somebody went to is kept on the screen, and how long once all are loaded, in milliseconds. */
const REVEALS = 3_000
const SETTLES = 200

/** How long the row at the top of the screen is held after a change, in milliseconds. */
const HOLDS = 500

/** A place whose row is not here yet. */
interface Empty {
  readonly empty: number
}
type Item = ActionRow | Empty

/** A part of a table's body: a row at its place, and how much room is above it for rows that are not drawn. */
interface Line {
  readonly item: Item
  readonly place: number
  readonly gap: number
}

/**
 * The rows of a long list that are on the screen or near it, and the current row wherever it is, so that it keeps the
 * focus. The rest is room: the scrollbar is that of the whole list.
 */
export const VirtualRows = (props: VirtualRowsProps) => {
  const { rows, grid } = props
  // Where the first row begins in the page.
  const [top, setTop] = createSignal(0)
  const look = () => {
    const head = props.table.tHead?.getBoundingClientRect() ?? props.table.getBoundingClientRect()
    setTop(Math.round(props.table.getBoundingClientRect().top + scrollY + head.height))
  }
  onMount(() => {
    look()
    const watch = new ResizeObserver(look)
    // What stands above the table changes its place, and with it the height of the page.
    watch.observe(document.body)
    onCleanup(() => watch.disconnect())
  })
  const isNarrow = matchMedia('(max-width: 62rem)').matches
  const virtualizer = createWindowVirtualizer<HTMLTableSectionElement>({
    get count() {
      return rows.count()
    },
    get scrollMargin() {
      return top()
    },
    estimateSize: () => (isNarrow ? CARD : ROW),
    overscan: AROUND,
    // The headings stay at the top of the screen, the foot bar at its bottom.
    scrollPaddingStart: HEAD,
    scrollPaddingEnd: FOOT,
  })

  const empties = new Map<number, Empty>()
  const emptyAt = (place: number): Empty => {
    const known = empties.get(place) ?? { empty: place }
    empties.set(place, known)
    return known
  }
  const drawn = createMemo(() => {
    const count = rows.count()
    // Reading the size of each tells when it changes.
    const near = virtualizer.getVirtualItems().map(({ index, end }) => [index, end] as const)
    const places = [...new Set([...near.map(([place]) => place), grid.cursor().row])]
      .filter((place) => place < count)
      .sort((one, other) => one - other)
    let end = top()
    const lines = places.flatMap((place): Line[] => {
      const at = virtualizer.measurementsCache[place]
      if (at === undefined) return []
      const gap = at.start - end
      end = at.end
      return [{ item: rows.at(place) ?? emptyAt(place), place, gap }]
    })
    return { lines, below: virtualizer.getTotalSize() + top() - end }
  })
  const lineOf = createMemo(() => new Map(drawn().lines.map((line) => [line.item, line])))

  createEffect(() => {
    const items = virtualizer.getVirtualItems()
    const { row } = grid.cursor()
    rows.want(items[0]?.index ?? 0, items.at(-1)?.index ?? 0, row)
  })

  // A change of the rows leaves the row at the top of the screen where it is, while those around it are measured.
  let revealed: { readonly place: number; readonly until: number } | null = null
  let held: { readonly id: string; readonly y: number; readonly until: number } | null = null
  const rowAt = (place: number) => props.table.querySelector(`[data-row="${place}"]`)
  const putBack = () => {
    if (held === null || performance.now() > held.until) return
    const place = rows.placeOf(held.id)
    const y = rowAt(place)?.getBoundingClientRect().top
    const start = virtualizer.measurementsCache[place]?.start
    if (y !== undefined) scrollBy(0, y - held.y)
    else if (start !== undefined) scrollTo(0, start - held.y)
  }
  const hold = () => {
    putBack()
    if (held !== null && performance.now() > held.until) held = null
    if (held !== null) requestAnimationFrame(hold)
  }
  const around = (apply: () => void) => {
    const until = performance.now() + HOLDS
    const isHolding = held !== null
    if (scrollY <= top() || revealed !== null) held = null
    else if (held !== null) held = { ...held, until }
    else {
      const first = [...props.table.querySelectorAll('tr[data-row]')].find(
        (each) => each.getBoundingClientRect().bottom > HEAD,
      )
      const id = first === undefined ? undefined : rows.at(Number(first.getAttribute('data-row')))?.id
      if (first !== undefined && id !== undefined) held = { id, y: first.getBoundingClientRect().top, until }
    }
    apply()
    if (!isHolding) hold()
  }

  // A row that somebody goes to stays on the screen while those around it are loaded, until somebody scrolls.
  const reveal = (place: number) => {
    revealed = { place, until: performance.now() + REVEALS }
    virtualizer.scrollToIndex(place)
  }
  const forget = () => {
    revealed = null
    held = null
  }
  onMount(() => {
    for (const scrolls of ['wheel', 'touchmove', 'pointerdown'])
      addEventListener(scrolls, forget, { passive: true })
    onCleanup(() => {
      for (const scrolls of ['wheel', 'touchmove', 'pointerdown']) removeEventListener(scrolls, forget)
    })
  })
  createEffect(
    on(drawn, () => {
      if (revealed === null || revealed.place !== grid.cursor().row) return
      const now = performance.now()
      if (now > revealed.until) return forget()
      const isLoaded = drawn().lines.every(({ item }) => !('empty' in item))
      if (isLoaded) revealed = { ...revealed, until: Math.min(revealed.until, now + SETTLES) }
      virtualizer.scrollToIndex(revealed.place)
    }),
  )
  rows.drawnBy({ around, reveal })

  // Rows that come and go may take the current one out of the page for a moment, and the focus with it.
  let isFocused = false
  createComputed(
    on(
      drawn,
      () => {
        isFocused = props.table.contains(document.activeElement)
      },
      { defer: true },
    ),
  )
  createEffect(
    on(drawn, () => {
      if (!isFocused || props.table.contains(document.activeElement)) return
      const { row, column } = grid.cursor()
      const cell = props.table.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`)
      cell?.focus({ preventScroll: true })
    }),
  )

  return (
    <>
      <For each={drawn().lines.map(({ item }) => item)}>
        {(item) => {
          const line = createMemo<Line>((before) => lineOf().get(item) ?? before, {
            item,
            place: 0,
            gap: 0,
          })
          let body!: HTMLTableSectionElement
          createEffect(
            on(
              () => line().place,
              () => virtualizer.measureElement(body),
            ),
          )
          return (
            <>
              <Room height={line().gap} />
              {/* The rows of one place: they are measured together. */}
              <tbody ref={body} data-index={line().place} role="presentation">
                <Show when={props.groupAt(line().place)}>
                  {(group) => (
                    <tr class="group">
                      <th scope="rowgroup" colspan={grid.columns().length + 1}>
                        {props.heading(group)}
                      </th>
                    </tr>
                  )}
                </Show>
                {'empty' in item ? (
                  <EmptyRow place={line().place} grid={grid} />
                ) : (
                  <GridRow row={item} place={line().place} grid={grid} />
                )}
              </tbody>
            </>
          )
        }}
      </For>
      <Room height={drawn().below} />
    </>
  )
}

/** Room for rows that are not drawn, in pixels. */
const Room = (props: { height: number }) => (
  <Show when={props.height > 0}>
    <tbody class="room" aria-hidden="true">
      <tr style={{ height: `${props.height}px` }}>
        <td />
      </tr>
    </tbody>
  </Show>
)

/** A row that is not here yet. The cursor can go through it. */
const EmptyRow = (props: { place: number; grid: RowGrid }) => (
  <tr
    class="grid-row waiting"
    data-row={props.place}
    aria-rowindex={props.place + 2}
    aria-busy="true"
    classList={{ current: props.grid.cursor().row === props.place }}
  >
    <td class="col-mark" />
    <For each={props.grid.columns()}>
      {(_, c) => {
        const isCurrent = () => props.grid.cursor().row === props.place && props.grid.cursor().column === c()
        return (
          <td
            data-column={c()}
            tabindex={isCurrent() ? 0 : -1}
            onFocus={() => props.grid.onCursor({ row: props.place, column: c() })}
          >
            <Show when={c() === 1}>
              <span class="quiet">Loading …</span>
            </Show>
          </td>
        )
      }}
    </For>
  </tr>
)
