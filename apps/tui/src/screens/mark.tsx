import type { LevelCode, Stage } from '@beatbook/domain'
import { type LevelMark, levelMark } from '@beatbook/presentation'
import { Text } from 'ink'
import type { ReactNode } from 'react'

/** Colours by level; `NO_COLOR` and plain terminals take them away, and shape, letter and word stay. */
const colours: Record<LevelMark['code'], string | undefined> = {
  red: 'red',
  'amber-red': 'red',
  amber: 'yellow',
  'amber-green': 'yellow',
  green: 'green',
  blue: 'blue',
  complete: 'cyan',
  none: undefined,
}

/** Whether only letters should be drawn: `BEATBOOK_ASCII=1` or a terminal without more. */
export const ascii = process.env.BEATBOOK_ASCII === '1' || process.env.TERM === 'dumb' || process.env.TERM === 'linux'

/** A mark's sign: its shape, or its letter in brackets where shapes cannot be drawn. */
export const signOf = (mark: LevelMark): string => (ascii ? `[${mark.letter === '–' ? '-' : mark.letter}]` : mark.shape)

/** A mark as shape and word, in its colour. */
export const Mark = ({ mark, word = true }: { mark: LevelMark; word?: boolean }): ReactNode => {
  const colour = colours[mark.code]
  return (
    <Text {...(colour === undefined ? { dimColor: true } : { color: colour })}>
      {signOf(mark)}
      {word ? ` ${mark.word}` : ` ${mark.letter}`}
    </Text>
  )
}

/** The mark of an action. */
export const ActionMark = ({ level, stage, word = false }: { level: LevelCode | null; stage: Stage | null; word?: boolean }): ReactNode => (
  <Mark mark={levelMark(level, stage)} word={word} />
)
