import type { ActionView as Action, HistoryEntry } from '@beatbook/domain'
import { markOf } from '@beatbook/presentation'
import { Box, Text } from 'ink'
import type { ReactNode } from 'react'
import type { Answer } from '../data.ts'
import { Empty } from '../frame.tsx'
import { Mark } from '../mark.tsx'
import { actionLines } from './lines.ts'

/** One action with its history, scrolled to line `scroll`. */
export const ActionView = ({
  action,
  history,
  scroll,
  width,
  height,
}: {
  action: Answer<Action>
  history: Answer<HistoryEntry[]>
  scroll: number
  width: number
  height: number
}): ReactNode => {
  if (action.data === null || history.data === null) return <Empty height={height} lines={[action.error ?? history.error ?? 'Reading the action…']} />
  const lines = actionLines(action.data, history.data, Math.min(width - 4, 110))
  const from = Math.min(scroll, Math.max(0, lines.length - (height - 1)))
  return (
    <Box flexDirection="column" height={height} paddingLeft={2}>
      <Text>
        {action.data.stage === 'complete' ? <Mark mark={markOf('complete')} /> : null}
        <Text dimColor>{action.data.stage === 'complete' ? ' · declared ' : 'declared '}</Text>
        <Mark mark={markOf(action.data.level ?? 'none')} />
        <Text dimColor>{` · ${action.data.address}${from > 0 ? ' · more above' : ''}${lines.length - from > height - 1 ? ' · more below' : ''}`}</Text>
      </Text>
      {lines.slice(from, from + height - 1).map((line, at) => (
        <Text key={at} bold={line.tone === 'title' || line.tone === 'heading'} dimColor={line.tone === 'quiet'} wrap="truncate">
          {line.text === '' ? ' ' : line.text}
        </Text>
      ))}
    </Box>
  )
}
