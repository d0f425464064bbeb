import type { Trends } from '@beatbook/contract'
import { dayShort, dayWords } from '@beatbook/domain/english'
import { type LinePart, lines, type PageLine } from '../output/page.ts'

/**
 * Counts by level over time as a page of at most `width` columns: a bar for each day, one sign for each share
 * of its actions, followed by the counts. Two in three signs of a forecast are shaded. With `ascii` the signs
 * are letters.
 */
export const trendLines = (trends: Trends, on: string, width: number, ascii = false): PageLine[] => {
  const began = Math.max(
    0,
    trends.points.findIndex(({ actions }) => actions > 0),
  )
  const points = trends.points.slice(began)
  const levels = levelsIn(trends)
  const counts = levels.reduce((sum, { letter }) => sum + Math.max(4, letter.length + 2), 0)
  const room = Math.max(10, width - 14 - counts)
  const most = Math.max(1, ...points.map(({ actions }) => actions))
  return [
    ...lines(
      `${trends.by === 'declared' ? 'Declared' : 'By the rules'}, counts by level; after ${dayWords(on)} a forecast, shaded, if nobody writes`,
      width,
      'heading',
    ),
    {
      text: `${' '.repeat(14 + room)}${levels.map((level) => cell(ascii ? level.letter : level.shape, level.letter)).join('')}`,
      tone: 'quiet',
    },
    ...points.map((point): PageLine => {
      const band = levels.flatMap((level): LinePart[] => {
        const cells = Math.round(((point.counts[level.level] ?? 0) / most) * room)
        return cells === 0
          ? []
          : [
              {
                text: signs(ascii ? level.letter.charAt(0) : level.shape, cells, point.forecast, ascii),
                level: level.level,
                ahead: point.forecast,
              },
            ]
      })
      const drawn = band.reduce((sum, { text }) => sum + [...text].length, 0)
      const parts = [
        { text: dayShort(point.on).padEnd(14), level: null, ahead: point.forecast },
        ...band,
        { text: ' '.repeat(Math.max(0, room - drawn)), level: null, ahead: false },
        {
          text: levels.map(({ level, letter }) => cell(String(point.counts[level] ?? 0), letter)).join(''),
          level: null,
          ahead: point.forecast,
        },
      ]
      return { text: parts.map(({ text }) => text).join(''), tone: 'plain', parts, opens: `on:${point.on}` }
    }),
  ]
}

/** The levels that any action had, in the rules' order; without a rating last. */
export const levelsIn = (trends: Trends): Trends['levels'] => {
  const known = trends.levels.some(({ level }) => level === 'none')
    ? trends.levels
    : [...trends.levels, notSet]
  return known.filter(({ level }) => trends.points.some(({ counts }) => (counts[level] ?? 0) > 0))
}

const notSet = { level: 'none', letter: '–', word: 'Not set', shape: '–' }

const cell = (words: string, letter: string): string => words.padStart(Math.max(4, letter.length + 2))

const signs = (sign: string, count: number, ahead: boolean, ascii: boolean): string =>
  Array.from({ length: count }, (_, at) => (ahead && at % 3 !== 0 ? (ascii ? '.' : '░') : sign)).join('')
