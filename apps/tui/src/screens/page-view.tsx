import { Box } from 'ink'
import type { ReactNode } from 'react'
import type { PageLine } from '../output/page.ts'
import { Empty } from './frame.tsx'
import { colourOf, plainly } from './mark.tsx'
import { Text } from './text.tsx'
import { windowOf } from './window.ts'

/** A scrolling page: its lines from `scroll`, and whether there are more above and below. */
export const PageView = ({
  page,
  scroll,
  height,
}: {
  page: Page
  scroll: number
  height: number
}): ReactNode => {
  if (page.lines === null) return <Empty height={height} lines={[page.error ?? page.waiting]} />
  const room = height - 1
  const pointed = isPointed(page)
  const cursor = pointed ? Math.min(scroll, page.lines.length - 1) : null
  const from =
    cursor === null
      ? Math.min(scroll, Math.max(0, page.lines.length - room))
      : windowOf(page.lines.length, cursor, room, Math.max(0, cursor - Math.floor(room / 2))).from
  const more = [from > 0 ? 'more above' : '', page.lines.length - from > room ? 'more below' : ''].filter(
    Boolean,
  )
  return (
    <Box flexDirection="column" height={height} paddingLeft={2}>
      <Text dimColor wrap="truncate">
        {[page.head, ...more].filter(Boolean).join(' · ') || ' '}
      </Text>
      {page.lines.slice(from, from + room).map((line, at) => (
        <PageRow key={at} line={line} on={from + at === cursor} />
      ))}
    </Box>
  )
}

/** Whether a line of a page opens something: then a line is pointed at, and moving moves that. */
export const isPointed = ({ lines }: Pick<Page, 'lines'>): boolean =>
  lines?.some(({ opens }) => opens !== undefined) ?? false

/** The content of a scrolling screen: its lines once loaded, otherwise why not. */
export interface Page {
  readonly head: string
  readonly lines: readonly PageLine[] | null
  readonly error: string | null
  readonly waiting: string
}

/** One line of a page, its parts in the colours of their levels. */
export const PageRow = ({ line, on = false }: { line: PageLine; on?: boolean }): ReactNode => (
  <Text
    inverse={on}
    bold={line.tone === 'title' || line.tone === 'heading'}
    dimColor={line.tone === 'quiet'}
    wrap="truncate"
  >
    {line.parts
      ? line.parts.map((part, at) => <Part key={at} {...part} />)
      : line.text === ''
        ? ' '
        : plainly(line.text)}
  </Text>
)

const Part = ({ text, level, ahead }: { text: string; level: string | null; ahead: boolean }): ReactNode => {
  const colour = colourOf(level)
  return (
    <Text dimColor={ahead} {...(colour === undefined ? {} : { color: colour })}>
      {plainly(text)}
    </Text>
  )
}
