import type { ActionRow, GridSort, PlanView } from '@beatbook/contract'
import { MOST_PLACED } from '@beatbook/domain'
import { columnWords, counted, dayShort, stageWords } from '@beatbook/domain/english'
import {
  type ActionColumn,
  attachedWords,
  NO_CHANGE,
  saidAlone,
  timescaleShort,
} from '@beatbook/presentation'
import { createEffect, createMemo, createSignal, For, Index, on, onCleanup, Show } from 'solid-js'
import { useAsAt } from '../../../calendar/as-at.ts'
import { ComputedMark, LevelMark, TurnsLine } from '../../../ui/LevelMark.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Modal } from '../../../ui/Modal.tsx'
import { MoveActions, moveTitle } from '../../action/MoveActions.tsx'
import { useSettings } from '../../area/settings.ts'
import { WhyLines } from '../../rating/WhyLines.tsx'
import { useEditing } from '../../session/session.ts'
import { Beside, isWriting } from './Beside.tsx'
import { blockOfCells, cellsOfBlock, pasted } from './block.ts'
import { CellEditor } from './CellEditor.tsx'
import { ChangeDialog, type Task } from './ChangeDialog.tsx'
import { cellText, editorOf, notEdited } from './cell.ts'
import { type Change, useChanges } from './changes.ts'
import { between, type Cursor, moved } from './cursor.ts'
import { FootButton, Said } from './Said.tsx'

/** Rows under one heading: a section, or all of them in another order. */
export interface GridGroup {
  readonly title: string
  readonly words: string
  readonly rows: readonly ActionRow[]
}

interface PlanGridProps {
  /** The plan of the rows; `null` where they are of several. */
  readonly plan: PlanView | null
  /** The plan of a row; `null` while it is loaded. */
  readonly planOf: (row: ActionRow) => PlanView | null
  /** The levels by the rules of the plan of a row. */
  readonly levelsOf: (row: ActionRow) => PlanView['computed']['levels']
  readonly groups: readonly GridGroup[]
  readonly caption: string
  /** The columns, with a width in pixels where somebody set one. */
  readonly columns: readonly (ActionColumn & { readonly width?: number })[]
  readonly sorts: readonly GridSort[]
  /** Whether the rows stand in the order of the plan, so that they can be put in another one. */
  readonly ordered: boolean
  /** Sorts by a column; `further` behind the orders that there are. */
  readonly onSort: (by: GridSort['by'], further: boolean) => void
  readonly onWidth: (key: string, width: number) => void
  /** The address of the action in the panel beside the grid; `null` while it is closed. */
  readonly opened: string | null
  readonly onOpen: (row: ActionRow | null) => void
}

/**
 * A plan's actions as a grid that is worked in like a spreadsheet: arrows move, typing or F2 edits the cell,
 * Space marks the row, a block is pasted with a preview, Ctrl-Z undoes. Marked rows are changed together.
 */
