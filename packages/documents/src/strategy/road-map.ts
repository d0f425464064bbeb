import { readTimescale, type Timescale } from '@beatbook/domain'
import { addAll } from '../lists.ts'
import { looksLikeHeading, type Passage } from '../passage.ts'
import type { ReadOptions } from '../shape.ts'

/** A separate date in a road map ("Oct' 23"). */
export interface DateLabel {
  readonly timescale: Timescale
  readonly pieces: readonly number[]
  /** Its position among the road map's parts. */
  readonly at: number
}

export interface RoadMapMilestone {
  readonly heading: string
  /** Its lines. */
  readonly description: string[]
  readonly pieces: number[]
  readonly at: number
  /** A date in the milestone's own line ("Sept 2023 – Launch") or above its list, which is certain. */
  readonly dated: Timescale | null
  /** The pieces of that date, if it is in a line above. */
  readonly above?: readonly number[]
}

export interface RoadMap {
  /** The range of its passages, end exclusive. */
  readonly start: number
  readonly end: number
  readonly heading: Passage
  readonly milestones: RoadMapMilestone[]
  readonly labels: DateLabel[]
}

/** The section of a road map's milestones. */
export const roadMapTitle = 'Road map'

/**
 * A document's road map: under a heading with that name, milestones with their descriptions, and dates next
 * to them or apart. Running heads and feet are skipped.
 */
export function roadMapIn(
  passages: readonly Passage[],
  options: ReadOptions,
  isRunningHead: (text: string) => boolean,
): RoadMap | null {
  let tries = 0
  for (const [start, p] of passages.entries()) {
    if (tries >= mostTries) return null
    if (p.kind === 'item' || p.text.length > 80 || !/\broad\s?-?map\b/i.test(p.text) || /[.;,]$/.test(p.text))
      continue
    tries++
    const roadMap = roadMapAt(passages, start, p, options, isRunningHead)
    if (roadMap) return roadMap
  }
  return null
}

/** The most headings with "road map" that are tried: a document has one, and mentions it in others. */
const mostTries = 20

function roadMapAt(
  passages: readonly Passage[],
  start: number,
  heading: Passage,
  options: ReadOptions,
  isRunningHead: (text: string) => boolean,
): RoadMap | null {
  const after = passages.slice(start + 1)
  const isLabel = (p: Passage) => labelOf(p, options) !== null
  const capitals = after.filter((p) => isCapitals(p) && !isLabel(p)).length >= 2
  const level = heading.kind === 'heading' ? heading.level : 0
  const own = after.find((p) => p.kind === 'heading' && !isLabel(p))?.level ?? 0
  // It ends at a numbered heading, an appendix, or a heading of its own level, unless its milestones have
  // that level.
  const ends = after.findIndex((p) => {
    if (p.kind !== 'heading' || isLabel(p) || (capitals && isCapitals(p))) return false
    return (
      /^\d+(?:\.\d+)*[.)]?\s+\p{L}/u.test(p.text) ||
      /^(?:appendix|annex|glossary|references|contact)/i.test(p.text) ||
      p.level < level ||
      (p.level === level && (capitals || own > level))
    )
  })
  const part = ends < 0 ? after : after.slice(0, ends)

  const labels: DateLabel[] = []
  const milestones: RoadMapMilestone[] = []
  let open: { milestone: RoadMapMilestone; labelSince: boolean } | null = null
  let listed: DateLabel | null = null
  let topLevel: number | null = null
  part.forEach((p, at) => {
    const label = labelOf(p, options)
    if (isRunningHead(p.text)) return
    if (label) {
      listed = { timescale: label, pieces: p.pieces, at }
      labels.push(listed)
      if (open) open = { ...open, labelSince: open.labelSince || open.milestone.description.length > 0 }
      return
    }
    if (
      p.kind === 'item' &&
      listed &&
      !capitals &&
      datedLine(p, options) === null &&
      (open === null || open.labelSince)
    ) {
      const last = milestones.at(-1)
      if (last && last.above === listed.pieces && p.level > (topLevel ?? p.level)) describe(last, p)
      else
        milestones.push({
          heading: p.text,
          description: [],
          pieces: [...p.pieces],
          at,
          dated: listed.timescale,
          above: listed.pieces,
        })
      if (labels.at(-1) === listed) labels.pop()
      topLevel ??= p.level
      return
    }
    listed = null
    const dated = p.kind === 'item' || !capitals ? datedLine(p, options) : null
    if (dated) {
      milestones.push({
        heading: dated.words,
        description: [],
        pieces: [...p.pieces],
        at,
        dated: dated.timescale,
      })
      open = null
    } else if (
      capitals
        ? isCapitals(p)
        : p.kind === 'heading' || (looksLikeHeading(p) && isLabel(part[at - 1] ?? heading))
    ) {
      const milestone = { heading: p.text, description: [], pieces: [...p.pieces], at, dated: null }
      milestones.push(milestone)
      open = { milestone, labelSince: false }
    } else if (open && !open.labelSince) {
      describe(open.milestone, p)
    }
  })
  return milestones.length < 2 ? null : { start, end: start + 1 + part.length, heading, milestones, labels }
}

/** Adds a passage to the description of a milestone. */
function describe(milestone: RoadMapMilestone, { text, pieces }: Passage): void {
  if (text !== '') milestone.description.push(text)
  addAll(milestone.pieces, pieces)
}

/** The date of a passage that is only a date. */
function labelOf(p: Passage, options: ReadOptions): Timescale | null {
  const text = p.text.trim()
  if (text.length > 40 || !/\d/.test(text) || !/^[\p{L}\d\s.,'’/–-]+$/u.test(text)) return null
  const { timescale } = readTimescale(text, options.quarters ? { quarters: options.quarters } : {})
  const words = text.replace(
    /\b(?:q[1-4]|quarter|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|spring|summer|autumn|winter|early|mid|late|end|of|by|to|the|\d+(?:st|nd|rd|th)?)\b/gi,
    '',
  )
  return timescale.latest !== null &&
    (timescale.kind === 'by' || timescale.kind === 'between') &&
    !/\p{L}/u.test(words)
    ? timescale
    : null
}

function datedLine(p: Passage, options: ReadOptions): { timescale: Timescale; words: string } | null {
  const [, said, words] = /^(.{3,30}?)\s*(?::|\s[–—-])\s+(.+)$/s.exec(p.text) ?? []
  const timescale = said ? labelOf({ ...p, text: said }, options) : null
  return timescale && words ? { timescale, words } : null
}

const isCapitals = (p: Passage): boolean =>
  p.kind !== 'item' && p.text.length <= 80 && /\p{Lu}{2}/u.test(p.text) && !/\p{Ll}/u.test(p.text)
