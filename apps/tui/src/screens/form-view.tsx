import { Box } from 'ink'
import type { ReactNode } from 'react'
import stringWidth from 'string-width'
import { fitted } from '../output/table.ts'
import type { Line } from './line.ts'
import { Text } from './text.tsx'
import { windowOf } from './window.ts'

/** A field of a form: a line that is typed, or a choice that is turned. */
export interface FormField {
  readonly key: string
  readonly label: string
  readonly value:
    | { readonly line: Line; readonly placeholder: string }
    | { readonly chosen: ReactNode; readonly dim: boolean }
  /** What stands below the value, such as what a typed date means. */
  readonly below?: string | null
}

/** The width of the labels. */
const LABEL = 14

/** A line of a form as it is drawn, and whether it is the one that has to be in sight. */
interface FormLine {
  readonly key: string
  readonly on: boolean
  readonly drawn: ReactNode
}

/**
 * The fields of a form in `height` lines. Where they do not all fit, those around the field `focus` are shown,
 * with the line of the cursor among them.
 */
export const FormFields = ({
  fields,
  focus,
  width,
  height,
}: {
  fields: readonly FormField[]
  focus: string
  width: number
  height: number
}): ReactNode => {
  const lines = fields.flatMap((field) => linesOf(field, field.key === focus, width))
  const at = Math.max(
    0,
    lines.findIndex(({ on }) => on),
  )
  const { from, to } = windowOf(lines.length, at, height, Math.max(0, at - Math.floor(height / 2)))
  return (
    <Box flexDirection="column" width={width}>
      {lines.slice(from, to).map(({ key, drawn }, index) => (
        <Box key={key} height={1}>
          {drawn}
          {index === 0 && from > 0 ? <Text dimColor> ↑</Text> : null}
          {index === to - from - 1 && to < lines.length ? <Text dimColor> ↓</Text> : null}
        </Box>
      ))}
    </Box>
  )
}

/** How many lines the fields of a form need. */
export const formHeight = (fields: readonly FormField[], width: number): number =>
  fields.reduce((sum, field) => sum + linesOf(field, false, width).length, 0)

const linesOf = ({ key, label, value, below }: FormField, on: boolean, width: number): FormLine[] => {
  const room = Math.max(8, width - LABEL - 3)
  const head = (first: boolean): ReactNode => (
    <Text bold={on}>{fitted(`${on ? '▌ ' : '  '}${first ? label : ''}`, LABEL)}</Text>
  )
  const under: FormLine[] = below
    ? [
        {
          key: `${key} below`,
          on: false,
          drawn: <Text dimColor>{`${' '.repeat(LABEL)}${fitted(`= ${below}`, room).trimEnd()}`}</Text>,
        },
      ]
    : []
  if ('chosen' in value) {
    const drawn = (
      <Box>
        {head(true)}
        <Text inverse={on} dimColor={value.dim}>
          {on ? '◂ ' : ''}
          {value.chosen}
          {on ? ' ▸' : ''}
        </Text>
      </Box>
    )
    return [{ key, on, drawn }, ...under]
  }
  const { line, placeholder } = value
  if (line.text === '') {
    const drawn = (
      <Box>
        {head(true)}
        {on ? <Text inverse> </Text> : null}
        <Text dimColor>{fitted(placeholder, room - 1).trimEnd()}</Text>
      </Box>
    )
    return [{ key, on, drawn }, ...under]
  }
  return [
    ...wrapped(line, room).map(({ letters, cursor }, at) => ({
      key: `${key} ${at}`,
      on: on && cursor !== null,
      drawn: (
        <Box>
          {head(at === 0)}
          {on && cursor !== null ? (
            <Text>
              {letters.slice(0, cursor).join('')}
              <Text inverse>{letters[cursor] ?? ' '}</Text>
              {letters.slice(cursor + 1).join('')}
            </Text>
          ) : (
            <Text>{letters.join('') || ' '}</Text>
          )}
        </Box>
      ),
    })),
    ...under,
  ]
}

/** A line broken into lines of at most `width` columns, between words where it can be, and where its cursor is. */
export const wrapped = (
  { text, cursor }: Line,
  width: number,
): { letters: string[]; cursor: number | null }[] => {
  const letters = [...text]
  const lines: { letters: string[]; cursor: number | null }[] = []
  let from = 0
  while (from <= letters.length) {
    let to = from
    let used = 0
    while (to < letters.length) {
      const next = stringWidth(letters[to] ?? '')
      if (used + next > width) break
      used += next
      to += 1
    }
    if (to < letters.length) {
      const space = letters.lastIndexOf(' ', to)
      if (space > from) to = Math.min(space + 1, Math.max(to, from + 1))
      else to = Math.max(to, from + 1)
    }
    const last = to >= letters.length
    const within = cursor >= from && (last || cursor < to)
    lines.push({ letters: letters.slice(from, to), cursor: within ? cursor - from : null })
    if (last) break
    from = to
  }
  return lines
}
