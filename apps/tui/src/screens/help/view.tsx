import { levelMarks } from '@beatbook/presentation'
import { Box, Text } from 'ink'
import type { ReactNode } from 'react'
import { keysOf } from '../keys.ts'
import { Mark } from '../mark.tsx'
import type { Screen } from '../state.ts'

/** The keys of this screen, and what the signs mean. */
export const HelpView = ({ screen, height }: { screen: Screen['at']; height: number }): ReactNode => (
  <Box flexDirection="column" height={height} paddingLeft={2} paddingTop={1}>
    <Text bold>Keys of this screen</Text>
    {keysOf[screen].map((key) => (
      <Text key={key.key}>
        {`  ${key.key.padEnd(16)}`}
        {key.does}
        {key.edits ? ' (needs the right to edit)' : ''}
      </Text>
    ))}
    <Text> </Text>
    <Text>
      {'  '}
      {levelMarks.map((mark) => (
        <Text key={mark.code}>
          <Mark mark={mark} />
          {'   '}
        </Text>
      ))}
    </Text>
    <Text dimColor>{'  Levels are those people declared. Any key goes back.'}</Text>
  </Box>
)
