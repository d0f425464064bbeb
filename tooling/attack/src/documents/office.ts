import { strToU8, zipSync } from 'fflate'

/**
 * A Word document whose body is `body` (WordprocessingML); `parts` are further parts by name, with their
 * relationships.
 */
export const docx = (body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipped({
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations('rId1', 'officeDocument', 'word/document.xml'),
    'word/document.xml': `${xml}<w:document xmlns:w="${word}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>${body}</w:body></w:document>`,
    ...parts,
  })

/** A paragraph with one run. */
export const paragraph = (text: string, properties = ''): string =>
  `<w:p>${properties}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

/** A table of rows of cells, each a paragraph. */
export const wordTable = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`

/** A workbook with the content `sheets` (SpreadsheetML inside `<worksheet>`). */
export const xlsx = (sheets: readonly string[], parts: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipped({
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations('rId1', 'officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `${xml}<workbook xmlns="${sheet}" xmlns:r="${office}"><sheets>${sheets
      .map((_, n) => `<sheet name="Sheet ${n + 1}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships xmlns="${packaging}/relationships">${sheets
      .map((_, n) => relation(`rId${n + 1}`, 'worksheet', `worksheets/sheet${n + 1}.xml`))
      .join(
        '',
      )}${relation('rIdS', 'sharedStrings', 'sharedStrings.xml', 'xl/sharedStrings.xml' in parts)}${relation('rIdT', 'styles', 'styles.xml', 'xl/styles.xml' in parts)}</Relationships>`,
    ...Object.fromEntries(
      sheets.map((content, n) => [
        `xl/worksheets/sheet${n + 1}.xml`,
        `${xml}<worksheet xmlns="${sheet}">${content}</worksheet>`,
      ]),
    ),
    ...parts,
  })

/** The sheet data of some rows, without empty cells. */
export const sheetData = (rows: readonly (readonly string[])[]): string =>
  `<sheetData>${rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((text, column) => inlineCell(text, column, row)).join('')}</row>`,
    )
    .join('')}</sheetData>`

const inlineCell = (text: string, column: number, row: number): string =>
  text === ''
    ? ''
    : `<c r="${columnName(column)}${row + 1}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`

/** A, B, … Z, AA: the name of a column, counted from 0. */
export const columnName = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)

/** A zip of parts given as text or bytes. */
export const zipped = (parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
    { level: 6 },
  )

export const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const sheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const contentTypes = `${xml}<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`
const relation = (id: string, kind: string, target: string, wanted = true): string =>
  wanted ? `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>` : ''

/** A relationships part with one relationship. */
export const relations = (id: string, kind: string, target: string): string =>
  `${xml}<Relationships xmlns="${packaging}/relationships">${relation(id, kind, target)}</Relationships>`
