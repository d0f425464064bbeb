import { visibleText } from '@beatbook/domain'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import stringWidth from 'string-width'
import { fitted } from '../output/table.ts'
import type { KeyHelp } from './keys.ts'
import { Text } from './text.tsx'

/** One line across the screen: text on the left, and on the right if it fits. */
export const Line = ({
  left,
  right = '',
  width,
  inverse = false,
  bold = false,
}: {
  left: string
  right?: string
  width: number
  inverse?: boolean
  bold?: boolean
}): ReactNode => {
  const end = stringWidth(visibleText(right))
  return (
    <Text inverse={inverse} bold={bold} wrap="truncate">
      {right === '' || width < end + 20
        ? fitted(` ${left}`, width)
        : `${fitted(` ${left}`, width - end - 2)} ${right} `}
    </Text>
  )
}

/** A horizontal line across the screen. */
export const Rule = ({ width, colour = true }: { width: number; colour?: boolean }): ReactNode => (
  <Text dimColor={colour}>{'─'.repeat(width)}</Text>
)

/** The keys of the screen, as many as fit; always with the help key. */
export const KeyLine = ({
  keys,
  right,
  width,
}: {
  keys: readonly KeyHelp[]
  right: string
  width: number
}): ReactNode => {
  const room = (key: KeyHelp): number => key.key.length + key.does.length + 2
  const help = keys.find(({ key }) => key === '?')
  const first: KeyHelp[] = []
  let used = right.length + 3 + (help ? room(help) : 0)
  for (const key of keys.filter(({ key, line }) => line && key !== '?')) {
    used += room(key)
    if (used > width) break
    first.push(key)
  }
  const shown = help ? [...first, help] : first
  return (
    <Box width={width} justifyContent="space-between">
      <Text wrap="truncate">
        {' '}
        {shown.map((key) => (
          <Text key={key.key}>
            <Text bold>{key.key}</Text>
            <Text dimColor> {key.does} </Text>
          </Text>
        ))}
      </Text>
      <Text>{right} </Text>
    </Box>
  )
}

/** A message where there is nothing to show. */
export const Empty = ({ lines, height }: { lines: readonly string[]; height: number }): ReactNode => (
  <Box flexDirection="column" height={height} paddingLeft={2} paddingTop={1}>
    {lines.map((line) => (
      <Text key={line} wrap="wrap">
        {line}
      </Text>
    ))}
  </Box>
)
