import type { ActionRow, PlanView } from '@beatbook/contract'
import {
  columnWords,
  counted,
  dayShort,
  saidAlone,
  stageWords,
  timescaleShort,
} from '@beatbook/domain/english'
import { type ActionColumn, attachedWords } from '@beatbook/presentation'
import { For, Show } from 'solid-js'
import { ComputedMark, LevelMark, TurnsLine } from '../../../ui/LevelMark.tsx'
import { Link } from '../../../ui/Link.tsx'
import { WhyLines } from '../../rating/WhyLines.tsx'
import type { Cursor } from './cursor.ts'

/** What a row needs of the grid that it is in. */
export interface RowGrid {
  readonly columns: () => readonly ActionColumn[]
  readonly levelsOf: (row: ActionRow) => PlanView['computed']['levels']
  /** Whether the rows are of several plans. */
  readonly several: () => boolean
  readonly cursor: () => Cursor
  readonly onCursor: (at: Cursor) => void
  readonly onEdit: (at: Cursor) => void
  readonly isMarked: (id: string) => boolean
  readonly onMark: (row: ActionRow, range: boolean) => void
  /** Whether it says below a row why it has its level. */
  readonly isExplained: (id: string) => boolean
  readonly onExplain: (id: string) => void
  readonly mayPlace: () => boolean
  /** The row that is dragged, and where it would be dropped. */
  readonly dragged: () => string | null
  readonly over: () => { readonly id: string; readonly side: 'before' | 'after' } | null
  readonly onDrag: (id: string | null) => void
  readonly onOver: (over: ReturnType<RowGrid['over']>) => void
  readonly onPut: (id: string, other: ActionRow, side: 'before' | 'after') => void
}

/** A row of a grid, and below it why it has its level where somebody asked. */
export const GridRow = (props: { row: ActionRow; place: number; grid: RowGrid }) => {
  const { row, grid } = props
  return (
    <>
      <tr
        class="grid-row"
        data-row={props.place}
        aria-rowindex={props.place + 2}
        aria-selected={grid.isMarked(row.id)}
        onDragOver={(event) => {
          if (grid.dragged() === null || grid.dragged() === row.id) return
          event.preventDefault()
          grid.onOver({ id: row.id, side: sideOf(event) })
        }}
        onDrop={(event) => {
          const [id, side] = [grid.dragged(), sideOf(event)]
          grid.onOver(null)
          if (id === null) return
          event.preventDefault()
          grid.onPut(id, row, side)
        }}
        classList={{
          'drop-before': grid.over()?.id === row.id && grid.over()?.side === 'before',
          'drop-after': grid.over()?.id === row.id && grid.over()?.side === 'after',
          withdrawn: row.withdrawn,
          marked: grid.isMarked(row.id),
          current: grid.cursor().row === props.place,
        }}
      >
        <td class="col-mark">
          <Show when={grid.mayPlace() && !row.withdrawn}>
            <span
              class="grip"
              draggable="true"
              title="Drag the row to another place"
              aria-hidden="true"
              onDragStart={(event) => {
                event.dataTransfer?.setData('text/plain', row.id)
                grid.onDrag(row.id)
              }}
              onDragEnd={() => {
                grid.onDrag(null)
                grid.onOver(null)
              }}
            >
              ⠿
            </span>
          </Show>
          <input
            type="checkbox"
            tabindex="-1"
            aria-label={`Mark ${row.ref}`}
            checked={grid.isMarked(row.id)}
            onClick={(event) => grid.onMark(row, event.shiftKey)}
          />
        </td>
        <For each={grid.columns()}>
          {(column, c) => {
            const here = (): Cursor => ({ row: props.place, column: c() })
            const isCurrent = () => grid.cursor().row === props.place && grid.cursor().column === c()
            return (
              <td
                class={classOf(column)}
                data-column={c()}
                data-label={column.heading}
                tabindex={isCurrent() ? 0 : -1}
                onFocus={() => grid.onCursor(here())}
                onDblClick={() => grid.onEdit(here())}
              >
                <Cell
                  row={row}
                  column={column}
                  levels={grid.levelsOf(row)}
                  several={grid.several()}
                  explained={grid.isExplained(row.id)}
                  onExplain={() => grid.onExplain(row.id)}
                />
              </td>
            )
          }}
        </For>
      </tr>
      <Show when={grid.isExplained(row.id)}>
        <tr class="why-row">
          <td colspan={grid.columns().length + 1}>
            <WhyLines address={row.address} />
          </td>
        </tr>
      </Show>
    </>
  )
}

