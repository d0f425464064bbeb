import { coloursOf } from '../paper/colour.ts'
import { longestOf, totalOf } from '../paper/levels.ts'
import type { PaperChart } from '../paper/paper.ts'
import { familyOf } from './font.ts'

const WIDTH = 480
const LABEL = 120
const BAR = 20
const GAP = 8
/** The longest label, in characters. */
const MOST_LABEL = 22
/** About the width of a figure of the labels, in the units of the drawing. */
const FIGURE = 6

/**
 * A chart as SVG: a bar for each label, as long as its count beside the longest, divided by level. A part has its
 * shape, and its count where there is room; the table below has every count.
 */
export const chartSvg = ({ bars }: PaperChart): string => {
  const most = longestOf(bars)
  const room = WIDTH - LABEL - 40
  const rows = bars.map(({ label, parts }, row) => {
    const y = row * (BAR + GAP)
    let x = LABEL
    const drawn = parts
      .filter(({ count }) => count > 0)
      .map(({ mark, count }) => {
        const width = (count / most) * room
        const { bar, onBar } = coloursOf(mark.level)
        const words = [`${mark.shape} ${count}`, mark.shape].find((each) => each.length * FIGURE + 4 <= width)
        const at = x
        x += width
        return `<rect x="${round(at)}" y="${y}" width="${round(width)}" height="${BAR}" fill="${bar}" stroke="#ffffff" stroke-width="1"/>${
          words === undefined
            ? ''
            : `<text x="${round(at + width / 2)}" y="${y + 14}" text-anchor="middle" fill="${onBar}">${runsOf(words)}</text>`
        }`
      })
    return `<text x="0" y="${y + 14}" fill="#0b0c0c">${runsOf(shortened(label))}</text>${drawn.join('')}<text x="${round(x + 6)}" y="${y + 14}" fill="#0b0c0c">${runsOf(String(totalOf(parts)))}</text>`
  })
  const height = bars.length * (BAR + GAP)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-size="11">${rows.join('')}</svg>`
}

/** A label as long as there is room for; the table below has all of it. */
const shortened = (label: string): string => {
  const characters = [...label]
  return characters.length > MOST_LABEL ? `${characters.slice(0, MOST_LABEL - 1).join('')}…` : label
}

/** Text in runs of one font each: a drawing takes what a font lacks from any font of the machine. */
const runsOf = (text: string): string => {
  const runs: { family: string; text: string }[] = []
  for (const character of text) {
    const last = runs.at(-1)
    const family = familyOf(character) ?? ''
    if (last?.family === family) last.text += character
    else runs.push({ family, text: character })
  }
  return runs
    .map(({ family, text: run }) => `<tspan font-family="${family}">${escaped(run)}</tspan>`)
    .join('')
}

const round = (value: number): number => Math.round(value * 100) / 100

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
