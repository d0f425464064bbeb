import {
  AlignmentType,
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import exceljs from 'exceljs'
import { type Passage, passagesOf } from '../src/passage.ts'
import type { Block, Cell, Source } from '../src/source/source.ts'

/** The same document in the other formats in which people keep it. */
export const reExpressed: Record<
  'html' | 'md' | 'docx' | 'xlsx' | 'csv',
  (source: Source) => Promise<Uint8Array>
> = {
  html: async (source) =>
    text(`<!doctype html><html><body>\n${partsOf(source).map(htmlOf).join('\n')}\n</body></html>`),
  md: async (source) => text(partsOf(source).map(markdownOf).join('\n\n')),
  docx: asWord,
  xlsx: asWorkbook,
  csv: asCsv,
}

type TablePart = Extract<Block, { kind: 'table' }>
type Part = TablePart | Passage

/** What a document's body holds, in order: passages as a reader parts them, and tables. */
function partsOf(source: Source): Part[] {
  const passages = passagesOf(source)
  return source.blocks.flatMap((block, at): Part[] => {
    if (block.kind === 'table') return [block]
    return passages
      .filter((passage) => passage.block === at)
      .flatMap((passage) => labelled(source, passage) ?? [passage])
  })
}

/** "Period: …" and "Sponsor: …" on lines of their own, each as a paragraph. */
function labelled(source: Source, passage: Passage): Passage[] | null {
  const lines = passage.pieces.map(
    (piece): Passage => ({ ...passage, text: source.pieces[piece]?.text ?? '', pieces: [piece] }),
  )
  return lines.length > 1 && lines.every((line) => /^\p{Lu}[^:]{1,40}:\s/u.test(line.text)) ? lines : null
}

const text = (said: string): Uint8Array => new TextEncoder().encode(said)
const escaped = (said: string): string =>
  said.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

function htmlOf(part: Part): string {
  if (part.kind === 'table')
    return `<table>\n${part.rows.map((row) => `<tr>${widened(part, row.cells).map(htmlCell).join('')}</tr>`).join('\n')}\n</table>`
  if (part.kind === 'heading') return `<h${levelOf(part)}>${escaped(part.text)}</h${levelOf(part)}>`
  if (part.kind === 'paragraph') return `<p>${escaped(part.text)}</p>`
  const number = /^(\d+)[.)]$/.exec(part.marker)?.[1]
  const item = `<li>${escaped(number || isBullet(part.marker) ? part.text : `${part.marker} ${part.text}`)}</li>`
  const list = number ? `<ol start="${number}">${item}</ol>` : `<ul>${item}</ul>`
  return part.level > 0 ? `<ul>${list}</ul>` : list
}

const htmlCell = (cell: Cell): string =>
  cell.items.length > 0
    ? `<td><ul>${cell.items.map((item) => `<li>${escaped(item.text)}</li>`).join('')}</ul></td>`
    : `<td>${escaped(cell.text).replace(/\n/g, '<br>')}</td>`

function markdownOf(part: Part): string {
  if (part.kind === 'table') {
    const rows = part.rows.map((row) => `| ${widened(part, row.cells).map(markdownCell).join(' | ')} |`)
    return [rows[0], `|${' --- |'.repeat(widthOf(part))}`, ...rows.slice(1)].join('\n')
  }
  if (part.kind === 'heading') return `${'#'.repeat(levelOf(part))} ${plain(part.text)}`
  if (part.kind === 'paragraph') return plain(part.text)
  return `${'    '.repeat(part.level)}${isBullet(part.marker) ? '-' : part.marker} ${plain(part.text)}`
}

const markdownCell = (cell: Cell): string =>
  cell.items.length > 0
    ? `<ul>${cell.items.map((item) => `<li>${plain(item.text)}</li>`).join('')}</ul>`
    : plain(cell.text).replace(/\n/g, '<br>')

