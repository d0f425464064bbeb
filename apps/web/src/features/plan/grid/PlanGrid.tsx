import type { ActionRow, GridSort, PlanView } from '@beatbook/contract'
import { MOST_CHANGED, MOST_PLACED } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'
import { type ActionColumn, cellText, editorOf, NO_CHANGE, notEdited } from '@beatbook/presentation'
import {
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  For,
  Index,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
  untrack,
} from 'solid-js'
import { unwrap } from 'solid-js/store'
import { useAsAt } from '../../../calendar/as-at.ts'
import { Modal } from '../../../ui/Modal.tsx'
import { MoveActions, moveTitle } from '../../action/MoveActions.tsx'
import { useSettings } from '../../area/settings.ts'
import type { useEditing } from '../../session/session.ts'
import { Beside, isWriting } from './Beside.tsx'
import { blockOfCells, cellsOfBlock, pasted } from './block.ts'
import { CellEditor, type Then } from './CellEditor.tsx'
import { ChangeDialog, type Task } from './ChangeDialog.tsx'
import { type Change, useChanges } from './changes.ts'
import { type Cursor, moved } from './cursor.ts'
import { GridRow, type RowGrid } from './GridRow.tsx'
import { Heading } from './Heading.tsx'
import type { GridRows } from './rows.ts'
import { FootButton, Said } from './Said.tsx'

/** Rows under one heading: a section, or all of them in another order. */
export interface GridGroup {
  readonly title: string
  readonly words: string
  readonly rows: readonly ActionRow[]
}

/** What draws the rows of a long list: those near the screen, and the current one wherever it is. */
export type LongBody = (grid: RowGrid, table: () => HTMLTableElement) => JSX.Element

