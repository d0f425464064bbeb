import { rowsFrom } from '@beatbook/api/client'
import {
  type ActionQuestion,
  type ActionRow,
  type GridLayout,
  type Grouping,
  MOST_LISTED,
} from '@beatbook/contract'
import { counted } from '@beatbook/domain/english'
import { type GridOf, gridColumns, groupedRows, groupWords, sortedRows } from '@beatbook/presentation'
import { useLocation } from '@solidjs/router'
import { createEffect, createMemo, createSignal, For, Index, on, onCleanup, Show } from 'solid-js'
import { api, problemSentence } from '../../api.ts'
import { Link } from '../../ui/Link.tsx'
import { whenIdle } from '../../ui/when-idle.ts'
import { Cell, classOf, type RowGrid } from './grid/GridRow.tsx'

/** How many rows are drawn in each moment in which nothing else is to do. */
const DRAWN_MORE = 100

/** What the address of the page came with: whether to print as soon as all rows are there. */
export interface PrintState {
  readonly print: boolean
}

/** Every row of a list, for printing, in all its orders and groups, as they are when the page is opened. */
export default function PrintAll(props: {
  question: Partial<ActionQuestion>
  layout: GridLayout
  grouping: Grouping
  of: GridOf
  levelsOf: RowGrid['levelsOf']
  caption: string
  several: boolean
  /** The address of the table. */
  backHref: string
}) {
  const location = useLocation<PrintState>()
  const [loaded, setLoaded] = createSignal<readonly ActionRow[]>([])
  const [count, setCount] = createSignal<number | null>(null)
  const [failed, setFailed] = createSignal<unknown>(null)
  const [drawn, setDrawn] = createSignal(DRAWN_MORE)

  const load = async (question: Partial<ActionQuestion>, isStopped: () => boolean) => {
    const rows: ActionRow[] = []
    try {
      for (;;) {
        const part = await rowsFrom(
          api,
          { ...question, exact: true },
          { skip: rows.length, limit: MOST_LISTED, count: null },
        )
        if (isStopped()) return
        rows.push(...part.rows)
        setLoaded([...rows])
        setCount(part.count)
        if (rows.length >= part.count || part.rows.length === 0) return
      }
    } catch (error) {
      if (!isStopped()) setFailed(error)
    }
  }
  const begin = () => {
    let stopped = false
    onCleanup(() => {
      stopped = true
    })
    setLoaded([])
    setCount(null)
    setFailed(null)
    setDrawn(DRAWN_MORE)
    void load(props.question, () => stopped)
  }
  const [again, setAgain] = createSignal(0)
  createEffect(on([() => JSON.stringify(props.question), again], begin))

  const isLoaded = () => count() !== null && loaded().length >= (count() ?? 0)
  const groups = createMemo(() =>
    isLoaded()
      ? groupedRows(sortedRows(loaded(), props.layout.sorts, props.of), props.grouping, {
          ...props.of,
          title: 'Actions',
        })
      : [],
  )
  const columns = createMemo(() => gridColumns(props.layout.columns, loaded(), props.of.settings.columns))
  const isWhole = () => isLoaded() && drawn() >= loaded().length
  createEffect(() => {
    if (isLoaded() && drawn() < loaded().length)
      onCleanup(whenIdle(() => setDrawn((before) => before + DRAWN_MORE)))
  })
  createEffect(on(isWhole, (whole) => whole && location.state?.print && print()))

  /** The first rows of the groups that are drawn so far. */
  const shown = createMemo(() => {
    let left = drawn()
    return groups().flatMap((group) => {
      const rows = group.rows.slice(0, Math.max(0, left))
      left -= rows.length
      return rows.length === 0 ? [] : [{ ...group, rows, words: groupWords(group.rows) }]
    })
  })

  return (
    <>
      <p class="print-tools" role="status">
        <Show
          when={failed()}
          fallback={
            <Show
              when={isWhole()}
              fallback={`Loading ${counted(loaded().length, 'action')}${count() === null ? '' : ` of ${counted(count() ?? 0, 'action')}`} …`}
            >
              {counted(loaded().length, 'action')}, all on this page.{' '}
              <button type="button" class="link-button" onClick={() => print()}>
                Print
              </button>
            </Show>
          }
        >
          {problemSentence(failed())}{' '}
          <button type="button" class="link-button" onClick={() => setAgain((times) => times + 1)}>
            Try again
          </button>
        </Show>{' '}
        <Link href={props.backHref}>Back to the table</Link>
      </p>
      <table class="actions grid" classList={{ several: props.several }}>
        <caption class="govuk-visually-hidden">{props.caption}</caption>
        <thead>
          <tr>
            <For each={columns()}>
              {(column) => (
                <th
                  scope="col"
                  class={classOf(column)}
                  style={column.width === undefined ? undefined : { width: `${column.width}px` }}
                >
                  {column.heading}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <Index each={shown()}>
          {(group) => (
            <tbody>
              <tr class="group">
                <th scope="rowgroup" colspan={columns().length}>
                  {group().title} <small>{group().words}</small>
                </th>
              </tr>
              <For each={group().rows}>
                {(row) => (
                  <tr class="grid-row" classList={{ withdrawn: row.withdrawn }}>
                    <For each={columns()}>
                      {(column) => (
                        <td class={classOf(column)} data-label={column.heading}>
                          <Cell
                            row={row}
                            column={column}
                            levels={props.levelsOf(row)}
                            several={props.several}
                          />
                        </td>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          )}
        </Index>
      </table>
    </>
  )
}
