import type { LevelCode, StageCode } from '@beatbook/domain'
import { levelMark, type RuleMark } from '@beatbook/domain/english'
import type { ReactNode } from 'react'
import { Text } from './text.tsx'

/**
 * Colours by level, declared or by the rules. With `NO_COLOR` and on plain terminals there are none; shape,
 * letter and word remain.
 */
const colours: Record<string, string> = {
  red: 'red',
  'amber-red': 'red',
  amber: 'yellow',
  'amber-green': 'yellow',
  green: 'green',
  blue: 'blue',
  complete: 'cyan',
  white: 'white',
  'in-progress': 'blue',
}

/** The colour of a level; `undefined` where it has none of its own. */
export const colourOf = (level: string | null): string | undefined =>
  level === null ? undefined : colours[level]

/** Whether only letters should be drawn: `BEATBOOK_ASCII=1` or a terminal without more. */
export const ascii =
  process.env.BEATBOOK_ASCII === '1' || process.env.TERM === 'dumb' || process.env.TERM === 'linux'

/** A mark's sign: its shape, or its letter in brackets where shapes cannot be drawn. */
export const signOf = (mark: Pick<RuleMark, 'letter' | 'shape'>): string =>
  ascii ? `[${mark.letter === '–' ? '-' : mark.letter}]` : mark.shape

/** A mark's sign with its letter, for a narrow column. */
export const shortOf = (mark: Pick<RuleMark, 'letter' | 'shape'>): string =>
  ascii || mark.shape === mark.letter ? signOf(mark) : `${mark.shape} ${mark.letter}`

/** A mark as sign and word (or letter), in its colour, declared or by the rules. */
export const Mark = ({
  mark,
  word = true,
  width = 0,
}: {
  mark: Pick<RuleMark, 'code' | 'letter' | 'word' | 'shape'>
  word?: boolean
  width?: number
}): ReactNode => {
  const colour = colourOf(mark.code)
  return (
    <Text {...(colour === undefined ? { dimColor: true } : { color: colour })}>
      {(word ? `${signOf(mark)} ${mark.word}` : shortOf(mark)).padEnd(width)}
    </Text>
  )
}

/** The mark of an action as it is declared: complete where its stage is. */
export const ActionMark = ({
  level,
  stage,
  width = 0,
}: {
  level: LevelCode | null
  stage: StageCode | null
  width?: number
}): ReactNode => <Mark mark={levelMark(level, stage)} word={false} width={width} />

/** Text without the shapes that a plain terminal cannot draw; each shape is next to its word or letter. */
export const plainly = (text: string): string =>
  ascii ? text.replace(/[■▲●✓◆◐◇□▷○] ?/gu, '').replaceAll('→', '->') : text
