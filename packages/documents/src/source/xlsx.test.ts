import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import excel from 'exceljs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { sharedDocuments } from '../../test/shared-documents.ts'
import { openDocument } from './open.ts'
import type { Source } from './source.ts'

const read = async (bytes: Uint8Array): Promise<Source> => {
  const opened = await openDocument('plan.xlsx', bytes)
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}
const made = async (fill: (book: excel.Workbook) => void): Promise<Uint8Array> => {
  const book = new excel.Workbook()
  fill(book)
  return new Uint8Array(await book.xlsx.writeBuffer())
}
const tables = (source: Source) => source.blocks.filter((block) => block.kind === 'table')
const texts = (source: Source) => tables(source)[0]?.rows.map((row) => row.cells.map((cell) => cell.text))

describe('an Excel workbook', () => {
  it.each<[string, excel.CellValue, string, string, object | undefined]>([
    ['a number', 0.1 + 0.2, 'General', '0.3', { number: 0.1 + 0.2 }],
    ['a percentage as shown', 0.405, '0%', '41%', { number: 0.405 }],
    ['money with its sign', 1234.5, '[$£-809]#,##0.00', '£1,234.50', { number: 1234.5 }],
    ['a number a format hides', 7, ';;;', '7', { number: 7 }],
    ['a day, whatever its format', new Date('2022-10-31'), 'mm-dd-yy', '2022-10-31', { date: '2022-10-31' }],
    ['a month that is shown as one', new Date('2022-10-01'), 'mmm-yy', 'Oct 2022', undefined],
    ['a year that is shown as one', new Date('2022-01-01'), 'yyyy', '2022', undefined],
    [
      'a day and its time',
      new Date('2022-10-31T09:30:00Z'),
      'dd/mm/yyyy hh:mm',
      '2022-10-31 09:30',
      { date: '2022-10-31' },
    ],
    ['a day nobody may give, as words only', new Date('9999-12-31'), 'dd/mm/yyyy', '9999-12-31', undefined],
    ['a date count past the year 9999', 1e9, 'dd/mm/yyyy', 'Invalid date', undefined],
    ['a truth', true, 'General', 'TRUE', { boolean: true }],
    ['text with line breaks', 'one\ntwo ', 'General', 'one\ntwo', undefined],
    [
      'text in several fonts',
      { richText: [{ text: 'a' }, { font: { bold: true }, text: 'b' }] },
      'General',
      'ab',
      undefined,
    ],
    ['the result of a formula', { formula: 'A9', result: 12 }, 'General', '12', { number: 12 }],
    [
      'the day a formula gives',
      { formula: 'TODAY()', result: new Date('2023-01-05') },
      'dd/mm/yyyy',
      '2023-01-05',
      { date: '2023-01-05' },
    ],
    ['an error', { error: '#N/A' }, 'General', '#N/A', undefined],
    [
      'a link by its words',
      { text: 'Lanes', hyperlink: 'https://example.org' },
      'General',
      'Lanes',
      undefined,
    ],
  ])('gives %s', async (_what, value, numFmt, text, shown) => {
    const source = await read(
      await made((book) => {
        const cell = book.addWorksheet('Plan').getCell('B2')
        cell.value = value
        cell.numFmt = numFmt
      }),
    )
    const cell = tables(source)[0]?.rows[0]?.cells[1]
    expect(cell).toMatchObject({ text, ...(shown ? { value: shown } : {}) })
    expect(cell?.value === undefined).toBe(shown === undefined)
    expect(source.pieces[0]?.place).toEqual({ sheet: 'Plan', row: 2, column: 2 })
  })

  it('has merged cells with their spans, cut to the filled part', async () => {
    const source = await read(
      await made((book) => {
        const sheet = book.addWorksheet('Plan')
        sheet.addRows([['Title'], ['1', 'Map', 'Hubs'], ['', 'Walk', 'Lanes']])
        sheet.mergeCells('A1:Z1')
        sheet.mergeCells('A2:A3')
      }),
    )
    const [table] = tables(source)
    expect(table?.rows[0]?.cells.map((cell) => [cell.text, cell.colSpan])).toEqual([['Title', 26]])
    expect(table?.rows[1]?.cells[0]?.rowSpan).toBe(2)
    expect(table?.rows[2]?.cells.map((cell) => cell.text)).toEqual(['Walk', 'Lanes'])
  })

  it('marks hidden content, and includes it', async () => {
    const source = await read(
      await made((book) => {
        const sheet = book.addWorksheet('Plan')
        sheet.addRows([['a'], ['b'], ['c']])
        sheet.getRow(2).hidden = true
        book.addWorksheet('Lists', { state: 'veryHidden' }).addRow(['d'])
      }),
    )
    expect(tables(source).map((table) => [table.sheet, table.rows.map((row) => row.hidden)])).toEqual([
      ['Plan', [false, true, false]],
      ['Lists', [true]],
    ])
    expect(source.pieces.map((piece) => piece.place.part)).toEqual([
      undefined,
      undefined,
      undefined,
      'hidden sheet',
    ])
  })

  it('does not mark rows hidden by a filter as hidden', async () => {
    const source = await read(
      await made((book) => {
        const sheet = book.addWorksheet('Plan')
        sheet.addRows([['Ref'], ['1'], ['2']])
        sheet.autoFilter = 'A1:A3'
        sheet.getRow(2).hidden = true
      }),
    )
    expect(tables(source)[0]?.rows.map((row) => row.hidden)).toEqual([false, false, false])
  })

  it('ignores struck text next to other text, with a note', async () => {
    const source = await read(
      await made(
        (book) =>
          void book
            .addWorksheet('Plan')
            .addRow([{ richText: [{ font: { strike: true }, text: 'June' }, { text: ' July' }] }]),
      ),
    )
    expect(texts(source)).toEqual([['July']])
    expect(source.notes.map((note) => [note.code, 'text' in note.args && note.args.text])).toEqual([
      ['deleted-text', 'June'],
    ])
  })

  it('has comments as asides', async () => {
    const source = await read(
      await made(
        (book) =>
          void Object.assign(book.addWorksheet('Plan').getCell('A1'), {
            value: 'a',
            note: 'Ask the lanes team',
          }),
      ),
    )
    expect(source.blocks.at(-1)).toMatchObject({ kind: 'aside', part: 'comment', text: 'Ask the lanes team' })
  })

  it('reads a list in a cell as its items', async () => {
    const source = await read(
      await writeXlsx({ sheets: [{ name: 'Plan', rows: [['<ul><li>Hubs</li><li>Lanes</li></ul>']] }] }),
    )
    expect(tables(source)[0]?.rows[0]?.cells[0]?.items.map((item) => item.text)).toEqual(['Hubs', 'Lanes'])
  })

  it('reads ten thousand rows', async () => {
    const rows = Array.from({ length: 10_000 }, (_, row) => [row, 'Walk the lanes', 'Lanes team', 'Oct 22'])
    expect((await read(await writeXlsx({ sheets: [{ name: 'Plan', rows }] }))).pieces).toHaveLength(40_000)
  })

  it('is read completely or refused if any of its parts is missing', async () => {
    const bytes = await made((book) => {
      book.addWorksheet('Plan').addRow(['a', 'b', 3])
      book.addWorksheet('More').addRow(['c'])
    })
    for (const name of Object.keys(unzipSync(bytes))) {
      const { [name]: _gone, ...rest } = unzipSync(bytes)
      const opened = await openDocument('plan.xlsx', zipSync(rest))
      if (opened.ok)
        expect([name, opened.value.pieces.map((piece) => piece.text)]).toEqual([name, ['a', 'b', '3', 'c']])
      else expect([name, opened.error.code]).toEqual([name, 'broken-archive'])
    }
  })

  it('is refused if two cells have the same position', async () => {
    const parts = unzipSync(await made((book) => void book.addWorksheet('Plan').addRow(['a', 'b'])))
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array()).replace('r="B1"', 'r="A1"')
    expect(
      await openDocument('plan.xlsx', zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(sheet) })),
    ).toMatchObject({
      ok: false,
      error: { code: 'broken-archive' },
    })
  })

  it('never throws if truncated or with a flipped byte', async () => {
    const bytes = await made(
      (book) => void book.addWorksheet('Plan').addRow(['a', 1, new Date('2022-10-31')]),
    )
    for (let at = 2; at < bytes.length; at += 37) {
      const flipped = bytes.slice()
      flipped[at] = (flipped[at] ?? 0) ^ 0x15
      expect(typeof (await openDocument('plan.xlsx', flipped)).ok).toBe('boolean')
      expect(await openDocument('plan.xlsx', bytes.subarray(0, at))).toMatchObject({
        ok: false,
        error: { code: 'broken-archive' },
      })
    }
  })
})