/** Marks that Markdown would read as its own. */
const plain = (said: string): string => said.replace(/[\\|*_`<[\]]/g, '\\$&')

async function asWord(source: Source): Promise<Uint8Array> {
  let instance = 0
  let count = 0
  const paragraph = (passage: Passage): Paragraph => {
    if (passage.kind === 'heading')
      return new Paragraph({
        heading: HeadingLevel[`HEADING_${levelOf(passage) as 1 | 2 | 3}`],
        text: passage.text,
      })
    if (passage.kind === 'paragraph') return new Paragraph({ text: passage.text })
    if (isBullet(passage.marker))
      return new Paragraph({ numbering: { reference: 'bullets', level: passage.level }, text: passage.text })
    if (passage.marker === '1.') [instance, count] = [instance + 1, 0]
    if (passage.marker !== `${count + 1}.`)
      return new Paragraph({ text: `${passage.marker} ${passage.text}` })
    count++
    return new Paragraph({ numbering: { reference: 'numbers', level: 0, instance }, text: passage.text })
  }
  const cell = ({ items, text: said }: Cell): TableCell =>
    new TableCell({
      children:
        items.length > 0
          ? items.map(
              (item) => new Paragraph({ numbering: { reference: 'bullets', level: 0 }, text: item.text }),
            )
          : said.split('\n').map((line) => new Paragraph({ children: [new TextRun(line)] })),
    })
  const made = new Document({
    numbering: {
      config: [
        {
          reference: 'bullets',
          levels: [0, 1, 2].map((level) => ({
            level,
            format: LevelFormat.BULLET,
            text: '•',
            alignment: AlignmentType.LEFT,
          })),
        },
        {
          reference: 'numbers',
          levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.LEFT }],
        },
      ],
    },
    sections: [
      {
        children: partsOf(source).map((part) =>
          part.kind === 'table'
            ? new Table({
                rows: part.rows.map((row) => new TableRow({ children: widened(part, row.cells).map(cell) })),
              })
            : paragraph(part),
        ),
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(made))
}

/** Everything on one sheet: a line a row in the first column, the tables where they stand, an empty row between them and the words. */
const sheetOf = (source: Source): string[][] =>
  partsOf(source).flatMap((part) => {
    if (part.kind === 'table')
      return [[], ...part.rows.map((row) => widened(part, row.cells).map((cell) => cell.text)), []]
    return [
      [
        part.kind === 'item'
          ? `${part.level > 0 && isBullet(part.marker) ? '◦' : part.marker} ${part.text}`
          : part.text,
      ],
    ]
  })

async function asWorkbook(source: Source): Promise<Uint8Array> {
  const book = new exceljs.Workbook()
  const sheet = book.addWorksheet('Sheet1')
  for (const row of sheetOf(source)) sheet.addRow(row.map((cell) => cell || null))
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** The same sheet with every row as wide as the widest, as spreadsheets save it. */
async function asCsv(source: Source): Promise<Uint8Array> {
  const rows = sheetOf(source)
  const width = Math.max(...rows.map((row) => row.length))
  const lines = rows.map((row) =>
    Array.from({ length: width }, (_, column) => `"${(row[column] ?? '').replace(/"/g, '""')}"`).join(','),
  )
  return text(lines.join('\r\n'))
}

const isBullet = (marker: string): boolean => !/[\p{L}\p{N}]/u.test(marker)
const levelOf = (passage: Passage): number => Math.min(3, Math.max(1, passage.level))
const widthOf = (table: TablePart): number => Math.max(...table.rows.map((row) => row.cells.length))
const nothing: Cell = { text: '', items: [], pieces: [], colSpan: 1, rowSpan: 1 }

/** A text's row may lack cells at its end; the other formats have them. */
const widened = (table: TablePart, cells: readonly Cell[]): Cell[] => [
  ...cells,
  ...Array.from({ length: widthOf(table) - cells.length }, () => nothing),
]
