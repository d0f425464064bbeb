import type { ActionRow } from '@beatbook/contract'
import type { Timescale } from '@beatbook/domain'
import { levelMark, timescaleSentence, timescaleShort } from '@beatbook/domain/english'
import { useQueries } from '@tanstack/solid-query'
import { createMemo, For, type JSX, Show } from 'solid-js'
import { useAsAt } from '../../calendar/as-at.ts'
import { type TimeBar, timelineOf, timelineSpan } from '../../chart/timeline.ts'
import { LevelMark } from '../../ui/LevelMark.tsx'
import { Link } from '../../ui/Link.tsx'
import { actionQuery } from '../command/action.ts'
import { useSession } from '../session/session.ts'

const WIDTH = 600
const HEIGHT = 26
/** The width of a drawing of the legend. */
const SAMPLE = 60

/** The maximum number of re-dated actions whose first timescale is loaded, to draw it as a ghost. */
const MOST_GHOSTS = 100

/**
 * Actions on a time axis, one per row: inexact dates as bars with soft ends, the first date of a slipped
 * action as a ghost, and today's line.
 */
export default function Timeline(props: { rows: readonly ActionRow[]; several: boolean }) {
  const { asAt, at } = useAsAt()
  const session = useSession()
  const today = () => asAt() ?? session.data?.today ?? ''
  const slipped = createMemo(() => props.rows.filter(({ redated }) => redated > 0).slice(0, MOST_GHOSTS))
  const details = useQueries(() => ({ queries: slipped().map((row) => actionQuery(row.address, at())) }))
  const firstOf = (row: ActionRow): Timescale | undefined =>
    details[slipped().findIndex(({ id }) => id === row.id)]?.data?.dates.original
  const drawn = createMemo(() => timelineOf(timelineSpan(props.rows, today()), today(), WIDTH))
  const percent = (x: number) => `${(x / WIDTH) * 100}%`
  return (
    <>
      <ul class="timeline-legend" aria-label="What is drawn">
        <li>
          <Sample>
            <Shape bar={{ kind: 'bar', x: 0, width: SAMPLE, soft: false }} />
          </Sample>
          when it is due
        </li>
        <li>
          <Sample>
            <Shape bar={{ kind: 'bar', x: 0, width: SAMPLE, soft: true }} />
          </Sample>
          pale ends: the day is not known
        </li>
        <li>
          <Sample>
            <Shape bar={{ kind: 'open', x: 0, width: SAMPLE, soft: true }} />
          </Sample>
          goes on
        </li>
        <li>
          <Sample>
            <rect x="2" width={SAMPLE - 4} y="4" height={HEIGHT - 8} class="ghost" />
          </Sample>
          what a slipped date was at first
        </li>
        <li>
          <Sample>
            <line x1={SAMPLE / 2} x2={SAMPLE / 2} y1="0" y2={HEIGHT} class="today-line" />
          </Sample>
          {asAt() === undefined ? 'today' : 'the day looked back to'}
        </li>
      </ul>
      <table class="timeline-table">
        <caption class="govuk-visually-hidden">Actions along time</caption>
        <thead>
          <tr>
            <th scope="col">Ref</th>
            <th scope="col">Action</th>
            <th scope="col">Declared</th>
            <th scope="col">Timescale</th>
            <th scope="col" class="axis">
              <span class="govuk-visually-hidden">Drawn</span>
              <span class="ticks" aria-hidden="true">
                <For each={drawn().ticks}>
                  {(tick) => <span style={{ left: percent(tick.x) }}>{tick.words}</span>}
                </For>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <td class="col-ref">{props.several ? row.address : row.ref}</td>
                <th scope="row" class="col-text">
                  <Link href={`/plans/${row.address}`}>{row.text}</Link>
                </th>
                <td data-label="Declared">
                  <LevelMark level={row.level} stage={row.stage} />
                </td>
                <td data-label="Timescale">
                  {timescaleShort(row.timescale)}
                  <Show when={firstOf(row)}>
                    {(first) => <span class="sub">at first {timescaleShort(first())}</span>}
                  </Show>
                </td>
                <td class="axis">
                  <svg
                    viewBox={`0 0 ${WIDTH} 1`}
                    preserveAspectRatio="none"
                    class="time-lines"
                    aria-hidden="true"
                  >
                    <For each={drawn().ticks}>
                      {(tick) => <line x1={tick.x} x2={tick.x} y1="0" y2="1" class="grid-line" />}
                    </For>
                    <line x1={drawn().today} x2={drawn().today} y1="0" y2="1" class="today-line" />
                  </svg>
                  <svg
                    viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
                    preserveAspectRatio="none"
                    class="time-row"
                    aria-hidden="true"
                  >
                    <Show when={firstOf(row) && drawn().barOf(firstOf(row) as Timescale)}>
                      {(bar) => (
                        <rect
                          x={bar().x}
                          width={Math.max(4, bar().width)}
                          y="4"
                          height={HEIGHT - 8}
                          class="ghost"
                        />
                      )}
                    </Show>
                    <Show when={drawn().barOf(row.timescale)}>
                      {(bar) => (
                        <g class={`bar-${levelMark(row.level, row.stage).code}`}>
                          <title>{timescaleSentence(row.timescale)}</title>
                          <Shape bar={bar()} />
                        </g>
                      )}
                    </Show>
                  </svg>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </>
  )
}

/** A small drawing of the legend. */
const Sample = (props: { children: JSX.Element }) => (
  <svg viewBox={`0 0 ${SAMPLE} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
    <g>{props.children}</g>
  </svg>
)

const Shape = (props: { bar: TimeBar }) => {
  const end = () => Math.min(props.bar.width / 3, 40)
  return (
    <Show
      when={props.bar.soft}
      fallback={
        <rect x={props.bar.x} width={Math.max(5, props.bar.width)} y="7" height={HEIGHT - 14} class="firm" />
      }
    >
      <rect x={props.bar.x} width={props.bar.width} y="7" height={HEIGHT - 14} class="soft" />
      <Show
        when={props.bar.kind === 'open'}
        fallback={
          <rect
            x={props.bar.x + end()}
            width={Math.max(2, props.bar.width - 2 * end())}
            y="7"
            height={HEIGHT - 14}
            class="firm"
          />
        }
      >
        <line
          x1={props.bar.x}
          x2={props.bar.x + props.bar.width}
          y1={HEIGHT / 2}
          y2={HEIGHT / 2}
          class="goes-on"
        />
      </Show>
    </Show>
  )
}
