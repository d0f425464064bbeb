import type { Trends as Counts, PlanView, Turning } from '@beatbook/contract'
import { nearestGivenDay } from '@beatbook/domain'
import { becauseWords, counted, dayShort, dayWords, ruleMark } from '@beatbook/domain/english'
import { useLocation, useNavigate } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { useAsAt, withParam } from '../../calendar/as-at.ts'
import { BandChart } from '../../chart/BandChart.tsx'
import { daysAfter } from '../../chart/days.ts'
import { Day } from '../../ui/Day.tsx'
import { SelectField } from '../../ui/Field.tsx'
import { MarkTag } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { useSession } from '../session/session.ts'
import { Filters } from '../view/Filters.tsx'
import { isNarrowed, useFilter } from '../view/filter.ts'
import { trendsQuery, turningQuery } from './queries.ts'

/** How far a trend extends into the past and the future, in days. */
const BACK = 365
const AHEAD = 365

/**
 * Counts by level over time, with a pale forecast and a table, of the actions that fit the filter; and the coming
 * changes of level.
 */
export default function Trends(props: { plan: PlanView }) {
  const location = useLocation()
  const navigate = useNavigate()
  const { asAt, at } = useAsAt()
  const session = useSession()
  const { narrowing, narrow } = useFilter()
  const today = () => asAt() ?? session.data?.today ?? ''
  const one = (name: string): string | undefined => {
    const value = location.query[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const by = (): 'declared' | 'computed' =>
    one('by') === 'declared' || props.plan.ragRules === null ? 'declared' : 'computed'
  // Counts begin with the plan's first document, and at least a month back.
  const from = () => {
    const began = props.plan.documents.map(({ documentDate }) => documentDate).sort()[0] ?? ''
    return nearestGivenDay(
      [[daysAfter(today(), -BACK), began].sort().at(-1) ?? '', daysAfter(today(), -30)].sort()[0] ?? today(),
    )
  }
  const until = () => nearestGivenDay(`${Number(today().slice(0, 4)) + 1}-12-31`)
  const trends = useQuery(() =>
    trendsQuery({
      ...narrowing(),
      plan: props.plan.code,
      from: from(),
      to: nearestGivenDay(daysAfter(today(), AHEAD)),
      by: by(),
      ...at(),
    }),
  )
  const turning = useQuery(() =>
    turningQuery({ ...narrowing(), plan: props.plan.code, until: until(), ...at() }),
  )
  const set = (name: string, value: string) =>
    navigate(withParam(location.pathname + location.search, name, value === '' ? null : value), {
      scroll: false,
      replace: true,
    })
  return (
    <>
      <div class="filter-form">
        <SelectField id="trend-by" label="Count" onChange={(event) => set('by', event.currentTarget.value)}>
          <option value="" selected={by() === 'computed'}>
            levels by the rules
          </option>
          <option value="declared" selected={by() === 'declared'}>
            declared levels
          </option>
        </SelectField>
      </div>
      <Filters plan={props.plan} narrowing={narrowing()} onChange={narrow} />
      <Loaded query={trends} what="trends">
        {(data) => (
          <Show
            when={data().points.some(({ actions }) => actions > 0)}
            fallback={
              <p>
                {isNarrowed(narrowing())
                  ? 'No action fitted these filters in this time.'
                  : 'Nothing was there to count in this time.'}
              </p>
            }
          >
            <figure class="chart">
              <figcaption>
                Actions by {data().by === 'declared' ? 'declared level' : 'level by the rules'},{' '}
                {dayWords(data().points[0]?.on ?? today())} to {dayWords(data().points.at(-1)?.on ?? today())}
                . What is pale is the forecast if nobody writes.
                <Show when={isNarrowed(narrowing())}>
                  {' '}
                  Each day counts the actions that fit the filters on it, the forecast those that fit them on{' '}
                  {dayWords(today())}.
                </Show>
              </figcaption>
              <BandChart trends={data()} />
              <details>
                <summary>The numbers as a table</summary>
                <ScrollRegion label="Counts by level">
                  <TrendTable trends={data()} />
                </ScrollRegion>
              </details>
            </figure>
          </Show>
        )}
      </Loaded>
      <h2 id="turning">What turns, and when, if nobody writes</h2>
      <Loaded query={turning} what="what turns">
        {(turns) => (
          <Show when={turns().length > 0} fallback={<p>Nothing turns until {dayWords(until())}.</p>}>
            <TurningTable turns={turns()} />
          </Show>
        )}
      </Loaded>
    </>
  )
}

const TrendTable = (props: { trends: Counts }) => (
  <table class="numbers">
    <caption>Actions at each level; forecast days are marked</caption>
    <thead>
      <tr>
        <th scope="col">Day</th>
        <For each={props.trends.levels}>
          {(level) => (
            <th scope="col" class="number">
              <span aria-hidden="true">{level.shape}</span> {level.word}
            </th>
          )}
        </For>
        <th scope="col" class="number">
          All
        </th>
      </tr>
    </thead>
    <tbody>
      <For each={props.trends.points}>
        {(point) => (
          <tr>
            <th scope="row">
              {dayShort(point.on)}
              <Show when={point.forecast}> (forecast)</Show>
            </th>
            <For each={props.trends.levels}>
              {(level) => <td class="number">{point.counts[level.level] ?? 0}</td>}
            </For>
            <td class="number">{point.actions}</td>
          </tr>
        )}
      </For>
    </tbody>
  </table>
)

const TurningTable = (props: { turns: readonly Turning[] }) => (
  <table class="turning">
    <caption>{counted(props.turns.length, 'turn')} to come</caption>
    <thead>
      <tr>
        <th scope="col">Day</th>
        <th scope="col">Action</th>
        <th scope="col">From</th>
        <th scope="col">To</th>
        <th scope="col">Because</th>
      </tr>
    </thead>
    <tbody>
      <For each={props.turns}>
        {(turn) => (
          <tr>
            <td class="when">
              <Day on={turn.on} short />
            </td>
            <th scope="row">
              <Link href={`/plans/${turn.address}`}>
                {turn.ref} {turn.text}
              </Link>
            </th>
            <td>
              <MarkTag mark={ruleMark(turn.was)} />
            </td>
            <td>
              <MarkTag mark={ruleMark(turn.becomes)} />
            </td>
            <td>{becauseWords(turn.because, turn.on)}</td>
          </tr>
        )}
      </For>
    </tbody>
  </table>
)