/** The half of a row that the pointer is over. */
const sideOf = ({ currentTarget, clientY }: DragEvent & { currentTarget: Element }): 'before' | 'after' => {
  const { top, height } = currentTarget.getBoundingClientRect()
  return clientY < top + height / 2 ? 'before' : 'after'
}

/** The class of a column’s cells. */
export const classOf = ({ key }: ActionColumn): string => `col-${key.startsWith('column:') ? 'own' : key}`

/** What stands in a cell. */
export const Cell = (props: {
  row: ActionRow
  column: ActionColumn
  levels: PlanView['computed']['levels']
  /** Whether the rows are of several plans, so that a ref alone does not say which action it is. */
  several: boolean
  /** Whether it says below the row why it has its level, and what does so; absent where nothing can be opened. */
  explained?: boolean
  onExplain?: () => void
}) => {
  const { row, column } = props
  switch (column.key) {
    case 'ref':
      return (
        <Link href={`/plans/${row.address}`} tabindex="-1">
          {props.several ? row.address : row.ref}
        </Link>
      )
    case 'text':
      return (
        <>
          <span class="clamp">{row.text}</span>
          <Show when={row.withdrawn}>
            <span class="sub">withdrawn</span>
          </Show>
        </>
      )
    case 'owners':
      return (
        <Show
          when={row.owners.length > 0}
          fallback={<span class="quiet">{row.ownerSaid ? `“${row.ownerSaid}”` : 'none given'}</span>}
        >
          <span class="clamp">{row.owners.map((owner) => owner.name).join('; ')}</span>
        </Show>
      )
    case 'timescale':
      return (
        <>
          {timescaleShort(row.timescale)}
          <Show when={row.redated > 0}>
            <span class="sub">re-dated {row.redated === 1 ? 'once' : `${row.redated} times`}</span>
          </Show>
        </>
      )
    case 'level':
      return <LevelMark level={row.level} stage={row.stage} />
    case 'computed':
      return (
        <>
          <ComputedMark computed={row.computed} />
          <TurnsLine computed={row.computed} levels={props.levels} />
          <Show when={row.computed}>
            <span class="sub">
              <Show when={row.disagrees}>
                disagrees
                <Show when={props.onExplain}>
                  <span class="on-screen"> · </span>
                </Show>
              </Show>
              <Show when={props.onExplain}>
                {(explain) => (
                  <button
                    type="button"
                    class="link-button"
                    tabindex="-1"
                    aria-expanded={props.explained}
                    aria-label={`Why ${row.ref} is ${row.computed?.word ?? ''} by the rules`}
                    onClick={() => explain()()}
                  >
                    why
                  </button>
                )}
              </Show>
            </span>
          </Show>
        </>
      )
    case 'stage':
      return <span classList={{ quiet: row.stage === null }}>{stageWords(row.stage)}</span>
    case 'last-update':
      return (
        <Show when={row.lastUpdate} fallback={<span class="quiet">no update yet</span>}>
          {(update) => (
            <span class="clamp">
              <time datetime={update().on}>{dayShort(update().on)}</time> {update().text}
            </span>
          )}
        </Show>
      )
    case 'section':
      return <span class="clamp">{row.section}</span>
    case 'tags':
      return <span class="clamp">{row.tags.join(', ')}</span>
    case 'success':
      return <span class="clamp">{row.success}</span>
    case 'progress':
      return <span classList={{ quiet: row.progress === null }}>{saidAlone('progress', row.progress)}</span>
    case 'redated':
      return row.redated === 0 ? '' : counted(row.redated, 'time')
    case 'updates':
      return row.updates
    case 'attached':
      return attachedWords(row.attached)
    case 'priority':
      return <span classList={{ quiet: row.priority === null }}>{saidAlone('priority', row.priority)}</span>
  }
  return <>{columnWords(row.columns[column.key.replace(/^column:/, '')])}</>
}
