import type { ActionPage, ActionRow, GridLayout, PlanView } from '@beatbook/contract'
import { counted, grouped } from '@beatbook/domain/english'
import {
  barSentence,
  gridColumns,
  groupedRows,
  groupingOf,
  groupWords,
  type Narrowing,
  type RowGroup,
  sortedRows,
  sortsWords,
} from '@beatbook/presentation'
import { useLocation, useNavigate, useSearchParams } from '@solidjs/router'
import { useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import {
  createEffect,
  createMemo,
  createSignal,
  lazy,
  Match,
  onCleanup,
  onMount,
  Show,
  type Signal,
  Switch,
  untrack,
} from 'solid-js'
import { useAsAt, withParam } from '../../calendar/as-at.ts'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { LoadedView } from '../../ui/LoadedView.tsx'
import { whenIdle } from '../../ui/when-idle.ts'
import { useSettings } from '../area/settings.ts'
import { useEditing } from '../session/session.ts'
import { Filters, narrowedFurther } from '../view/Filters.tsx'
import { isNarrowed, useFilter } from '../view/filter.ts'
import { hasLayout, layoutOf, paramsOfLayout, sortsAfter } from '../view/layout.ts'
import { keepLayout, layoutQuery } from '../view/queries.ts'
import { ViewSaid } from '../view/ViewSaid.tsx'
import { Beside } from './grid/Beside.tsx'
import { GridTools } from './grid/GridTools.tsx'
import { type GridGroup, type GridProps, PlanGrid } from './grid/PlanGrid.tsx'
import type { LongList } from './grid/paged.ts'
import { useKeptRows, wholeRows } from './grid/rows.ts'
import type { PrintState } from './PrintAll.tsx'
import { orderOf, planActionsQuery, usePlansOf } from './queries.ts'
import { usePlanView } from './view.ts'

// Not `lazy`: its boundary would take the grid out of the page whenever something in it is awaited.
const [longGrid, setLongGrid] = createSignal<typeof import('./grid/LongGrid.tsx').default | null>(null)

const PrintAll = lazy(() => import('./PrintAll.tsx'))

/** The other views of the rows of the grid. */
const otherViews = {
  board: lazy(() => import('./Board.tsx')),
  timeline: lazy(() => import('./Timeline.tsx')),
  calendar: lazy(() => import('./Month.tsx')),
  roadmap: lazy(() => import('./RoadMap.tsx')),
} as const

type OtherView = keyof typeof otherViews
const isOther = (view: string): view is OtherView => Object.hasOwn(otherViews, view)

/** The most rows that a page loads by itself; of more, the table loads those near the screen. */
const LOADED_BY_ITSELF = 1_000

/** How many rows are drawn at first, and then in each moment in which nothing else is to do. */
const DRAWN_FIRST = 25
const DRAWN_MORE = 25

/**
 * The actions of a plan, or of all plans (`null`): filters and layout in the URL, then the grid or another view of the
 * same rows.
 */
export const PlanActions = (props: { plan: PlanView | null }) => {
  const [search] = useSearchParams()
  const location = useLocation()
  const navigate = useNavigate()
  const { at } = useAsAt()
  const planView = usePlanView()
  const view = planView.view
  const plans = usePlansOf(() => props.plan)
  const settings = useSettings()
  const editing = useEditing()
  const { narrowing, narrow, go } = useFilter()
  // What is typed in the filter narrows the rows before it is set.
  const [typed, setTyped] = createSignal<Narrowing>({})
  const asked = createMemo(() => narrowedFurther(narrowing(), typed()))
  // How the reader last left the grid comes a little later than the page, and holds nothing up.
  const kept = useQuery(() => ({ ...layoutQuery(props.plan?.id ?? ''), enabled: props.plan !== null }))
  const layout = createMemo<GridLayout>(() =>
    hasLayout(search) ? layoutOf(search) : ((kept.isSuccess ? kept.data : null) ?? { sorts: [] }),
  )
  const usual = () => (props.plan === null ? 'plan' : 'section')
  const grouping = () => groupingOf(layout(), usual())
  const question = createMemo(() => ({
    ...(props.plan === null ? {} : { plan: props.plan.code }),
    ...asked(),
    ...orderOf(layout(), usual()),
    ...at(),
  }))
  const actions = useInfiniteQuery(() => planActionsQuery(question()))

  /** Takes every filter away, what is typed too. */
  const clear = () => {
    const box = document.getElementById('typed')
    if (box instanceof HTMLInputElement) box.value = ''
    setTyped({})
    narrow({})
  }
  const arrange = (to: GridLayout) => {
    const params = paramsOfLayout(to)
    const isUsual = Object.values(params).every((value) => value === null)
    if (props.plan !== null) void keepLayout(props.plan.id, isUsual ? null : to)
    go(params)
  }
  const opened = () => {
    if (typeof search.open !== 'string') return null
    return props.plan === null ? search.open : `${props.plan.code}/${search.open}`
  }
  const open = (row: ActionRow | null) => {
    const href = withParam(
      location.pathname + location.search,
      'open',
      row === null || props.plan === null
        ? (row?.address ?? null)
        : row.address.slice(row.address.indexOf('/') + 1),
    )
    navigate(href, { scroll: false, replace: true })
  }

  // The words of the count stand beside the filters, which are there before the rows are.
  const [countedWords, setCountedWords] = createSignal('')
  const [shown, setShown] = createSignal<ReturnType<typeof gridColumns>>([])

  return (
    <>
      <Filters
        plan={props.plan}
        narrowing={narrowing()}
        ownerName={(id) => ownerAmong(rowsOf(actions.data), id)}
        count={countedWords()}
        onChange={narrow}
        onTyped={setTyped}
      >
        <Show when={view() === 'table'}>
          <GridTools
            plan={props.plan}
            filter={narrowing()}
            layout={layout()}
            shown={shown()}
            onChange={arrange}
          />
        </Show>
      </Filters>
      <ViewSaid />
      <Loaded query={actions} what="actions">
        {(data) => {
          const loaded = createMemo(() => rowsOf(data()))
          const isWhole = () => !actions.hasNextPage
          // While the rows of another question are awaited, those of the one before are shown.
          const long = createMemo<LongList | null>((before) => {
            const first = data().pages[0]?.()
            if (actions.isPlaceholderData) return before
            const isMore = first !== undefined && (first.capped || first.count > LOADED_BY_ITSELF)
            return isMore ? { question: question(), first } : null
          }, null)
          const isLong = () => view() === 'table' && long() !== null
          createEffect(() => {
            if (isLong() && longGrid() === null)
              void import('./grid/LongGrid.tsx').then((grid) => setLongGrid(() => grid.default))
          })
          createEffect(() => {
            const first = data().pages[0]?.()
            if (first !== undefined)
              setCountedWords(countWords(first.count, props.plan, asked(), first.capped))
          })
          createEffect(() => {
            if (!actions.hasNextPage || actions.isFetching || actions.isError) return
            if (isLong() || view() === 'print') return
            if (loaded().length < LOADED_BY_ITSELF) onCleanup(whenIdle(() => void actions.fetchNextPage()))
          })
          // Rows beyond the first are drawn a few at a time, so that the page answers meanwhile: those of another
          // question too, unless that would take away what is being read further down.
          const answered = createMemo<string>(
            (before) => (actions.isPlaceholderData ? before : JSON.stringify(question())),
            '',
          )
          const drawing = createMemo<Signal<number>>((before) => {
            answered()
            const isFurtherDown = before !== undefined && scrollY > innerHeight
            return createSignal(isFurtherDown ? untrack(before[0]) : DRAWN_FIRST)
          })
          const drawn = () => drawing()[0]()
          createEffect(() => {
            const [now, setDrawn] = drawing()
            if (now() < loaded().length) onCleanup(whenIdle(() => setDrawn((before) => before + DRAWN_MORE)))
          })
          // Paper has all rows that are here.
          const drawAll = () => drawing()[1](loaded().length)
          addEventListener('beforeprint', drawAll)
          onCleanup(() => removeEventListener('beforeprint', drawAll))
          const of = () => ({ plan: props.plan, plans: plans.all(), settings: settings() })
          const inOrder = createMemo(() =>
            isWhole() ? sortedRows(loaded(), layout().sorts, of()) : loaded(),
          )
          const whole = createMemo(() =>
            groupedRows(inOrder(), grouping(), {
              ...of(),
              title: sortsWords(layout().sorts, settings().columns) || 'Actions',
            }),
          )
          const keep = useKeptRows()
          const groups = createMemo(() => {
            const first = view() === 'table' ? firstOf(whole(), drawn(), props.plan, isWhole()) : []
            const kept = keep(first.flatMap(({ rows }) => rows))
            const begins = first.map((_, at) =>
              first.slice(0, at).reduce((sum, { rows }) => sum + rows.length, 0),
            )
            return first.map((group, at) => ({ ...group, rows: kept.slice(begins[at], begins[at + 1]) }))
          })
          const drawnRows = wholeRows(createMemo(() => groups().flatMap(({ rows }) => rows)))
          const keepAll = useKeptRows()
          const all = createMemo(() => (isOther(view()) ? keepAll(loaded()) : []))
          const allRows = wholeRows(all)
          const columns = createMemo(() => gridColumns(layout().columns, loaded(), settings().columns))
          createEffect(() => isLong() || setShown(columns()))
          const grid = {
            editing,
            get plan() {
              return props.plan
            },
            planOf: plans.of,
            levelsOf: plans.levelsOf,
            get caption() {
              const sorts = sortsWords(layout().sorts, settings().columns)
              const title = props.plan === null ? 'Actions of all plans' : `Actions of ${props.plan.title}`
              return sorts === '' ? title : `${title}. ${sorts}`
            },
            get sorts() {
              return layout().sorts
            },
            get ordered() {
              const isInOrder = layout().sorts.length === 0 && ['section', 'nothing'].includes(grouping())
              return props.plan !== null && isInOrder
            },
            onSort: (by, further) =>
              arrange({ ...layout(), sorts: [...sortsAfter(layout().sorts, by, further)] }),
            onWidth: (key, width) =>
              arrange({
                ...layout(),
                columns: shown().map((column) => {
                  const now = column.key === key ? width : column.width
                  return now === undefined ? { key: column.key } : { key: column.key, width: now }
                }),
              }),
            get opened() {
              return opened()
            },
            onOpen: open,
          } satisfies GridProps
          return (
            <>
              <Show
                when={loaded().length > 0}
                fallback={<NoRows plan={props.plan} narrowing={asked()} onClear={clear} />}
              >
                <Switch
                  fallback={<PlanGrid {...grid} rows={drawnRows} groups={groups()} columns={columns()} />}
                >
                  <Match when={isLong() && long()}>
                    {(list) => (
                      <Show when={longGrid()} fallback={<p class="loading">Loading the view …</p>} keyed>
                        {(LongGrid) => (
                          <LongGrid
                            {...grid}
                            list={list()}
                            layout={layout()}
                            grouping={grouping()}
                            of={of()}
                            printHref={planView.hrefOf('print')}
                            onPrint={() =>
                              navigate(planView.hrefOf('print'), {
                                state: { print: true } satisfies PrintState,
                              })
                            }
                            onColumns={setShown}
                          />
                        )}
                      </Show>
                    )}
                  </Match>
                  <Match when={view() === 'print'}>
                    <LoadedView>
                      <PrintAll
                        question={question()}
                        layout={layout()}
                        grouping={grouping()}
                        of={of()}
                        levelsOf={plans.levelsOf}
                        caption={grid.caption}
                        several={props.plan === null}
                        backHref={planView.hrefOf('table')}
                      />
                    </LoadedView>
                  </Match>
                  <Match when={isOther(view()) && otherViews[view() as OtherView]} keyed>
                    {(View) => (
                      <Beside rows={allRows} opened={opened()} onOpen={open}>
                        {() => (
                          <LoadedView>
                            <View rows={all()} several={props.plan === null} planOf={plans.summaryOf} />
                          </LoadedView>
                        )}
                      </Beside>
                    )}
                  </Match>
                </Switch>
              </Show>
              <Show when={actions.hasNextPage && loaded().length >= LOADED_BY_ITSELF && isOther(view())}>
                <Further onNear={() => void actions.fetchNextPage()} />
                <p class="govuk-hint">
                  {counted(loaded().length, 'action')} are shown. More follow as you scroll; until all are
                  there, only the first order is used.
                </p>
                <button
                  type="button"
                  class="govuk-button govuk-button--secondary"
                  disabled={actions.isFetchingNextPage}
                  onClick={() => actions.fetchNextPage()}
                >
                  Show more
                </button>
              </Show>
            </>
          )
        }}
      </Loaded>
    </>
  )
}

const rowsOf = (data: { readonly pages: readonly (() => ActionPage)[] } | undefined): ActionRow[] =>
  data?.pages.flatMap((page) => page().rows) ?? []

/** The name of an owner of some rows, by its id. */
const ownerAmong = (rows: readonly ActionRow[], id: string): string | undefined =>
  rows.flatMap((row) => row.owners).find(({ partyId }) => partyId === id)?.name

/** The first rows of the groups, each group with words about all of it. */
const firstOf = (
  groups: readonly RowGroup[],
  most: number,
  plan: PlanView | null,
  isWhole: boolean,
): GridGroup[] => {
  let left = most
  return groups.flatMap((group) => {
    const rows = left <= 0 ? [] : group.rows.slice(0, left)
    left -= rows.length
    if (rows.length === 0) return []
    // Of a section whose rows are not all here, the plan knows how many it has.
    const counts = isWhole ? undefined : plan?.sections.find(({ id }) => id === group.of)?.counts
    const words =
      counts === undefined
        ? groupWords(group.rows)
        : `${counted(counts.actions, 'action')} · ${barSentence(counts)}`
    return [{ title: group.title, words, rows }]
  })
}

/** Asks for the next rows when the end of the list comes near the window. */
const Further = (props: { onNear: () => void }) => {
  let end!: HTMLDivElement
  onMount(() => {
    const watch = new IntersectionObserver(
      (seen) => seen.some(({ isIntersecting }) => isIntersecting) && props.onNear(),
      {
        rootMargin: '600px',
      },
    )
    watch.observe(end)
    onCleanup(() => watch.disconnect())
  })
  return <div ref={end} />
}

/** Says that there is no action, and where there can be one how it is added. */
const NoneYet = (props: { plan: PlanView | null }) => {
  const editing = useEditing()
  const location = useLocation()
  const { looksBack } = useAsAt()
  const words = () => {
    const { plan } = props
    if (looksBack())
      return plan === null ? 'There was no action on that day.' : 'This plan had no action on that day.'
    if (plan === null) return 'There is no action yet.'
    return plan.counts.withdrawn > 0
      ? 'Every action of this plan is withdrawn.'
      : 'This plan has no action yet.'
  }
  return (
    <p>
      {words()}{' '}
      <Show when={editing().allowed && props.plan !== null && !props.plan.archived}>
        <Link href={`${location.pathname}${location.search}#add`} noScroll>
          Add an action
        </Link>{' '}
        by hand, or <Link href="/import">import a document</Link> that has them.
      </Show>
    </p>
  )
}

const NoRows = (props: { plan: PlanView | null; narrowing: Narrowing; onClear: () => void }) => (
  <Show when={isNarrowed(props.narrowing)} fallback={<NoneYet plan={props.plan} />}>
    <p>
      {props.plan === null ? 'No action fits these filters.' : 'No action of this plan fits these filters.'}{' '}
      <button type="button" class="link-button" onClick={() => props.onClear()}>
        Clear filters
      </button>
    </p>
  </Show>
)

const countWords = (count: number, plan: PlanView | null, narrowing: Narrowing, capped: boolean): string =>
  plan !== null && isNarrowed(narrowing)
    ? `${counted(count, 'action', { capped })} of ${grouped(plan.counts.actions)}`
    : counted(count, 'action', { capped })
