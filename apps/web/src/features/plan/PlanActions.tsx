import { type ActionRow, type ActionSort, columnOfSort, type PlanView } from '@beatbook/contract'
import type { Column } from '@beatbook/domain'
import { columnName, counted, grouped } from '@beatbook/domain/english'
import { actionColumns, barSentence, type Narrowing } from '@beatbook/presentation'
import { useLocation, useNavigate, useSearchParams } from '@solidjs/router'
import { useInfiniteQuery } from '@tanstack/solid-query'
import {
  createEffect,
  createMemo,
  createSignal,
  lazy,
  Match,
  onCleanup,
  onMount,
  Show,
  Switch,
} from 'solid-js'
import { useAsAt, withParam } from '../../calendar/as-at.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { LoadedView } from '../../ui/LoadedView.tsx'
import { useSettings } from '../area/settings.ts'
import { Filters } from './Filters.tsx'
import { type GridGroup, PlanGrid } from './grid/PlanGrid.tsx'
import { narrowingOf, paramsOf, sortingOf } from './narrowing.ts'
import { planActionsQuery } from './queries.ts'
import { usePlanView } from './view.ts'

const Timeline = lazy(() => import('./Timeline.tsx'))
const RoadMap = lazy(() => import('./RoadMap.tsx'))

/** A plan's actions: filters in the URL, then one table per section, or a single one in another order. */
export const PlanActions = (props: { plan: PlanView }) => {
  const [search] = useSearchParams()
  const location = useLocation()
  const navigate = useNavigate()
  const { at } = useAsAt()
  const { view } = usePlanView()
  const settings = useSettings()
  const narrowing = createMemo(() => narrowingOf(search))
  const sorting = createMemo(() => sortingOf(search))
  const actions = useInfiniteQuery(() =>
    planActionsQuery({ plan: props.plan.code, ...narrowing(), ...sorting(), ...at() }),
  )

  const go = (params: Record<string, string | null>) =>
    navigate(
      Object.entries(params).reduce(
        (href, [name, value]) => withParam(href, name, value),
        location.pathname + location.search,
      ),
      { scroll: false },
    )
  const narrow = (to: Narrowing) => go(paramsOf(to, Object.keys(narrowing().columns ?? {})))
  const sort = (by: string) => {
    const now = sorting()
    go({ sort: now.sort !== by ? by : now.descending ? null : `-${by}` })
  }

  // The words of the count stand beside the filters, which are there before the rows are.
  const [countedWords, setCountedWords] = createSignal('')

  return (
    <>
      <Filters plan={props.plan} narrowing={narrowing()} count={countedWords()} onChange={narrow} />
      <Loaded query={actions} what="actions">
        {(data) => {
          const rows = () => data().pages.flatMap((page) => page.rows)
          createEffect(() => {
            const [first] = data().pages
            if (first !== undefined)
              setCountedWords(countWords(first.count, props.plan, narrowing(), first.capped))
          })
          const groups = createMemo(() =>
            sorting().sort === 'place'
              ? bySection(rows(), props.plan)
              : [{ title: sortedTitle(sorting().sort, settings().columns), words: '', rows: rows() }],
          )
          return (
            <>
              <Show
                when={rows().length > 0}
                fallback={<NoRows plan={props.plan} narrowing={narrowing()} onClear={() => narrow({})} />}
              >
                <Switch
                  fallback={
                    <PlanGrid
                      plan={props.plan}
                      groups={groups()}
                      caption={`Actions of ${props.plan.title}${sorting().sort === 'place' ? '' : `. ${sortedTitle(sorting().sort, settings().columns)}`}`}
                      sorting={sorting()}
                      onSort={sort}
                    />
                  }
                >
                  <Match when={view() === 'timeline'}>
                    <LoadedView>
                      <Timeline rows={rows()} />
                    </LoadedView>
                  </Match>
                  <Match when={view() === 'roadmap'}>
                    <LoadedView>
                      <RoadMap rows={rows()} />
                    </LoadedView>
                  </Match>
                </Switch>
              </Show>
              <Show when={actions.hasNextPage}>
                <Further onNear={() => void actions.fetchNextPage()} />
                <p class="govuk-hint">{counted(rows().length, 'action')} are shown.</p>
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

const NoRows = (props: { plan: PlanView; narrowing: Narrowing; onClear: () => void }) => (
  <Show when={isNarrowed(props.narrowing)} fallback={<p>This plan holds no action at that date.</p>}>
    <p>
      No action of this plan fits these filters.{' '}
      <button type="button" class="link-button" onClick={() => props.onClear()}>
        Clear filters
      </button>
    </p>
  </Show>
)

const bySection = (rows: readonly ActionRow[], plan: PlanView): GridGroup[] => {
  const sections = plan.sections.map((section) => ({
    title: [section.ref, section.title].filter(Boolean).join(' ') || 'Actions',
    words: `${counted(section.counts.actions, 'action')} · ${barSentence(section.counts)}`,
    rows: rows.filter((row) => row.sectionId === section.id),
  }))
  return sections.filter((section) => section.rows.length > 0)
}

const sortedTitle = (sort: ActionSort, columns: readonly Column[]): string => {
  const code = columnOfSort(sort)
  return code === null
    ? `By ${(actionColumns.find((column) => column.sort === sort)?.heading ?? sort).toLowerCase()}`
    : `By ${columnName(code, columns)}`
}

const isNarrowed = (narrowing: Narrowing): boolean =>
  Object.values(paramsOf(narrowing)).some((value) => value !== null)

const countWords = (count: number, plan: PlanView, narrowing: Narrowing, capped: boolean): string =>
  isNarrowed(narrowing)
    ? `${counted(count, 'action', { capped })} of ${grouped(plan.counts.actions)}`
    : counted(count, 'action', { capped })
