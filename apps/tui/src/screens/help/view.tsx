import { levelMarks } from '@beatbook/presentation'
import { Box, Text } from 'ink'
import type { ReactNode } from 'react'
import { fitted } from '../../output/table.ts'
import { keysOf } from '../keys.ts'
import { signOf } from '../mark.tsx'
import type { Screen } from '../state.ts'

/** The keys of this screen, in as many columns as the room needs, and what the signs mean. */
export const HelpView = ({ screen, width, height }: { screen: Screen['at']; width: number; height: number }): ReactNode => {
  const keys = keysOf[screen]
  const room = Math.max(1, height - 3)
  const columns = Math.ceil(keys.length / room)
  const each = Math.floor((width - 2) / columns)
  const lines = Array.from({ length: Math.min(room, keys.length) }, (_, row) =>
    Array.from({ length: columns }, (__, column) => keys[column * room + row])
      .map((key) => fitted(key ? `${key.key.padEnd(14)} ${key.does}${key.edits && each > 44 ? ' (needs the right to edit)' : ''}` : '', each))
      .join(''),
  )
  const signs = levelMarks.map((mark) => `${signOf(mark)} ${mark.word}`).join('  ')
  return (
    <Box flexDirection="column" height={height} paddingLeft={2}>
      <Text bold>Keys of this screen</Text>
      {lines.map((line) => (
        <Text key={line} wrap="truncate">
          {line}
        </Text>
      ))}
      <Text wrap="truncate">{signs}</Text>
      <Text dimColor wrap="truncate">
        Levels are those people declared. Any key goes back.
      </Text>
    </Box>
  )
}