const shared = sharedDocuments()

describe.skipIf(shared === null)('the workbooks that are no part of this repository', () => {
  const folder = join(shared ?? '', 'more')
  const files = shared === null ? [] : readdirSync(folder).filter((file) => file.endsWith('.xlsx'))

  it.each(files)('%s: every cell another reader finds filled is in a piece', async (file) => {
    const bytes = readFileSync(join(folder, file))
    const book = new excel.Workbook()
    await book.xlsx.load(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    )
    const filled = book.worksheets.flatMap((sheet) => {
      const found: string[] = []
      sheet.eachRow((row) =>
        row.eachCell(
          (cell) => isFilled(cell) && found.push(`${sheet.name} ${row.number} ${cell.fullAddress.col}`),
        ),
      )
      return found
    })
    const inPieces = new Set(
      (await read(new Uint8Array(bytes))).pieces.map(
        ({ place }) => `${place.sheet} ${place.row} ${place.column}`,
      ),
    )
    expect(filled.length).toBeGreaterThan(500)
    expect(filled.filter((place) => !inPieces.has(place))).toEqual([])
  })
})

const isFilled = (cell: excel.Cell): boolean => {
  if (cell.isMerged && cell.master.address !== cell.address) return false
  const value =
    cell.value !== null &&
    typeof cell.value === 'object' &&
    ('formula' in cell.value || 'sharedFormula' in cell.value)
      ? cell.value.result
      : cell.value
  if (value === null || value === undefined) return false
  if (typeof value === 'object' && 'richText' in value)
    return value.richText.some((run) => run.text.trim() !== '')
  return typeof value !== 'string' || value.trim() !== ''
}
