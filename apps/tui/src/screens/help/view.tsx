import { levelMarks } from '@beatbook/domain/english'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import { fitted } from '../../output/table.ts'
import { type KeyHelp, keysOf } from '../keys.ts'
import { signOf } from '../mark.tsx'
import type { Screen } from '../state.ts'
import { Text } from '../text.tsx'
import { guideOf } from './guide-of.ts'

/** The keys of this screen, in as many columns as needed, its part of the guide, and the meaning of the signs. */
export const HelpView = ({
  screen,
  width,
  height,
}: {
  screen: Screen['at']
  width: number
  height: number
}): ReactNode => {
  const keys = keysOf[screen]
  const room = Math.max(1, height - 3)
  const columns = Array.from({ length: Math.ceil(keys.length / room) }, (_, column) =>
    columnOf(keys.slice(column * room, (column + 1) * room), width >= 100),
  )
  const lines = Array.from({ length: Math.min(room, keys.length) }, (_, row) =>
    columns.map((column) => column[row] ?? '').join(width >= 100 ? '   ' : ' '),
  )
  const signs = levelMarks.map((mark) => `${signOf(mark)} ${mark.word}`).join('  ')
  return (
    <Box flexDirection="column" height={height} paddingLeft={2}>
      <Text wrap="truncate">
        <Text bold>Keys of this screen</Text>
        {`   Guide: beatbook help ${width < 80 ? guideOf[screen].replace(/#.*$/, '') : guideOf[screen]}`}
      </Text>
      {lines.map((line) => (
        <Text key={line} wrap="truncate">
          {line}
        </Text>
      ))}
      <Text wrap="truncate">{signs}</Text>
      <Text dimColor wrap="truncate">
        D is declared, R by the rules, ≠ where they disagree. Any key goes back.
      </Text>
    </Box>
  )
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
