import { counted } from '@beatbook/domain/english'
import { Box } from 'ink'
import type { ReactNode } from 'react'
import { fitted } from '../output/table.ts'
import { paletteFor } from './palette.ts'
import { Text } from './text.tsx'
import { windowOf } from './window.ts'

/** The commands that what is typed may mean, each with its sentence and key. */
export const PaletteView = ({
  typed,
  selected,
  width,
  height,
}: {
  typed: string
  /** The one that Tab and Enter take; `null` until one was moved to. */
  selected: number | null
  width: number
  height: number
}): ReactNode => {
  const found = paletteFor(typed)
  const name = Math.min(24, Math.floor(width * 0.3))
  const { from, to } = windowOf(found.length, selected ?? 0, height - 1, 0)
  return (
    <Box flexDirection="column" height={height}>
      <Text dimColor wrap="truncate">
        {found.length === 0
          ? '  No command is called so.'
          : `  ${counted(found.length, 'command')} · ↓ ↑ choose · Tab takes · Ctrl-P earlier lines`}
      </Text>
      {found.slice(from, to).map((entry, at) => {
        const on = from + at === selected
        return (
          <Text key={entry.name} wrap="truncate" inverse={on} bold={on}>
            {`${on ? '▌ ' : '  '}${fitted(entry.name, name - 1)} ${fitted(entry.does, width - name - 11)} ${fitted(entry.key ?? '', 6)}`}
          </Text>
        )
      })}
    </Box>
  )
}
