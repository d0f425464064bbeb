import { strToU8, zipSync } from 'fflate'
import { type GeneratedRow, headings } from './plans.ts'

/** A plan as a text table with tabs, as it is pasted from a page. */
export const asText = (title: string, rows: readonly GeneratedRow[]): Uint8Array<ArrayBuffer> =>
  bytesOf([title, '', headings.join('\t'), ...rows.map((row) => cellsOf(row).join('\t')), ''].join('\n'))

/** The same plan as a Word document: its title and one table. */
export const asDocx = (title: string, rows: readonly GeneratedRow[]): Uint8Array => {
  const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`
  const row = (cells: readonly string[]) =>
    `<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`
  const table = `<w:tbl>${row(headings)}${rows.map((each) => row(cellsOf(each))).join('')}</w:tbl>`
  return zipped({
    '[Content_Types].xml': contentTypes(
      '/word/document.xml',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
    ),
    '_rels/.rels': relations('officeDocument', 'word/document.xml'),
    'word/document.xml': `${xml}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraph(title)}${table}${paragraph('')}</w:body></w:document>`,
  })
}

/** The same plan as a workbook of one sheet, its title above its headings. */
export const asXlsx = (title: string, rows: readonly GeneratedRow[]): Uint8Array => {
  const cell = (text: string, column: number, row: number) =>
    text === ''
      ? ''
      : `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  const line = (cells: readonly string[], row: number) =>
    `<row r="${row}">${cells.map((text, column) => cell(text, column, row)).join('')}</row>`
  const lines = [
    line([title], 1),
    line(headings, 3),
    ...rows.map((each, index) => line(cellsOf(each), index + 4)),
  ]
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  return zipped({
    '[Content_Types].xml': contentTypes(
      '/xl/workbook.xml',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
      '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>',
    ),
    '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
  })
}

const cellsOf = (row: GeneratedRow): string[] => [
  row.ref,
  row.text,
  row.owner,
  row.date,
  row.level,
  row.update,
]

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(strToU8(text))

const zipped = (parts: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'

const contentTypes = (part: string, type: string, more = ''): string =>
  `${xml}<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="${part}" ContentType="${type}"/>${more}</Types>`

const relations = (kind: string, target: string): string =>
  `${xml}<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${office}/${kind}" Target="${target}"/></Relationships>`

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
