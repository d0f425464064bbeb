import { attribute, readXml } from './xml.ts'

/** The properties of a paragraph style, including inherited ones. */
export interface ParagraphStyle {
  heading: number | null
  list: { id: string | null; level: number } | null
}

/**
 * The paragraph styles by id. Heading levels count from 1 and come from the outline level, or from the name
 * of a style without one.
 */
export const readStyles = (bytes: Uint8Array | undefined): Map<string, ParagraphStyle> => {
  const styles = new Map<string, ParagraphStyle & { basedOn: string | null }>()
  let open: (ParagraphStyle & { basedOn: string | null }) | null = null
  let named: number | null = null
  if (!bytes) return styles
  readXml(bytes, {
    open(name, attributes) {
      const value = attribute(attributes, 'val') ?? ''
      if (name === 'w:style') {
        open = { heading: null, list: null, basedOn: null }
        named = null
        styles.set(attribute(attributes, 'styleId') ?? '', open)
      }
      if (!open) return
      if (name === 'w:name') named = headingName(value)
      else if (name === 'w:basedOn') open.basedOn = value
      else if (name === 'w:outlineLvl' && Number(value) < 9) open.heading = Number(value) + 1
      else if (name === 'w:numId') open.list = { id: value, level: open.list?.level ?? 0 }
      else if (name === 'w:ilvl') open.list = { id: open.list?.id ?? null, level: levelOf(value) }
    },
    close(name) {
      if (name !== 'w:style' || !open) return
      open.heading ??= named
      open = null
    },
  })
  for (const style of styles.values()) {
    let base = styles.get(style.basedOn ?? '')
    for (let steps = 0; base && steps < 20; steps++, base = styles.get(base.basedOn ?? '')) {
      style.heading ??= base.heading
      style.list ??= base.list
    }
  }
  return styles
}

/** "heading 2" is 2 in any spelling; a title is above all headings. */
export const headingName = (name: string): number | null => {
  if (/^title$/i.test(name)) return 1
  const level = /^heading ?([1-9])$/i.exec(name)?.[1]
  return level === undefined ? null : Number(level)
}

/** A list's level, from 0 to 8; 0 for an invalid one. */
export const levelOf = (said: string | undefined): number =>
  Math.min(Math.max(Math.trunc(Number(said)) || 0, 0), 8)

/** The longest marker of a list item, which is no more than a number and a few words. */
const longestMarker = 100

interface ListLevel {
  start: number
  format: string
  text: string
}
export type Numbering = Map<string, { list: string; levels: ListLevel[]; starts: Map<number, number> }>

/** The numbered lists by id, each with the levels of its abstract list. */
export const readNumbering = (bytes: Uint8Array | undefined): Numbering => {
  const lists = new Map<string, ListLevel[]>()
  const numbering: Numbering = new Map()
  let levels: ListLevel[] = []
  let level: ListLevel | null = null
  let instance = ''
  let at = 0
  if (!bytes) return numbering
  readXml(bytes, {
    open(name, attributes) {
      const value = attribute(attributes, 'val') ?? ''
      if (name === 'w:abstractNum') {
        levels = []
        lists.set(attribute(attributes, 'abstractNumId') ?? '', levels)
      } else if (name === 'w:num') instance = attribute(attributes, 'numId') ?? ''
      else if (name === 'w:abstractNumId')
        numbering.set(instance, {
          list: value,
          levels: (lists.get(value) ?? []).map((own) => ({ ...own })),
          starts: new Map(),
        })
      else if (name === 'w:lvlOverride') {
        at = levelOf(attribute(attributes, 'ilvl'))
        levels = numbering.get(instance)?.levels ?? []
      } else if (name === 'w:startOverride') numbering.get(instance)?.starts.set(at, Number(value) || 0)
      else if (name === 'w:lvl') {
        level = { start: 1, format: 'decimal', text: '' }
        levels[levelOf(attribute(attributes, 'ilvl'))] = level
      } else if (!level) return
      else if (name === 'w:start') level.start = Number(value) || 0
      else if (name === 'w:numFmt') level.format = value
      else if (name === 'w:lvlText') level.text = value.slice(0, longestMarker)
    },
    close(name) {
      if (name === 'w:lvl') level = null
    },
  })
  return numbering
}

/**
 * Counts list paragraphs as Word does: instances of one list share their counters; a level restarts after a
 * new item of a higher level.
 */
export const countMarkers = (numbering: Numbering): ((id: string, level: number) => string) => {
  const counts = new Map<string, (number | undefined)[]>()
  const begun = new Set<string>()
  return (id, level) => {
    const found = numbering.get(id)
    const own = found?.levels[level]
    if (!found || !own) return '•'
    if (own.format === 'bullet') return '•'
    const count = counts.get(found.list) ?? []
    counts.set(found.list, count)
    const restart = found.starts.get(level)
    if (restart !== undefined && !begun.has(`${id} ${level}`)) count[level] = restart
    else count[level] = (count[level] ?? own.start - 1) + 1
    begun.add(`${id} ${level}`)
    count.length = level + 1
    return own.text.replace(/%([1-9])/g, (_all, digit: string) => {
      const from = Number(digit) - 1
      const shown = found.levels[from]
      return shown ? write(count[from] ?? shown.start, shown.format) : ''
    })
  }
}

const write = (count: number, format: string): string => {
  if (format === 'lowerLetter') return letters(count).toLowerCase()
  if (format === 'upperLetter') return letters(count)
  if (format === 'lowerRoman') return roman(count).toLowerCase()
  if (format === 'upperRoman') return roman(count)
  if (format === 'decimalZero') return String(count).padStart(2, '0')
  return format === 'none' ? '' : String(count)
}

/** A to Z, then AA, BB (ECMA-376 part 1, 17.18.59). */
const letters = (count: number): string =>
  String.fromCharCode(65 + (Math.max(0, count - 1) % 26)).repeat(
    Math.min(20, Math.max(1, Math.floor((count - 1) / 26) + 1)),
  )

const roman = (count: number): string => {
  let rest = Math.min(Math.max(Math.trunc(count), 0), 4999)
  let text = ''
  for (const [value, sign] of romans) {
    text += sign.repeat(Math.floor(rest / value))
    rest %= value
  }
  return text
}
const romans = Object.entries({
  M: 1000,
  CM: 900,
  D: 500,
  CD: 400,
  C: 100,
  XC: 90,
  L: 50,
  XL: 40,
  X: 10,
  IX: 9,
  V: 5,
  IV: 4,
  I: 1,
}).map(([sign, value]) => [value, sign] as const)
