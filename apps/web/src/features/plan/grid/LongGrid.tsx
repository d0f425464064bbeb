import type {
  ActionPage,
  ActionQuestion,
  ActionRow,
  GridLayout,
  GridSort,
  Grouping,
} from '@beatbook/contract'
import { counted } from '@beatbook/domain/english'
import { type GridOf, gridColumns, groupingWords, groupOf, sortsWords } from '@beatbook/presentation'
import { queryOptions } from '@tanstack/solid-query'
import { createEffect, createMemo, onCleanup, onMount, Show } from 'solid-js'
import { api } from '../../../api.ts'
import { useAsAt } from '../../../calendar/as-at.ts'
import { queryClient } from '../../../query-client.ts'
import { useAnswer } from '../../../ui/answer.ts'
import { Link } from '../../../ui/Link.tsx'
import { actionQuery } from '../../command/action.ts'
import { isOfServer, isServerGrouping } from '../queries.ts'
import { type GridProps, PlanGrid } from './PlanGrid.tsx'
import { type LongList, usePaged } from './paged.ts'
import { VirtualRows } from './VirtualRows.tsx'

interface LongGridProps extends GridProps {
  readonly list: LongList
  readonly layout: GridLayout
  readonly grouping: Grouping
  /** What groups depend on. */
  readonly of: GridOf
  /** The address of the page that has all rows, for printing. */
  readonly printHref: string
  readonly onPrint: () => void
  readonly onColumns: (columns: ReturnType<typeof gridColumns>) => void
}

/** A grid of more rows than a page can hold: those near the screen are loaded and drawn. */
export default function LongGrid(props: LongGridProps) {
  const { at } = useAsAt()
  const rows = usePaged(() => props.list)
  // A column appears with the first row that has a value in it, and stays.
  const having = createMemo<readonly ActionRow[]>((before) => {
    const now = [...before, ...rows.here()]
    const width = (some: readonly ActionRow[]) =>
      gridColumns(undefined, some, props.of.settings.columns).length
    return width(now) > width(before) ? now : before
  }, [])
  const columns = createMemo(() => gridColumns(props.layout.columns, having(), props.of.settings.columns))
  createEffect(() => props.onColumns(columns()))

  const grouping = (): Grouping => (isServerGrouping(props.grouping) ? props.grouping : 'nothing')
  const groupAt = (place: number) => {
    const row = rows.at(place)
    if (row === undefined) return null
    const group = groupOf(row, grouping(), props.of)
    const above = place === 0 ? undefined : rows.at(place - 1)
    if (group === null || (place > 0 && above === undefined)) return null
    return above !== undefined && groupOf(above, grouping(), props.of)?.of === group.of ? null : group
  }

  // Printing would print what is drawn: the page that has all rows is opened instead.
  const onKey = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey) || event.altKey) return
    event.preventDefault()
    props.onPrint()
  }
  onMount(() => {
    addEventListener('keydown', onKey)
    onCleanup(() => removeEventListener('keydown', onKey))
  })

  /** The place of an action in the list, by its address; `null` where it is not in it. */
  const find = async (address: string): Promise<number | null> => {
    const action = await queryClient.fetchQuery(actionQuery(address, at()))
    const { start } = await api.actions.list.query({ ...props.list.question, from: action.id, limit: 1 })
    return start ?? null
  }

  return (
    <PlanGrid
      {...props}
      rows={rows}
      groups={[]}
      columns={columns()}
      question={JSON.stringify(props.list.question)}
      find={find}
      body={(grid, table) => (
        <VirtualRows
          rows={rows}
          grid={grid}
          table={table()}
          groupAt={groupAt}
          heading={(group) => (
            <>
              {group().title}{' '}
              <GroupCount list={props.list.question} only={filterOf(grouping(), group().of)} />
            </>
          )}
        />
      )}
      note={
        <p class="long-note">
          <b>{counted(rows.count(), 'action')}.</b> The table has those near the screen: find with the filter,
          not with the browser. {orderNote(props.layout.sorts, props.grouping, props.of)}
          <Link href={props.printHref}>Print all</Link>
          <Show when={rows.failed()}>
            {' '}
            Some rows could not be loaded.{' '}
            <button type="button" class="link-button" onClick={() => rows.retry()}>
              Try again
            </button>
          </Show>
        </p>
      }
    />
  )
}

/** How many rows a group has. */
const GroupCount = (props: { list: Partial<ActionQuestion>; only: Partial<ActionQuestion> | null }) => {
  const page = useAnswer<ActionPage>(() => {
    const question = { ...props.list, ...props.only, exact: true, limit: 1 }
    return queryOptions({
      queryKey: ['actions', question, 'count'],
      queryFn: () => api.actions.list.query(question),
      enabled: props.only !== null,
    })
  })
  return <Show when={page()}>{(found) => <small>{counted(found().count, 'action')}</small>}</Show>
}

/** What of a layout a long list does not have, because it is sorted and put together where it is stored. */
const orderNote = (sorts: readonly GridSort[], grouping: Grouping, { settings }: GridOf): string => {
  const [first, ...others] = sorts
  const says = [
    first !== undefined && grouping !== 'nothing' && isServerGrouping(grouping)
      ? 'So many are not sorted within their groups. '
      : first !== undefined && !isOfServer(first.by)
        ? `So many cannot be sorted ${sortsWords([first], settings.columns).toLowerCase()}. `
        : others.length > 0
          ? 'Only the first sort is used. '
          : '',
    isServerGrouping(grouping) ? '' : `So many are not grouped by ${groupingWords[grouping].toLowerCase()}. `,
  ]
  return says.join('')
}

/** The filter that leaves one group of rows; `null` where no filter does. */
const filterOf = (grouping: Grouping, of: string | null): Partial<ActionQuestion> | null => {
  switch (grouping) {
    case 'plan':
      return of === null ? null : { plan: of }
    case 'section':
      return of === null ? null : { section: of }
    case 'level':
      return { levels: [of ?? 'none'] as ActionQuestion['levels'] }
    case 'computed':
      return { computed: [of ?? 'none'] }
    case 'stage':
      return { stages: [of ?? 'none'] as ActionQuestion['stages'] }
    default:
      return null
  }
}