/** What a grid is about, whatever list its rows are. */
export interface GridProps {
  /**
   * Whether the rows can be edited. It is asked once with the page: a grid that asks when its first row comes would take
   * the page out of the document, with the form in which that row was typed.
   */
  readonly editing: ReturnType<typeof useEditing>
  /** The plan of the rows; `null` where they are of several. */
  readonly plan: PlanView | null
  /** The plan of a row; `null` while it is loaded. */
  readonly planOf: (row: ActionRow) => PlanView | null
  /** The levels by the rules of the plan of a row. */
  readonly levelsOf: (row: ActionRow) => PlanView['computed']['levels']
  readonly caption: string
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

interface PlanGridProps extends GridProps {
  readonly rows: GridRows
  /** The rows under their headings, where all are here; otherwise `body` draws them. */
  readonly groups: readonly GridGroup[]
  readonly body?: LongBody
  /** Finds the place of an action that is not here, by its address; `null` where it is not in the list. */
  readonly find?: (address: string) => Promise<number | null>
  /** The columns, with a width in pixels where somebody set one. */
  readonly columns: readonly (ActionColumn & { readonly width?: number })[]
  /** What the rows of a long list were asked by: others were not marked. */
  readonly question?: string
  /** What is said at the foot, above the keys. */
  readonly note?: JSX.Element
}

/** The most rows that are marked at once. */
const MOST_MARKED = 10_000

/**
 * A plan's actions as a grid that is worked in like a spreadsheet: arrows move, typing or F2 edits the cell,
 * Space marks the row, a block is pasted with a preview, Ctrl-Z undoes. Marked rows are changed together.
 */
export const PlanGrid = (props: PlanGridProps) => {
  const settings = useSettings()
  const editing = props.editing
  const { looksBack } = useAsAt()
  const changes = useChanges()
  const { rows } = props
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
  const columns = createMemo(() =>
    props.columns.filter(({ key }) => props.opened === null || key !== 'stage'),
  )
  const [cursor, setCursor] = createSignal<Cursor>({ row: 0, column: 0 })
  const [edited, setEdited] = createSignal<Edited | null>(null)
  const [marked, setMarked] = createSignal<ReadonlyMap<string, ActionRow>>(new Map())
  const [anchor, setAnchor] = createSignal<{ readonly id: string; readonly place: number } | null>(null)
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
  const beginMarked = (kind: Exclude<Task['kind'], 'paste' | 'fill'>) => {
    const some = markedRows()
    if (some.length > MOST_CHANGED) return changes.say(tooMany(some.length))
    const plan = planOfAll(some)
    if (plan !== null) begin(plan, { kind, rows: some })
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

  // Rows come and go while others edit: the cursor stays in its row, and marks are of rows that are shown. Of a long
  // list not every row is here, so the marks stay.
  let current: string | undefined
  createComputed(
    on([() => cursor().row, rows.here, rows.count], ([row, here, count], before) => {
      const moved = before?.[0] !== row
      const place = moved || current === undefined ? -1 : rows.placeOf(current)
      if (place >= 0 && place !== row) setCursor((at) => ({ ...at, row: place }))
      else {
        if (row >= count) setCursor((at) => ({ ...at, row: Math.max(0, count - 1) }))
        current = rows.at(untrack(cursor).row)?.id
      }
      if (props.body === undefined && before?.[1] !== here)
        setMarked((marks) => {
          const left = [...marks].filter(([id]) => rows.placeOf(id) >= 0)
          return left.length === marks.size ? marks : new Map(left)
        })
      return [row, here, count] as const
    }),
  )
  createEffect(
    on(
      () => props.question,
      () => setMarked(new Map()),
      { defer: true },
    ),
  )
  createEffect(
    on(columns, (now) => setCursor((at) => ({ ...at, column: Math.min(at.column, now.length - 1) }))),
  )

  /** The owners of the plan of the current row, offered where one is typed. */
  const ownersOffered = () => {
    const row = rows.at(cursor().row)
    const plan = props.plan ?? (row === undefined ? null : props.planOf(row))
    return plan?.owners.map(({ name }) => name) ?? []
  }
  const cellAt = ({ row, column }: Cursor) =>
    table.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`)
  const go = (to: Cursor) => {
    setCursor(to)
    rows.reveal?.(to.row)
    cellAt(to)?.focus({ preventScroll: rows.reveal !== undefined })
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
          const row = rows.at(place)
          if (props.opened === null || row === undefined || row.address === props.opened) return
          if (!isWriting(frame)) props.onOpen(row)
        }, FOLLOWS_AFTER)
        onCleanup(() => clearTimeout(following))
      },
      { defer: true },
    ),
  )
  // An address that opens an action far down a long list shows its row too.
  onMount(async () => {
    const address = props.opened
    if (address === null || props.find === undefined) return
    if (rows.here().some((row) => row.address === address)) return
    const place = await props.find(address).catch(() => null)
    if (place === null || props.opened !== address) return
    setCursor(({ column }) => ({ row: place, column }))
    rows.reveal?.(place)
  })
  const markedRows = (): ActionRow[] => {
    const marks = marked()
    if (props.body === undefined) return rows.here().filter(({ id }) => marks.has(id))
    return [...marks].map(([id, row]) => rows.at(rows.placeOf(id)) ?? row)
  }
  /** The marked rows; without marks the current one. */
  const meant = (): ActionRow[] => {
    const row = rows.at(cursor().row)
    return marked().size > 0 ? markedRows() : row === undefined ? [] : [row]
  }

  /** Does something with the rows of some places, `to` exclusive, as soon as they are here. */
  const withRows = (from: number, to: number, act: (rows: readonly ActionRow[]) => void) => {
    const here = Array.from({ length: Math.max(0, to - from) }, (_, at) => rows.at(from + at))
    const known = here.filter((row) => row !== undefined)
    if (known.length === here.length) return act(known)
    changes.say(`Loading ${counted(to - from, 'row')} …`)
    rows.slice(from, to).then(
      (found) => {
        changes.say('')
        act(found)
      },
      () => changes.say('These rows could not be loaded. Try again.'),
    )
  }
  // A mark keeps its row as it is now: a row of the record changes in place, and goes where it is no longer near.
  const withMarks = (some: readonly ActionRow[]) =>
    setMarked((marks) => new Map([...marks, ...some.map((row) => [row.id, { ...unwrap(row) }] as const)]))
  const mark = (row: ActionRow, range: boolean) => {
    const from = anchor()
    const place = rows.placeOf(row.id)
    if (range && from !== null) {
      const found = rows.placeOf(from.id)
      // Where all rows are here, the first mark may have left the list since.
      const begin = found >= 0 ? found : props.body === undefined ? place : from.place
      return withRows(Math.min(begin, place), Math.max(begin, place) + 1, withMarks)
    }
    if (!marked().has(row.id)) withMarks([row])
    else setMarked((marks) => new Map([...marks].filter(([id]) => id !== row.id)))
    setAnchor({ id: row.id, place })
  }
  const markAll = () => {
    if (marked().size >= rows.count()) return setMarked(new Map())
    if (rows.count() > MOST_MARKED)
      return changes.say(`At most ${counted(MOST_MARKED, 'row')} are marked at once. Filter them first.`)
    withRows(0, rows.count(), withMarks)
  }

  const edit = (at: Cursor, typed: string | null) => {
    const row = rows.at(at.row)
    const column = columns()[at.column]
    // One cell is edited at a time: the one that is left is saved first.
    if (row === undefined || column === undefined || edited() !== null) return
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
  const closeEditor = (then: Then, ahead = '') => {
    const was = edited()
    setEdited(null)
    if (then === 'away') {
      if (document.activeElement === document.body) cellAt(cursor())?.focus()
      return
    }
    const place = was === null ? -1 : rows.placeOf(was.row.id)
    const at = { row: place >= 0 ? place : cursor().row, column: cursor().column }
    const steps = { stay: null, down: 'ArrowDown', right: 'ArrowRight', left: 'ArrowLeft' } as const
    const key = steps[then]
    go((key === null ? null : moved(at, { key }, extent())) ?? at)
    if (ahead.trim() !== '') edit(cursor(), ahead.trimStart())
  }
  const extent = () => ({ rows: rows.count(), columns: columns().length })

  const paste = (text: string) => {
    if (!mayEdit()) return
    const cells = cellsOfBlock(text)
    const at = cursor()
    withRows(at.row, Math.min(rows.count(), at.row + cells.length), (below) => {
      const plan = planOfAll(marked().size > 0 ? markedRows() : below)
      if (plan === null) return
      const grid = { rows: below, columns: columns(), ...of(plan) }
      const read = pasted(cells, { row: 0, column: at.column }, grid, markedRows())
      if (read.rows.length === 0 && read.faults.length === 0)
        return changes.say('Nothing to paste: the cells have these values already.')
      if (read.rows.length > MOST_CHANGED) return changes.say(tooMany(read.rows.length))
      begin(plan, {
        kind: 'paste',
        rows: read.rows as Change['rows'],
        faults: read.faults,
        beyond: read.beyond,
      })
    })
  }
  const copied = (): string => {
    if (marked().size > 0)
      return blockOfCells([
        columns().map(({ heading }) => heading),
        ...markedRows().map((row) => columns().map((column) => cellText(row, column))),
      ])
    const row = rows.at(cursor().row)
    const column = columns()[cursor().column]
    return row === undefined || column === undefined ? '' : blockOfCells([[cellText(row, column)]])
  }
  /** Fills the marked rows, or the row below, with the value of the first. */
  const fillDown = () => {
    const at = cursor()
    const column = columns()[at.column]
    const some = markedRows()
    const [from, ...to] = some.length > 1 ? some : [rows.at(at.row - 1), rows.at(at.row)]
    if (column === undefined || from === undefined) return
    const targets = to.filter((row): row is ActionRow => row !== undefined)
    if (targets.length > MOST_CHANGED) return changes.say(tooMany(targets.length))
    const plan = planOfAll(targets)
    if (plan === null) return
    const read = pasted(
      [[cellText(from, column)]],
      { row: 0, column: at.column },
      { rows: targets, columns: columns(), ...of(plan) },
      targets,
    )
    if (read.rows.length === 0) return changes.say('Nothing to fill: the cells have this value already.')
    begin(plan, { kind: 'fill', rows: read.rows as Change['rows'], faults: read.faults, beyond: 0 })
  }
  const noChange = () => {
    const some = meant().filter(({ withdrawn }) => !withdrawn)
    if (some.length === 0 || !mayEdit()) return
    if (some.length > MOST_CHANGED) return changes.say(tooMany(some.length))
    const plan = planOfAll(some)
    if (plan === null) return
    void changes
      .save(
        { planId: plan.id, rows: some.map(({ id }) => ({ actionId: id })), update: NO_CHANGE },
        `“${NO_CHANGE}” recorded for ${some.length === 1 ? some[0]?.ref : counted(some.length, 'action')}.`,
      )
      .then((failure) => failure !== null && changes.say(failure.words))
  }

  const mayPlace = () => mayEdit() && props.ordered
  /** Moves rows before or after another one, into its section; the cursor stays with the row it is in. */
  const put = async (moved: readonly ActionRow[], other: ActionRow, side: 'before' | 'after') => {
    const ids = moved.map(({ id }) => id)
    if (ids.length === 0 || ids.includes(other.id)) return
    if (ids.length > MOST_PLACED) return changes.say(`At most ${MOST_PLACED} rows are moved at once.`)
    const withdrawn = moved.find((row) => row.withdrawn)
    if (withdrawn !== undefined)
      return changes.say(`${withdrawn.ref} is withdrawn. Restore it before you move it.`)
    const current = rows.at(cursor().row)?.id
    const what = ids.length === 1 ? moved[0]?.ref : counted(ids.length, 'action')
    const words = `${what} moved ${side} ${other.ref}.`
    const failure = await changes.place({ actionIds: ids, [side]: other.id }, words)
    if (failure !== null) return changes.say(failure.words)
    const row = current === undefined ? -1 : rows.placeOf(current)
    if (row >= 0) go({ row, column: cursor().column })
  }
  /** Moves the marked rows, or the current one, up or down by one row; past the edge of a section into the next. */
  const step = async (by: -1 | 1) => {
    if (!mayEdit()) return
    if (!props.ordered)
      return changes.say('Rows are moved where they stand in the order of the plan. Remove the sort first.')
    const moved = meant()
    const places = moved.map(({ id }) => rows.placeOf(id)).filter((place) => place >= 0)
    if (places.length === 0) return
    const edge = places.reduce((far, each) => (by === -1 ? Math.min(far, each) : Math.max(far, each)))
    const other = rows.at(edge + by)
    const at = rows.at(edge)
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
      const from = cursor().row
      if (event.shiftKey && to.row !== from)
        withRows(Math.min(from, to.row), Math.max(from, to.row) + 1, withMarks)
      return handled(() => go(to))
    }
    const key = event.key.toLowerCase()
    const row = rows.at(cursor().row)
    if (ctrl && key === 'z') return handled(() => void (event.shiftKey ? changes.redo() : changes.undo()))
    if (ctrl && key === 'y') return handled(() => void changes.redo())
    if (ctrl && key === 'a') return handled(markAll)
    if (ctrl && key === 'd') return handled(fillDown)
    if (ctrl && event.key === 'Enter') return handled(() => row !== undefined && openBeside(row))
    if (ctrl) return
    if (event.key === ' ') return handled(() => row !== undefined && mark(row, event.shiftKey))
    if (event.key === 'Escape' && marked().size > 0) return handled(() => setMarked(new Map()))
    if (event.key === 'Escape' && props.opened !== null) return handled(() => show(null))
    if (event.key === 'F2' || event.key === 'Enter') return handled(() => edit(cursor(), null))
    if (event.key === 'Delete' || event.key === 'Backspace') return handled(() => edit(cursor(), ''))
    if (event.key === '=') return handled(noChange)
    if (event.key.length === 1 && event.key !== '?' && event.key !== '/')
      return handled(() => edit(cursor(), event.key))
  }
  const grid: RowGrid = {
    columns,
    levelsOf: props.levelsOf,
    several: () => props.plan === null,
    cursor,
    onCursor: setCursor,
    onEdit: (at) => edit(at, null),
    isMarked: (id) => marked().has(id),
    onMark: mark,
    isExplained: (id) => explained().has(id),
    onExplain: explain,
    mayPlace,
    dragged,
    over,
    onDrag: setDragged,
    onOver: setOver,
    // Where the dragged row is a marked one, the marked ones move.
    onPut: (id, other, side) =>
      void put(marked().has(id) ? markedRows() : rows.here().filter((row) => row.id === id), other, side),
  }

  return (
    <>
      <datalist id="grid-owners">
        <For each={ownersOffered()}>{(name) => <option value={name} />}</For>
      </datalist>
      <Beside
        rows={rows}
        opened={props.opened}
        onOpen={show}
        onWalk={(_, row) => {
          setCursor({ row, column: cursor().column })
          if (rows.reveal === undefined) cellAt(cursor())?.scrollIntoView({ block: 'nearest' })
          else rows.reveal(row)
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
                  classList={{ several: props.plan === null, long: props.body !== undefined }}
                  // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are worked in is a grid
                  role="grid"
                  aria-multiselectable="true"
                  aria-rowcount={rows.count() + 1}
                  onKeyDown={onKeyDown}
                  onCopy={(event) => {
                    if (edited() !== null || (getSelection()?.toString() ?? '') !== '') return
                    event.clipboardData?.setData('text/plain', copied())
                    event.preventDefault()
                    changes.say(marked().size > 0 ? `${counted(marked().size, 'row')} copied.` : 'Copied.')
                  }}
                  onCut={(event) => {
                    if (edited() !== null || (getSelection()?.toString() ?? '') !== '') return
                    event.clipboardData?.setData('text/plain', copied())
                    event.preventDefault()
                    if (marked().size > 0)
                      return changes.say(
                        `${counted(marked().size, 'row')} copied. Move rows with Alt ↑ ↓, or withdraw them.`,
                      )
                    changes.say('Copied. Enter takes the value away, Esc keeps it.')
                    edit(cursor(), '')
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
                          checked={marked().size > 0 && marked().size >= rows.count()}
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
                  {props.body?.(grid, () => table)}
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
                              {(row, index) => <GridRow row={row} place={first() + index()} grid={grid} />}
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
                        now={() => rows.at(rows.placeOf(now.row.id))}
                        onClose={closeEditor}
                      />
                    </div>
                  )}
                </Show>
              </div>
              <div class="foot-bar" classList={{ 'foot-marked': marked().size > 0 }}>
                {props.note}
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
                  <FootButton onClick={() => setMarked(new Map())}>Clear marks</FootButton>
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
                  setMarked(new Map())
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

/** The cell that is edited: its row as it was, and where it is in the frame of the grid. */
interface Edited {
  readonly row: ActionRow
  readonly plan: PlanView
  readonly column: ActionColumn
  readonly typed: string | null
  readonly place: { readonly left: number; readonly top: number; readonly width: number }
}

/** The narrowest editor, and the narrowest of those with lines of words, in pixels. */
const LEAST = 240
const WIDE = 340

/** An editor begins where its cell does, and ends inside the frame. */
const placeOf = ({ left, top, width }: Edited['place']): string => {
  const wide = Math.max(width, LEAST)
  return `top:${top}px;width:${wide}px;left:min(${left}px, calc(100% - ${Math.max(wide, WIDE)}px))`
}

/** How long the cursor stays in a row before the panel shows it, in milliseconds. */
const FOLLOWS_AFTER = 150

/** Why so many rows are not changed together. */
const tooMany = (rows: number): string =>
  `At most ${MOST_CHANGED} actions are changed at once, and ${counted(rows, 'action')} would be. Mark fewer.`
