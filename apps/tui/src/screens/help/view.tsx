import { levelMarks } from '@beatbook/domain/english'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import { fitted } from '../../output/table.ts'
import { type KeyHelp, keysOf } from '../keys.ts'
import { signOf } from '../mark.tsx'
import type { Screen } from '../state.ts'
import { Text } from '../text.tsx'
import { guideOf } from './guide-of.ts'

/**
 * The keys of this screen, in as many columns as fit, its part of the guide, and the meaning of the signs. Where they do
 * not all fit, the lines from `scroll` on.
 */
export const HelpView = ({
  screen,
  scroll,
  width,
  height,
}: {
  screen: Screen['at']
  scroll: number
  width: number
  height: number
}): ReactNode => {
  const { lines, room } = helpLines(screen, width, height)
  const from = Math.min(scroll, Math.max(0, lines.length - room))
  const signs = levelMarks.map((mark) => `${signOf(mark)} ${mark.word}`).join('  ')
  return (
    <Box flexDirection="column" height={height} paddingLeft={2}>
      <Text wrap="truncate">
        <Text bold>
          {[
            'Keys of this screen',
            from > 0 ? 'more above' : '',
            from + room < lines.length ? 'more below: j' : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {width < NARROW ? '' : `   Guide: beatbook help ${guideOf[screen]}`}
      </Text>
      {lines.slice(from, from + room).map((line) => (
        <Text key={line} wrap="truncate">
          {line}
        </Text>
      ))}
      <Text wrap="truncate">{signs}</Text>
      {width < NARROW ? (
        <Text wrap="truncate">{`Guide: beatbook help ${guideOf[screen].replace(/#.*$/, '')}`}</Text>
      ) : null}
      <Text dimColor wrap="truncate">
        D is declared, R by the rules, ≠ where they disagree. Esc goes back.
      </Text>
    </Box>
  )
}

/** Below this width the guide has a line of its own. */
const NARROW = 80

/** The lines of the help of a screen, and how many of them fit. */
export const helpLines = (
  screen: Screen['at'],
  width: number,
  height: number,
): { lines: string[]; room: number } => {
  const keys = keysOf[screen]
  const room = Math.max(1, height - (width < NARROW ? 4 : 3))
  const gap = width >= 100 ? 3 : 1
  for (let count = Math.ceil(keys.length / room); count > 1; count -= 1) {
    const each = Math.ceil(keys.length / count)
    const columns = Array.from({ length: count }, (_, column) =>
      columnOf(keys.slice(column * each, (column + 1) * each), width >= 100),
    )
    if (columns.reduce((sum, [first = '']) => sum + first.length + gap, 2) > width + gap) continue
    const lines = Array.from({ length: each }, (_, row) =>
      columns
        .map((column) => column[row] ?? '')
        .join(' '.repeat(gap))
        .trimEnd(),
    )
    return { lines, room }
  }
  return { lines: columnOf(keys, width >= 100), room }
}

/** A column of keys with what they do, padded to one width. */
const columnOf = (keys: readonly KeyHelp[], full: boolean): string[] => {
  const widest = Math.max(...keys.map(({ key }) => key.length))
  const lines = keys.map(
    ({ key, does, edits }) =>
      `${key.padEnd(widest)} ${does}${edits && full ? ' (needs the right to edit)' : ''}`,
  )
  const width = Math.max(...lines.map((line) => line.length))
  return lines.map((line) => fitted(line, width))
}
