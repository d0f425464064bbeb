import { headingName, levelOf, type ParagraphStyle } from './docx-lists.ts'
import { type Flow, type Style, textBox } from './flow.ts'
import { within } from './limits.ts'
import { attribute, readXml } from './xml.ts'

/**
 * Returns a function that reads a part's paragraphs and tables into the flow and returns whether they were
 * well-formed XML. Of alternative contents the first is read. (ECMA-376 part 1, chapter 17.)
 */
export const paragraphReader = (
  flow: Flow,
  styles: Map<string, ParagraphStyle>,
  markers: (id: string, level: number) => string,
): ((bytes: Uint8Array) => boolean) => {
  const open: Open = {
    flow,
    styles,
    markers,
    line: 0,
    paragraph: null,
    waiting: [],
    cells: [],
    pending: [],
    skipping: 0,
    chosen: [],
    deleted: 0,
    run: newRun(),
    text: null,
  }
  return (bytes) =>
    readXml(bytes, {
      open: (name, attributes) => enter(open, name, attributes),
      close: (name) => leave(open, name),
      text(text) {
        if (open.text === null) return
        open.text += text
        within('paragraph', open.text.length)
      },
    })
}

interface Paragraph {
  style: string
  outline: number | null
  list: { id: string | null; level: number | null } | null
  properties: boolean
  hasText: boolean
  pageBreak: boolean
}
interface Open {
  readonly flow: Flow
  readonly styles: Map<string, ParagraphStyle>
  readonly markers: (id: string, level: number) => string
  line: number
  paragraph: Paragraph | null
  /** Paragraphs and runs around a text box. */
  readonly waiting: { paragraph: Paragraph | null; run: Run }[]
  /** The content of the open cells: text, or only an automatic number. */
  readonly cells: { hasText: boolean; marker: string }[]
  /** Cells whose properties have not been read yet. */
  readonly pending: ({ colSpan: number; continues: boolean } | null)[]
  skipping: number
  /** For each open group of alternatives, whether one has been read. */
  readonly chosen: boolean[]
  deleted: number
  run: Run
  text: string | null
}
interface Run {
  open: boolean
  struck: boolean
  hidden: boolean
}

const newRun = (): Run => ({ open: false, struck: false, hidden: false })
const isOn = (attributes: Record<string, string>): boolean =>
  !/^(?:0|false|off|none)$/.test(attribute(attributes, 'val') ?? '')

const enter = (open: Open, name: string, attributes: Record<string, string>): void => {
  if (name === 'mc:AlternateContent') open.chosen.push(false)
  if (name === 'mc:Choice' || name === 'mc:Fallback') {
    if (open.chosen.at(-1)) open.skipping++
    else if (open.chosen.length > 0) open.chosen[open.chosen.length - 1] = true
    else if (name === 'mc:Fallback') open.skipping++
    return
  }
  if (formerProperties.has(name)) open.skipping++
  if (open.skipping === 0) entering[name]?.(open, attributes)
}

const leave = (open: Open, name: string): void => {
  if (name === 'mc:AlternateContent') open.chosen.pop()
  if (name === 'mc:Choice' || name === 'mc:Fallback') {
    if (open.skipping > 0) open.skipping--
    return
  }
  if (formerProperties.has(name)) open.skipping--
  if (open.skipping === 0) leaving[name]?.(open)
}

/** The formatting before a tracked change. */
const formerProperties = new Set([
  'w:pPrChange',
  'w:rPrChange',
  'w:tcPrChange',
  'w:trPrChange',
  'w:tblPrChange',
  'w:sectPrChange',
])

const addText = (open: Open, text: string): void => {
  const { flow, run, line } = open
  if (open.deleted > 0) flow.aside('deleted text', text, line)
  else if (run.hidden) flow.aside('hidden text', text, line)
  else {
    flow.addText(text, line, text, run.struck)
    const cell = open.cells.at(-1)
    if (text.trim() === '') return
    if (open.paragraph) open.paragraph.hasText = true
    if (cell && open.waiting.length === 0) cell.hasText = true
  }
}

const openPending = (open: Open): void => {
  const cell = open.pending.at(-1)
  if (!cell) return
  open.pending[open.pending.length - 1] = null
  open.flow.openCell(cell.colSpan, 1, cell.continues)
}

/** A character by its hexadecimal code point; a square for an invalid one. */
const symbol = (code: string | undefined): string => {
  const number = Number.parseInt(code ?? '', 16)
  return number > 0 && number < 0xd800
    ? String.fromCharCode(number)
    : number >= 0xe000 && number <= 0x10ffff
      ? String.fromCodePoint(number)
      : '\u25a1'
}

const startText = (open: Open): void => {
  open.text = ''
}
const sayText = (open: Open): void => {
  const text = open.text ?? ''
  open.text = null
  if (text !== '') addText(open, text)
}

