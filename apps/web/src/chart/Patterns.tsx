import { For } from 'solid-js'

/**
 * The pattern of each level besides its colour, so that a chart is readable in black and white: lines in a
 * square of 8.
 */
const lines: Record<string, string> = {
  red: 'M0 0L8 8M8 0L0 8',
  'amber-red': 'M0 8L8 0M0 4h8',
  amber: 'M0 8L8 0',
  'amber-green': 'M0 4h8M4 0v8',
  green: '',
  blue: 'M0 4h8',
  complete: 'M4 0v8',
}

const codes = [...Object.keys(lines), 'other'] as const

/**
 * The fills of a chart's levels: a texture means a level and nothing else. `id` distinguishes the fills of several
 * charts.
 */
export const Patterns = (props: { id: string }) => (
  <defs>
    <For each={codes}>
      {(code) => (
        <pattern
          id={`${props.id}-${code}`}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          class={`fill-${code}`}
        >
          <rect width="8" height="8" class="fill-wash" />
          <path d={lines[code] ?? 'M2 2h1v1h-1zM6 6h1v1h-1z'} class="fill-lines" />
        </pattern>
      )}
    </For>
  </defs>
)

/** The fill of a level in the chart `id`. */
export const fillOf = (id: string, code: string): string =>
  `url(#${id}-${Object.hasOwn(lines, code) ? code : 'other'})`
