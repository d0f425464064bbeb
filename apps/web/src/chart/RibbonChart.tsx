import type { Ribbon } from '@beatbook/contract'
import type { IsoDate } from '@beatbook/domain'
import { dayShort, markInRules, type RuleMark, ruleMark } from '@beatbook/domain/english'
import { createUniqueId, For, Show } from 'solid-js'
import { Day } from '../ui/Day.tsx'
import { ScrollRegion } from '../ui/ScrollRegion.tsx'
import { fillOf, Patterns } from './Patterns.tsx'
import { notSet, ribbonOf, type Stretch } from './ribbon.ts'

/** Widths in the units of the drawing: of a page, and of a column beside a grid. */
const WIDTH = { page: 1000, column: 360 } as const
const LEFT = 84
const ROWS = { declared: 2, computed: 34 } as const

/**
 * An action's levels over time, declared above and computed below; the forecast is pale. A table has the
 * same data.
 */
export const RibbonChart = (props: { ribbon: Ribbon; narrow?: boolean }) => {
  const id = createUniqueId()
  const width = () => (props.narrow ? WIDTH.column : WIDTH.page)
  const drawn = () => ribbonOf(props.ribbon, LEFT, width() - LEFT)
  return (
    <figure class="chart ribbon">
      <ScrollRegion label="Levels through time">
        <svg
          viewBox={`0 0 ${width()} 88`}
          class={props.narrow ? 'drawing narrow' : 'drawing'}
          role="img"
          aria-label="Levels through time; the table below says the same"
        >
          <Patterns id={id} />
          <text x="0" y={ROWS.declared + 17}>
            declared
          </text>
          <text x="0" y={ROWS.computed + 17}>
            by the rules
          </text>
          <For each={drawn().declared}>
            {(stretch) => <Piece id={id} stretch={stretch} y={ROWS.declared} />}
          </For>
          <For each={drawn().computed}>
            {(stretch) => <Piece id={id} stretch={stretch} y={ROWS.computed} />}
          </For>
          <For each={drawn().ticks}>
            {(tick) => (
              <text x={tick.x} y="82">
                {tick.words}
              </text>
            )}
          </For>
          <line x1={drawn().today} x2={drawn().today} y1="0" y2="66" class="today-line" />
        </svg>
      </ScrollRegion>
      <details>
        <summary>The levels as a table</summary>
        <table class="numbers">
          <caption>Levels through time; what is still to come is the forecast if nobody writes</caption>
          <thead>
            <tr>
              <th scope="col">Who says</th>
              <th scope="col">Level</th>
              <th scope="col">From</th>
              <th scope="col">Until</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.ribbon.declared}>
              {(stretch) => (
                <Line
                  who="Declared"
                  mark={stretch.level === null ? notSet : markInRules(null, stretch.level)}
                  {...stretch}
                />
              )}
            </For>
            <For each={props.ribbon.computed}>
              {(stretch) => (
                <Line
                  who={
                    stretch.overridden
                      ? 'A person, in place of the rules'
                      : stretch.from > props.ribbon.asAt
                        ? 'Rules, forecast'
                        : 'Rules'
                  }
                  mark={ruleMark(stretch)}
                  {...stretch}
                />
              )}
            </For>
          </tbody>
        </table>
      </details>
    </figure>
  )
}

const Piece = (props: { id: string; stretch: Stretch; y: number }) => (
  <g>
    <title>
      {props.stretch.mark.word} from {dayShort(props.stretch.from)}
      {props.stretch.to === null ? '' : ` until ${dayShort(props.stretch.to)}`}
    </title>
    <rect
      x={props.stretch.x}
      y={props.y}
      width={props.stretch.width}
      height="24"
      fill={fillOf(props.id, props.stretch.mark.code)}
      class={`edge-${props.stretch.mark.code}`}
    />
    <Show when={props.stretch.forecast}>
      <rect x={props.stretch.x} y={props.y} width={props.stretch.width} height="24" class="fill-future" />
    </Show>
    <Show when={props.stretch.width > 34}>
      <rect x={props.stretch.x + 4} y={props.y + 4} width="28" height="16" class="label-ground" />
      <text x={props.stretch.x + 7} y={props.y + 17} class="label">
        {props.stretch.mark.shape === props.stretch.mark.letter
          ? props.stretch.mark.shape
          : `${props.stretch.mark.shape}${props.stretch.mark.letter}`}
      </text>
    </Show>
  </g>
)

const Line = (props: { who: string; mark: RuleMark; from: IsoDate; to: IsoDate | null }) => (
  <tr>
    <td>{props.who}</td>
    <td>
      {props.mark.shape} {props.mark.word}
    </td>
    <td>
      <Day on={props.from} short />
    </td>
    <td>
      <Show when={props.to} fallback="open">
        {(to) => <Day on={to()} short />}
      </Show>
    </td>
  </tr>
)