const entering: Record<string, (open: Open, attributes: Record<string, string>) => void> = {
  'w:t': startText,
  'w:delText': startText,
  'm:t': startText,
  'a:t': startText,
  'a:p': (open) => entering['w:p']?.(open, {}),
  'w:tab': (open) => open.run.open && addText(open, '\t'),
  'w:cr': (open) => addText(open, '\n'),
  'w:noBreakHyphen': (open) => addText(open, '\u2011'),
  'w:sym': (open, attributes) => addText(open, symbol(attribute(attributes, 'char'))),
  'w:br': (open, attributes) => {
    if (attribute(attributes, 'type') !== 'page') addText(open, '\n')
    else if (open.paragraph) open.paragraph.pageBreak = true
  },
  'w:del': (open) => open.deleted++,
  'w:moveFrom': (open) => open.deleted++,
  'w:r': (open) => {
    open.run = { ...newRun(), open: true }
  },
  'w:strike': (open, attributes) => {
    if (open.run.open) open.run.struck = isOn(attributes)
  },
  'w:dstrike': (open, attributes) => {
    if (open.run.open) open.run.struck = isOn(attributes)
  },
  'w:vanish': (open, attributes) => {
    if (open.run.open) open.run.hidden = isOn(attributes)
  },
  'w:p': (open) => {
    openPending(open)
    open.line++
    open.run = newRun()
    open.paragraph = {
      style: '',
      outline: null,
      list: null,
      properties: false,
      hasText: false,
      pageBreak: false,
    }
  },
  'w:pStyle': (open, attributes) => {
    if (open.paragraph) open.paragraph.style = attribute(attributes, 'val') ?? ''
  },
  'w:outlineLvl': (open, attributes) => {
    if (open.paragraph) open.paragraph.outline = Number(attribute(attributes, 'val'))
  },
  'w:numId': (open, attributes) => {
    if (open.paragraph)
      open.paragraph.list = {
        id: attribute(attributes, 'val') ?? null,
        level: open.paragraph.list?.level ?? null,
      }
  },
  'w:ilvl': (open, attributes) => {
    if (open.paragraph)
      open.paragraph.list = {
        id: open.paragraph.list?.id ?? null,
        level: levelOf(attribute(attributes, 'val')),
      }
  },
  'w:txbxContent': (open) => {
    open.waiting.push({ paragraph: open.paragraph, run: open.run })
    open.flow.openPart(textBox)
  },
  'w:tbl': (open) => {
    openPending(open)
    open.flow.openTable()
  },
  'w:tr': (open) => open.flow.openRow(false, false),
  'w:gridBefore': (open, attributes) => {
    open.flow.openCell(Number(attribute(attributes, 'val')), 1)
    open.flow.closeCell()
  },
  'w:tblHeader': (open, attributes) => {
    if (isOn(attributes)) open.flow.closeRow(true)
  },
  'w:tc': (open) => {
    open.pending.push({ colSpan: 1, continues: false })
    open.cells.push({ hasText: false, marker: '' })
  },
  'w:gridSpan': (open, attributes) => {
    const cell = open.pending.at(-1)
    if (cell) cell.colSpan = Number(attribute(attributes, 'val'))
  },
  'w:vMerge': (open, attributes) => {
    const cell = open.pending.at(-1)
    if (cell) cell.continues = attribute(attributes, 'val') !== 'restart'
  },
}

const leaving: Record<string, (open: Open) => void> = {
  'w:t': sayText,
  'w:delText': sayText,
  'm:t': sayText,
  'a:t': sayText,
  'a:p': (open) => leaving['w:p']?.(open),
  'w:del': (open) => open.deleted--,
  'w:moveFrom': (open) => open.deleted--,
  'w:r': (open) => {
    open.run = newRun()
  },
  'w:p': (open) => {
    endParagraph(open)
    open.paragraph = null
  },
  'w:txbxContent': (open) => {
    open.flow.closePart()
    const outer = open.waiting.pop()
    open.paragraph = outer?.paragraph ?? null
    open.run = outer?.run ?? newRun()
  },
  'w:tcPr': openPending,
  'w:tc': (open) => {
    openPending(open)
    open.pending.pop()
    const cell = open.cells.pop()
    // A column of automatic numbers has no text of its own.
    if (cell && !cell.hasText && cell.marker !== '') {
      open.flow.addText(cell.marker, open.line)
      open.flow.end({ kind: 'paragraph' })
    }
    open.flow.closeCell()
  },
  'w:tr': (open) => open.flow.closeRow(),
  'w:tbl': (open) => open.flow.closeTable(),
}

const endParagraph = (open: Open): void => {
  const { paragraph, flow } = open
  if (!paragraph) return
  const style = open.styles.get(paragraph.style)
  const list = {
    id: paragraph.list?.id ?? style?.list?.id ?? null,
    level: paragraph.list?.level ?? style?.list?.level ?? 0,
  }
  const marker = list.id !== null && list.id !== '0' ? open.markers(list.id, list.level) : null
  const outline = paragraph.outline !== null && paragraph.outline < 9 ? paragraph.outline + 1 : null
  const heading = outline ?? style?.heading ?? headingName(paragraph.style)
  const counted = marker !== null && /[\p{L}\p{N}]/u.test(marker) ? marker : ''
  const cell = open.cells.at(-1)
  if (cell && !paragraph.hasText && counted !== '') cell.marker = counted
  if (heading !== null) flow.end({ kind: 'heading', level: heading }, counted)
  else flow.end(bodyStyle(paragraph.style, marker, list.level))
  if (paragraph.pageBreak && open.cells.length === 0 && open.waiting.length === 0) flow.pageBreak()
}

const bodyStyle = (style: string, marker: string | null, level: number): Style => {
  if (/^(?:TOC|Contents)\d$/i.test(style)) return { kind: 'aside', part: 'contents' }
  return marker === null ? { kind: 'paragraph' } : { kind: 'item', depth: level, marker }
}
