import { noTimescale, readTimescale, type Timescale, type TimescaleNote } from '@beatbook/domain'
import type { ReadOptions } from '../shape.ts'

export interface DeadlineInText {
  readonly timescale: Timescale
  readonly notes: TimescaleNote[]
  /** Other dated phrases of the text, which are not used. */
  readonly others: string[]
}

/**
 * The timescale in a recommendation's text ("By October 2018, all forces should …"): the first phrase that is
 * a deadline, otherwise one that means at once. `said` is that phrase; kind `none` where there is none.
 */
export function deadlineInText(text: string, options: ReadOptions): DeadlineInText {
  const settings = options.quarters ? { quarters: options.quarters } : {}
  const read = [...text.matchAll(phrase)]
    .map((found) => ({
      said: found[0].replace(/\s+/g, ' ').trim(),
      ...readTimescale(found[0].replace(/\s+/g, ' ').trim(), settings),
    }))
    .filter(({ timescale }) => timescale.kind !== 'unknown' && timescale.kind !== 'none')
  const first =
    read.find(({ timescale }) => timescale.kind === 'by' || timescale.kind === 'between') ?? read[0]
  if (first)
    return {
      timescale: first.timescale,
      notes: first.notes,
      others: [...new Set(read.filter((r) => r !== first && r.said !== first.said).map((r) => r.said))],
    }
  const atOnce =
    /\b(?:with immediate effect|immediately|as soon as (?:is )?(?:possible|practicable))\b/i.exec(text)?.[0]
  return atOnce
    ? { ...readTimescale(atOnce, settings), others: [] }
    : { timescale: noTimescale, notes: [], others: [] }
}

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const year = "(?:(?:19|20)\\d\\d(?:\\s*[/–-]\\s*\\d\\d(?:\\d\\d)?)?|['’]\\d\\d)"
const day = '\\d{1,2}(?:st|nd|rd|th)?'
const when = [
  `${day}\\s+(?:of\\s+)?${month},?\\s+${year}`,
  `${month}\\s+${day},?\\s+${year}`,
  `\\d{1,2}[/.]\\d{1,2}[/.](?:\\d{4}|\\d{2})`,
  `${month},?\\s*${year}`,
  `(?:the\\s+)?(?:spring|summer|autumn|winter)(?:\\s+of)?\\s+${year}`,
  `(?:the\\s+)?(?:q[1-4]|(?:first|second|third|fourth|final)\\s+quarter)(?:\\s+of)?\\s+${year}`,
  `(?:(?:the\\s+)?(?:financial|calendar)\\s+year\\s+)?(?:19|20)\\d\\d(?:\\s*[/–-]\\s*\\d\\d(?:\\d\\d)?)?`,
].join('|')
const span =
  '(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty[- ]four)\\s+(?:(?:calendar|working)\\s+)?(?:days?|weeks?|months?|years?)'
const edge = '(?:(?:the\\s+)?(?:end|start|beginning|middle)\\s+of\\s+|(?:early|mid|late)[-\\s]+)?'
const phrase = new RegExp(
  `\\b(?:(?:by(?:\\s+no\\s+later\\s+than)?|no(?:t)?\\s+later\\s+than|before|until|at\\s+the\\s+latest\\s+by)\\s+${edge}(?:${when})(?!\\d)|within\\s+(?:the\\s+next\\s+)?${span}(?:\\s+of\\s+[^,.;:]{3,60})?)`,
  'gi',
)
