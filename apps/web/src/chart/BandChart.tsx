import type { Trends } from '@beatbook/contract'
import { createUniqueId, For, Show } from 'solid-js'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { bandsOf } from './bands.ts'
import { fillOf, Patterns } from './Patterns.tsx'

const WIDTH = 900
const HEIGHT = 280
const LEFT = 34
const BOTTOM = 24

/** Counts by level over time as bands, with patterns as well as colours; a table has the same data. */
export const BandChart = (props: { trends: Trends }) => {
  const id = createUniqueId()
  const drawn = () => bandsOf(props.trends, { width: WIDTH, height: HEIGHT, left: LEFT, bottom: BOTTOM })
  const shown = () =>
    props.trends.levels.filter(({ level }) =>
      props.trends.points.some((point) => (point.counts[level] ?? 0) > 0),
    )
  return (
    <>
      <ScrollRegion label="Counts by level over time">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          class="drawing"
          role="img"
          aria-label="Counts by level over time; the table below has the numbers"
        >
          <Patterns id={id} />
          <For each={drawn().bands}>
            {(band) => <path d={band.path} fill={fillOf(id, band.level)} class={`edge-${band.level}`} />}
          </For>
          <For each={drawn().numbers}>
            {({ count, y }) => (
              <>
                <line x1={LEFT} x2={WIDTH} y1={y} y2={y} class="grid-line" />
                <text x={LEFT - 6} y={y + 4} text-anchor="end">
                  {count}
                </text>
              </>
            )}
          </For>
          <Show when={drawn().forecastFrom}>
            {(x) => (
              <>
                <rect x={x()} y="0" width={WIDTH - x()} height={HEIGHT - BOTTOM} class="fill-future" />
                <line x1={x()} x2={x()} y1="0" y2={HEIGHT - BOTTOM} class="today-line" />
                <text x={x() + 5} y="12" class="today-text">
                  forecast
                </text>
              </>
            )}
          </Show>
          <For each={drawn().ticks}>
            {(tick) => (
              <text x={tick.x} y={HEIGHT - 6}>
                {tick.words}
              </text>
            )}
          </For>
        </svg>
      </ScrollRegion>
      <ul class="key">
        <For each={shown()}>
          {(level) => (
            <li>
              <svg width="18" height="18" aria-hidden="true" class="drawing">
                <rect
                  x="1"
                  y="1"
                  width="16"
                  height="16"
                  fill={fillOf(id, level.level)}
                  class={`edge-${level.level}`}
                />
              </svg>
              {level.shape} {level.word}
            </li>
          )}
        </For>
      </ul>
    </>
  )
}