export const PlanGrid = (props: PlanGridProps) => {
  const settings = useSettings()
  const editing = useEditing()
  const { looksBack } = useAsAt()
  const changes = useChanges()
  const mayEdit = () => editing().allowed && !looksBack() && !props.plan?.archived
  const of = (plan: PlanView) => ({ plan, settings: settings() })
  /** The plan of some rows, if they have the same one; otherwise `null`, and it says why. */
  const planOfAll = (some: readonly ActionRow[]): PlanView | null => {
    const [first] = some
    if (first === undefined) return null
    if (some.some(({ planId }) => planId !== first.planId)) {
      changes.say('These rows are of several plans. Mark rows of one plan.')
      return null
    }
    const plan = props.planOf(first)
    if (plan === null) changes.say('The plan of this row is still loading. Try again in a moment.')
    return plan
  }
  const rows = createMemo(() => props.groups.flatMap((group) => group.rows))
  const columns = createMemo(() =>
    props.columns.filter(({ key }) => props.opened === null || key !== 'stage'),
  )
  const [cursor, setCursor] = createSignal<Cursor>({ row: 0, column: 0 })
  const [edited, setEdited] = createSignal<Edited | null>(null)
  const [marked, setMarked] = createSignal<ReadonlySet<string>>(new Set())
  const [anchor, setAnchor] = createSignal<string | null>(null)
  const [task, setTask] = createSignal<{ readonly plan: PlanView; readonly task: Task } | null>(null)
  const begin = (plan: PlanView, task: Task) => setTask({ plan, task })
  /** The rows that move to another plan, with the code of theirs. */
  const [moving, setMoving] = createSignal<{
    readonly from: string
    readonly rows: readonly ActionRow[]
  } | null>(null)
  const beginMoving = () => {
    const plan = planOfAll(markedRows())
    if (plan !== null) setMoving({ from: plan.code, rows: markedRows() })
  }
  /** Begins what is done to the marked rows. */
  const beginMarked = (kind: Exclude<Task['kind'], 'paste'>) => {
    const plan = planOfAll(markedRows())
    if (plan !== null) begin(plan, { kind, rows: markedRows() })
  }
  /** The rows below which it says why they have their level. */
  const [explained, setExplained] = createSignal<ReadonlySet<string>>(new Set())
  const explain = (id: string) =>
    setExplained((ids) => {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const [dragged, setDragged] = createSignal<string | null>(null)
  const [over, setOver] = createSignal<{ readonly id: string; readonly side: 'before' | 'after' } | null>(
    null,
  )
  let steps: Promise<void> = Promise.resolve()
  let table!: HTMLTableElement
  let frame!: HTMLDivElement
  let openBeside: (row: ActionRow) => void = props.onOpen

  // Rows come and go while others edit: the cursor stays in the grid, and marks are of rows that are shown.
  createEffect(
    on(rows, (now) => {
      const ids = new Set(now.map(({ id }) => id))
      setMarked((marks): ReadonlySet<string> => {
        const left = [...marks].filter((id) => ids.has(id))
        return left.length === marks.size ? marks : new Set(left)
      })
      setCursor((at) => ({ ...at, row: Math.min(at.row, Math.max(0, now.length - 1)) }))
    }),
  )
  createEffect(
    on(columns, (now) => setCursor((at) => ({ ...at, column: Math.min(at.column, now.length - 1) }))),
  )

  /** The owners of the plan of the current row, offered where one is typed. */
  const ownersOffered = () => {
    const row = rows()[cursor().row]
    const plan = props.plan ?? (row === undefined ? null : props.planOf(row))
    return plan?.owners.map(({ name }) => name) ?? []
  }
  const cellAt = ({ row, column }: Cursor) =>
    table.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`)
  const go = (to: Cursor) => {
    setCursor(to)
    cellAt(to)?.focus()
  }
  // An open panel shows the current row, unless something is written in it, or was when the row became the current one.
  let following: ReturnType<typeof setTimeout> | undefined
  const show = (row: ActionRow | null) => {
    clearTimeout(following)
    props.onOpen(row)
  }
  createEffect(
    on(
      () => cursor().row,
      (place) => {
        if (isWriting(frame)) return
        following = setTimeout(() => {
          const row = rows()[place]
          if (props.opened === null || row === undefined || row.address === props.opened) return
          if (!isWriting(frame)) props.onOpen(row)
        }, FOLLOWS_AFTER)
        onCleanup(() => clearTimeout(following))
      },
      { defer: true },
    ),
  )
  const markedRows = () => rows().filter(({ id }) => marked().has(id))
  /** The marked rows; without marks the current one. */
  const meant = (): ActionRow[] => {
    const current = rows()[cursor().row]
    return marked().size > 0 ? markedRows() : current === undefined ? [] : [current]
  }

  const mark = (id: string, range: boolean) => {
    const from = anchor()
    if (range && from !== null) {
      const ids = between(
        rows().map((row) => row.id),
        from,
        id,
      )
      setMarked((marks) => new Set([...marks, ...ids]))
    } else {
      setMarked((marks) => {
        const next = new Set(marks)
        if (!next.delete(id)) next.add(id)
        return next
      })
      setAnchor(id)
    }
  }
  const markAll = () =>
    setMarked((marks) =>
      marks.size === rows().length ? new Set<string>() : new Set(rows().map(({ id }) => id)),
    )

  const edit = (at: Cursor, typed: string | null) => {
    const row = rows()[at.row]
    const column = columns()[at.column]
    if (row === undefined || column === undefined) return
    if (column.key === 'computed' && typed === null) return explain(row.id)
    if (!mayEdit()) return
    const plan = planOfAll([row])
    if (plan === null) return
    if (editorOf(column, of(plan)) === null) return changes.say(notEdited(column.key))
    if (row.withdrawn) return changes.say(`${row.ref} is withdrawn. Restore it before you change it.`)
    // The editor lies over the cell and not in it, so that a row that others change does not take it away.
    const [cell, around] = [cellAt(at)?.getBoundingClientRect(), frame.getBoundingClientRect()]
    if (cell === undefined) return
    const place = { left: cell.left - around.left, top: cell.top - around.top, width: cell.width }
    setEdited({ row: { ...row }, column, typed, place, plan })
  }
  const closeEditor = (then: 'stay' | 'down' | 'right' | 'left', ahead = '') => {
    const was = edited()
    setEdited(null)
    const at = {
      row: Math.max(
        0,
        rows().findIndex(({ id }) => id === was?.row.id),
      ),
      column: cursor().column,
    }
    const steps = { stay: null, down: 'ArrowDown', right: 'ArrowRight', left: 'ArrowLeft' } as const
    const key = steps[then]
    go((key === null ? null : moved(at, { key }, extent())) ?? at)
    if (ahead.trim() !== '') edit(cursor(), ahead.trimStart())
  }
  const extent = () => ({ rows: rows().length, columns: columns().length })

  const paste = (text: string) => {
    if (!mayEdit()) return
    const cells = cellsOfBlock(text)
    const into = marked().size > 0 ? markedRows() : rows().slice(cursor().row, cursor().row + cells.length)
    const plan = planOfAll(into)
    if (plan === null) return
    const read = pasted(cells, cursor(), { rows: rows(), columns: columns(), ...of(plan) }, markedRows())
    if (read.rows.length === 0 && read.faults.length === 0)
      return changes.say('Nothing to paste: the cells have these values already.')
    begin(plan, {
      kind: 'paste',
      rows: read.rows as Change['rows'],
      faults: read.faults,
      beyond: read.beyond,
    })
  }
  const copied = (): string => {
    if (marked().size > 0)
      return blockOfCells([
        columns().map(({ heading }) => heading),
        ...markedRows().map((row) => columns().map((column) => cellText(row, column))),
      ])
    const row = rows()[cursor().row]
    const column = columns()[cursor().column]
    return row === undefined || column === undefined ? '' : blockOfCells([[cellText(row, column)]])
  }
  /** Fills the marked rows, or the row below, with the value of the first. */
  const fillDown = () => {
    const at = cursor()
    const column = columns()[at.column]
    const some = markedRows()
    const [from, ...to] = some.length > 1 ? some : [rows()[at.row - 1], rows()[at.row]]
    if (column === undefined || from === undefined) return
    const targets = to.filter((row): row is ActionRow => row !== undefined)
    const plan = planOfAll(targets)
    if (plan === null) return
    const read = pasted(
      [[cellText(from, column)]],
      { row: 0, column: at.column },
      { rows: rows(), columns: columns(), ...of(plan) },
      targets,
    )
    if (read.rows.length === 0) return changes.say('Nothing to fill: the cells have this value already.')
    begin(plan, { kind: 'paste', rows: read.rows as Change['rows'], faults: read.faults, beyond: 0 })
  }
  const noChange = () => {
    const some = meant().filter(({ withdrawn }) => !withdrawn)
    if (some.length === 0 || !mayEdit()) return
    const plan = planOfAll(some)
    if (plan === null) return
    void changes
      .save(
        { planId: plan.id, rows: some.map(({ id }) => ({ actionId: id })), update: NO_CHANGE },
        `“${NO_CHANGE}” recorded for ${some.length === 1 ? some[0]?.ref : counted(some.length, 'action')}.`,
      )
      .then((failure) => failure !== null && changes.say(failure.words))
  }

  /** The dragged row; the marked ones where it is one of them. */
  const draggedRows = (id: string): ActionRow[] =>
    marked().has(id) ? markedRows() : rows().filter((row) => row.id === id)
  const mayPlace = () => mayEdit() && props.ordered
  /** Moves rows before or after another one, into its section; the cursor stays with the row it is in. */
  const put = async (moved: readonly ActionRow[], other: ActionRow, side: 'before' | 'after') => {
    const ids = moved.map(({ id }) => id)
    if (ids.length === 0 || ids.includes(other.id)) return
    if (ids.length > MOST_PLACED) return changes.say(`At most ${MOST_PLACED} rows are moved at once.`)
    const withdrawn = moved.find((row) => row.withdrawn)
    if (withdrawn !== undefined)
      return changes.say(`${withdrawn.ref} is withdrawn. Restore it before you move it.`)
    const current = rows()[cursor().row]?.id
    const what = ids.length === 1 ? moved[0]?.ref : counted(ids.length, 'action')
    const words = `${what} moved ${side} ${other.ref}.`
    const failure = await changes.place({ actionIds: ids, [side]: other.id }, words)
    if (failure !== null) return changes.say(failure.words)
    const row = rows().findIndex(({ id }) => id === current)
    if (row >= 0) go({ row, column: cursor().column })
  }
  /** Moves the marked rows, or the current one, up or down by one row; past the edge of a section into the next. */
  const step = async (by: -1 | 1) => {
    if (!mayEdit()) return
    if (!props.ordered)
      return changes.say('Rows are moved where they stand in the order of the plan. Remove the sort first.')
    const moved = meant()
    if (moved.length === 0) return
    const places = moved.map((each) => rows().findIndex(({ id }) => id === each.id))
    const edge = places.reduce((far, each) => (by === -1 ? Math.min(far, each) : Math.max(far, each)))
    const other = rows()[edge + by]
    const at = rows()[edge]
    if (other === undefined || at === undefined) return
    const within = other.sectionId === at.sectionId
    await put(moved, other, (by === -1) === within ? 'before' : 'after')
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (edited() !== null) return
    // Alt and the other arrows go through the pages of the browser.
    if (event.altKey) {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
      event.preventDefault()
      const by = event.key === 'ArrowUp' ? -1 : 1
      // A key that is pressed again moves the row on from the place that it has then.
      steps = steps.then(() => step(by)).then(() => undefined)
      return
    }
    const ctrl = event.ctrlKey || event.metaKey
    const to = moved(cursor(), { key: event.key, ctrl }, extent())
    const handled = (act: () => void) => {
      event.preventDefault()
      event.stopPropagation()
      act()
    }
    if (to !== null) {
      if (event.shiftKey && to.row !== cursor().row) {
        const [from, id] = [rows()[cursor().row]?.id, rows()[to.row]?.id]
        if (from !== undefined && id !== undefined) setMarked((marks) => new Set([...marks, from, id]))
      }
      return handled(() => go(to))
    }
    const key = event.key.toLowerCase()
    if (ctrl && key === 'z') return handled(() => void (event.shiftKey ? changes.redo() : changes.undo()))
    if (ctrl && key === 'y') return handled(() => void changes.redo())
    if (ctrl && key === 'a') return handled(markAll)
    if (ctrl && key === 'd') return handled(fillDown)
    if (ctrl && event.key === 'Enter')
      return handled(() => {
        const row = rows()[cursor().row]
        if (row !== undefined) openBeside(row)
      })
    if (ctrl) return
    if (event.key === ' ') return handled(() => mark(rows()[cursor().row]?.id ?? '', event.shiftKey))
    if (event.key === 'Escape' && marked().size > 0) return handled(() => setMarked(new Set()))
    if (event.key === 'Escape' && props.opened !== null) return handled(() => show(null))
    if (event.key === 'F2' || event.key === 'Enter') return handled(() => edit(cursor(), null))
    if (event.key === 'Delete' || event.key === 'Backspace') return handled(() => edit(cursor(), ''))
    if (event.key === '=') return handled(noChange)
    if (event.key.length === 1 && event.key !== '?' && event.key !== '/')
      return handled(() => edit(cursor(), event.key))
  }

  return (
    <>
      <datalist id="grid-owners">
        <For each={ownersOffered()}>{(name) => <option value={name} />}</For>
      </datalist>
      <Beside
        rows={rows()}
        opened={props.opened}
        onOpen={show}
        onWalk={(_, row) => {
          setCursor({ row, column: cursor().column })
          cellAt(cursor())?.scrollIntoView({ block: 'nearest' })
        }}
        onClosed={() => cellAt(cursor())?.focus()}
      >
        {(open) => {
          openBeside = open
          return (
            <>
              <div class="grid-frame" ref={frame}>
                <table
                  ref={table}
                  class="actions grid"
                  classList={{ several: props.plan === null }}
                  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are worked in is a grid
                  role="grid"
                  aria-multiselectable="true"
                  aria-rowcount={rows().length + 1}
                  onKeyDown={onKeyDown}
                  onCopy={(event) => {
                    if (edited() !== null || (getSelection()?.toString() ?? '') !== '') return
                    event.clipboardData?.setData('text/plain', copied())
                    event.preventDefault()
                    changes.say(marked().size > 0 ? `${counted(marked().size, 'row')} copied.` : 'Copied.')
                  }}
                  onPaste={(event) => {
                    if (edited() !== null) return
                    event.preventDefault()
                    paste(event.clipboardData?.getData('text/plain') ?? '')
                  }}
                >
                  <caption class="govuk-visually-hidden">{props.caption}</caption>
                  <thead>
                    <tr>
                      <th scope="col" class="col-mark">
                        <input
                          type="checkbox"
                          aria-label="Mark all rows"
                          checked={marked().size > 0 && marked().size === rows().length}
                          onChange={markAll}
                        />
                      </th>
                      <For each={columns()}>
                        {(column) => (
                          <Heading
                            column={column}
                            sorts={props.sorts}
                            onSort={props.onSort}
                            onWidth={(width) => props.onWidth(column.key, width)}
                          />
                        )}
                      </For>
                    </tr>
                  </thead>
                  <Index each={props.groups}>
                    {(group, at) => {
                      const first = createMemo(() =>
                        props.groups.slice(0, at).reduce((sum, { rows }) => sum + rows.length, 0),
                      )
                      return (
                        <>
                          <tbody class="group">
                            <tr>
                              <th scope="rowgroup" colspan={columns().length + 1}>
                                {group().title} <small>{group().words}</small>
                              </th>
                            </tr>
                          </tbody>
                          <tbody>
                            <For each={group().rows}>
                              {(row, index) => {
                                const place = () => first() + index()
                                return (
                                  <>
                                    <tr
                                      class="grid-row"
                                      data-row={place()}
                                      aria-rowindex={place() + 2}
                                      aria-selected={marked().has(row.id)}
                                      onDragOver={(event) => {
                                        if (dragged() === null || dragged() === row.id) return
                                        event.preventDefault()
                                        setOver({ id: row.id, side: sideOf(event) })
                                      }}
                                      onDrop={(event) => {
                                        const [id, side] = [dragged(), sideOf(event)]
                                        setOver(null)
                                        if (id === null) return
                                        event.preventDefault()
                                        void put(draggedRows(id), row, side)
                                      }}
                                      classList={{
                                        'drop-before': over()?.id === row.id && over()?.side === 'before',
                                        'drop-after': over()?.id === row.id && over()?.side === 'after',
                                        withdrawn: row.withdrawn,
                                        marked: marked().has(row.id),
                                        current: cursor().row === place(),
                                      }}
                                    >
                                      <td class="col-mark">
                                        <Show when={mayPlace() && !row.withdrawn}>
                                          <span
                                            class="grip"
                                            draggable="true"
                                            title="Drag the row to another place"
                                            aria-hidden="true"
                                            onDragStart={(event) => {
                                              event.dataTransfer?.setData('text/plain', row.id)
                                              setDragged(row.id)
                                            }}
                                            onDragEnd={() => {
                                              setDragged(null)
                                              setOver(null)
                                            }}
                                          >
                                            ⠿
                                          </span>
                                        </Show>
                                        <input
                                          type="checkbox"
                                          tabindex="-1"
                                          aria-label={`Mark ${row.ref}`}
                                          checked={marked().has(row.id)}
                                          onClick={(event) => mark(row.id, event.shiftKey)}
                                        />
                                      </td>
                                      <For each={columns()}>
                                        {(column, c) => {
                                          const isCurrent = () =>
                                            cursor().row === place() && cursor().column === c()
                                          return (
                                            <td
                                              class={classOf(column)}
                                              data-column={c()}
                                              data-label={column.heading}
                                              tabindex={isCurrent() ? 0 : -1}
                                              onFocus={() => setCursor({ row: place(), column: c() })}
                                              onDblClick={() => edit({ row: place(), column: c() }, null)}
                                            >
                                              <Cell
                                                row={row}
                                                column={column}
                                                levels={props.levelsOf(row)}
                                                several={props.plan === null}
                                                explained={explained().has(row.id)}
                                                onExplain={() => explain(row.id)}
                                              />
                                            </td>
                                          )
                                        }}
                                      </For>
                                    </tr>
                                    <Show when={explained().has(row.id)}>
                                      <tr class="why-row">
                                        <td colspan={columns().length + 1}>
                                          <WhyLines address={row.address} />
                                        </td>
                                      </tr>
                                    </Show>
                                  </>
                                )
                              }}
                            </For>
                          </tbody>
                        </>
                      )
                    }}
                  </Index>
                </table>
                <Show when={edited()} keyed>
                  {(now) => (
                    <div class="cell-place" style={placeOf(now.place)}>
                      <CellEditor
                        row={now.row}
                        column={now.column}
                        editor={editorOf(now.column, of(now.plan)) ?? { kind: 'line' }}
                        typed={now.typed}
                        of={of(now.plan)}
                        changes={changes}
                        onClose={closeEditor}
                      />
                    </div>
                  )}
                </Show>
              </div>
              <div class="foot" classList={{ 'foot-marked': marked().size > 0 }}>
                <Show
                  when={marked().size > 0}
                  fallback={
                    <Show
                      when={mayEdit()}
                      fallback={
                        <span class="keys">Arrows move · Ctrl Enter opens the action beside the grid</span>
                      }
                    >
                      <span class="keys">
                        Type or F2 to edit · Space marks · = “no change” · Ctrl D fills down ·{' '}
                        {props.ordered ? 'Alt ↑ ↓ moves the row · ' : ''}Ctrl Z undoes · Ctrl Enter opens the
                        action
                      </span>
                    </Show>
                  }
                >
                  <b>{counted(marked().size, 'row')} marked</b>
                  <Show when={mayEdit()}>
                    <FootButton onClick={() => beginMarked('set')}>Change fields …</FootButton>
                    <FootButton onClick={() => beginMarked('shift')}>Shift dates …</FootButton>
                    <FootButton onClick={() => beginMarked('update')}>Add update …</FootButton>
                    <FootButton onClick={noChange}>No change</FootButton>
                    <FootButton onClick={beginMoving}>Move to another plan …</FootButton>
                    <Show
                      when={markedRows().every(({ withdrawn }) => withdrawn)}
                      fallback={<FootButton onClick={() => beginMarked('withdraw')}>Withdraw …</FootButton>}
                    >
                      <FootButton onClick={() => beginMarked('restore')}>Restore …</FootButton>
                    </Show>
                  </Show>
                  <FootButton onClick={() => setMarked(new Set())}>Clear marks</FootButton>
                </Show>
                <Said changes={changes} />
              </div>
            </>
          )
        }}
      </Beside>
      <Show when={moving()}>
        {(now) => (
          <Modal title={moveTitle(now().rows.length)} onClose={() => setMoving(null)}>
            <MoveActions
              titled={false}
              actions={now().rows}
              from={now().from}
              onClose={(saved) => {
                setMoving(null)
                if (saved !== null) {
                  setMarked(new Set<string>())
                  changes.did(saved)
                }
                cellAt(cursor())?.focus()
              }}
            />
          </Modal>
        )}
      </Show>
      <Show when={task()}>
        {(now) => (
          <ChangeDialog
            plan={now().plan}
            task={now().task}
            changes={changes}
            onClose={() => {
              setTask(null)
              cellAt(cursor())?.focus()
            }}
          />
        )}
      </Show>
    </>
  )
}

/**
 * A column's heading: it sorts, and its edge is dragged to make it wider. With Shift it sorts behind the orders
 * there are.
 */
const Heading = (props: {
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

/** The cell that is edited: its row as it was, and where it is in the frame of the grid. */
interface Edited {
  readonly row: ActionRow
  readonly plan: PlanView
  readonly column: ActionColumn
  readonly typed: string | null
  readonly place: { readonly left: number; readonly top: number; readonly width: number }
}

/** The narrowest editor, in pixels. */
const LEAST = 240

/** An editor begins where its cell does, and ends inside the frame. */
const placeOf = ({ left, top, width }: Edited['place']): string => {
  const wide = Math.max(width, LEAST)
  return `top:${top}px;width:${wide}px;left:min(${left}px, calc(100% - ${wide}px))`
}

/** The half of a row that the pointer is over. */
const sideOf = ({ currentTarget, clientY }: DragEvent & { currentTarget: Element }): 'before' | 'after' => {
  const { top, height } = currentTarget.getBoundingClientRect()
  return clientY < top + height / 2 ? 'before' : 'after'
}

/** How long the cursor stays in a row before the panel shows it, in milliseconds. */
const FOLLOWS_AFTER = 150

const classOf = ({ key }: ActionColumn): string => `col-${key.startsWith('column:') ? 'own' : key}`

const Cell = (props: {
  row: ActionRow
  column: ActionColumn
  levels: PlanView['computed']['levels']
  /** Whether the rows are of several plans, so that a ref alone does not say which action it is. */
  several: boolean
  /** Whether it says below the row why it has its level. */
  explained: boolean
  onExplain: () => void
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
              <Show when={row.disagrees}>disagrees · </Show>
              <button
                type="button"
                class="link-button"
                tabindex="-1"
                aria-expanded={props.explained}
                aria-label={`Why ${row.ref} is ${row.computed?.word ?? ''} by the rules`}
                onClick={() => props.onExplain()}
              >
                why
              </button>
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
