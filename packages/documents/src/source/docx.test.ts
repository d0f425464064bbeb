import * as word from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openDocument } from './open.ts'
import type { Block, Source } from './source.ts'

const paragraph = (text: string, options: word.IParagraphOptions = {}) =>
  new word.Paragraph({ ...options, children: [new word.TextRun(text)] })
const cell = (text: string, options: Partial<word.ITableCellOptions> = {}) =>
  new word.TableCell({ ...options, children: [paragraph(text)] })
const pack = async (
  options: Partial<word.IPropertiesOptions>,
  children: word.FileChild[],
  section: Partial<word.ISectionOptions> = {},
) =>
  new Uint8Array(
    await word.Packer.toBuffer(new word.Document({ ...options, sections: [{ ...section, children }] })),
  )

const read = async (bytes: Uint8Array): Promise<Source> => {
  const opened = await openDocument('plan.docx', bytes)
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}
/** A document with only the XML of its body. */
const bare = (body: string) =>
  zipSync({
    'word/document.xml': strToU8(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>${body}</w:body></w:document>`,
    ),
  })
const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`
const said = (block: Block) =>
  block.kind === 'aside' ? [block.part, block.text] : [block.kind, 'text' in block ? block.text : '']
const table = (source: Source) => {
  const found = source.blocks.find((block) => block.kind === 'table')
  if (found?.kind !== 'table') throw new Error('no table')
  return found
}

/** The characters of a document's text runs, extracted from the XML alone. */
const letters = (bytes: Uint8Array) =>
  Object.entries(unzipSync(bytes))
    .filter(([name]) => /^word\/[a-z]+\d*\.xml$/.test(name))
    .flatMap(([, xml]) =>
      [
        ...strFromU8(xml)
          .replace(/<mc:Fallback>[\s\S]*?<\/mc:Fallback>/g, '')
          .matchAll(/<w:(?:t|delText)(?: [^>]*)?>([^<]*)</g),
      ].map(([, text]) => text ?? ''),
    )
    .join('')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&')
    .replace(/\s/g, '')
const sorted = (text: string) => [...text].sort().join('')
const charactersOf = (source: Source) => source.pieces.map((piece) => piece.text.replace(/\s/g, '')).join('')

const numbering: word.INumberingOptions = {
  config: [
    {
      reference: 'work',
      levels: [
        { level: 0, format: 'decimal', text: '%1.' },
        { level: 1, format: 'lowerRoman', text: '%1.%2)' },
      ],
    },
  ],
}
const item = (text: string, level = 0) => paragraph(text, { numbering: { reference: 'work', level } })

const whole = () =>
  pack(
    {
      numbering,
      footnotes: { 1: { children: [paragraph('A foot note')] } },
      comments: {
        children: [
          { id: 0, author: 'Lanes team', date: new Date(0), children: [paragraph('A comment & more')] },
        ],
      },
    },
    [
      paragraph('Lanes plan', { heading: 'Title' }),
      paragraph('Part one', { heading: 'Heading2' }),
      item('First'),
      item('Inner', 1),
      item('Second'),
      new word.Paragraph({
        children: [
          new word.TextRun('Kept '),
          new word.DeletedTextRun({ text: 'gone', id: 1, author: 'a', date: 'x' }),
          new word.InsertedTextRun({ text: 'new', id: 2, author: 'a', date: 'x' }),
          new word.FootnoteReferenceRun(1),
          new word.CommentReference(0),
        ],
      }),
      new word.Paragraph({
        children: [
          new word.TextRun({ text: 'June', strike: true }),
          new word.TextRun(' July'),
          new word.TextRun({ text: 'unseen', vanish: true }),
        ],
      }),
    ],
    {
      headers: { default: new word.Header({ children: [paragraph('Head line')] }) },
      footers: { default: new word.Footer({ children: [paragraph('Foot line')] }) },
    },
  )

describe('a Word document', () => {
  it('has headings, numbered lists and paragraphs, and other content as asides', async () => {
    const source = await read(await whole())
    expect(source.blocks.map(said)).toEqual([
      ['header', 'Head line'],
      ['heading', 'Lanes plan'],
      ['heading', 'Part one'],
      ['item', 'First'],
      ['item', 'Inner'],
      ['item', 'Second'],
      ['paragraph', 'Kept new'],
      ['deleted text', 'gone'],
      ['paragraph', 'July'],
      ['hidden text', 'unseen'],
      ['deleted text', 'June'],
      ['footnote', 'A foot note'],
      ['comment', 'A comment & more'],
      ['footer', 'Foot line'],
    ])
    expect(source.blocks.flatMap((block) => (block.kind === 'item' ? [block.marker] : []))).toEqual([
      '1.',
      '1.i)',
      '2.',
    ])
    expect(source.notes.map((note) => [note.code, 'text' in note.args && note.args.text])).toEqual([
      ['deleted-text', 'gone'],
      ['deleted-text', 'June'],
    ])
  })

  it('has every text run in one piece', async () => {
    const bytes = await whole()
    expect(sorted(charactersOf(await read(bytes)))).toBe(sorted(letters(bytes)))
  })

  it('has tables with heading row, merged cells, lists and automatic numbers', async () => {
    const rows = [
      new word.TableRow({ tableHeader: true, children: [cell('Ref'), cell('Action'), cell('Owner')] }),
      new word.TableRow({
        children: [new word.TableCell({ children: [item('')] }), cell('Map', { columnSpan: 2 })],
      }),
      new word.TableRow({
        children: [
          cell('7', { rowSpan: 2 }),
          new word.TableCell({ children: [paragraph('a'), paragraph('b', { bullet: { level: 0 } })] }),
          cell('x'),
        ],
      }),
      new word.TableRow({
        children: [
          cell('y'),
          new word.TableCell({
            children: [
              new word.Table({ rows: [new word.TableRow({ children: [cell('p'), cell('q')] })] }),
              paragraph(''),
            ],
          }),
        ],
      }),
    ]
    const source = await read(await pack({ numbering }, [item('First'), new word.Table({ rows })]))
    const { rows: got } = table(source)
    expect(got.map((row) => [row.header, row.cells.map((own) => own.text)])).toEqual([
      [true, ['Ref', 'Action', 'Owner']],
      [false, ['2.', 'Map']],
      [false, ['7', 'a\nb', 'x']],
      [false, ['y', 'p q']],
    ])
    expect(got[1]?.cells[1]?.colSpan).toBe(2)
    expect(got[2]?.cells[0]?.rowSpan).toBe(2)
    expect(got[2]?.cells[1]?.items.map((own) => own.text)).toEqual(['b'])
    expect(source.pieces.find((piece) => piece.text === 'y')?.place).toMatchObject({ row: 4, column: 2 })
  })

  it('reads a text box once, of its alternatives the first', async () => {
    const box = (text: string) => `<w:txbxContent><w:p>${run(text)}</w:p></w:txbxContent>`
    const source = await read(
      bare(
        `<w:p>${run('Before ')}<w:r><mc:AlternateContent><mc:Choice Requires="wps">${box('In the box')}</mc:Choice><mc:Fallback>${box('In the box')}</mc:Fallback></mc:AlternateContent></w:r>${run('after')}</w:p>`,
      ),
    )
    expect(source.blocks.map(said)).toEqual([
      ['paragraph', 'Before after'],
      ['text box', 'In the box'],
    ])
    expect(source.pieces.map((piece) => piece.text)).toEqual(['In the box', 'Before after'])
  })

  it('reads a table inside a layout table', async () => {
    const inner = `<w:tbl><w:tr><w:tc><w:p>${run('a')}</w:p></w:tc><w:tc><w:p>${run('b')}</w:p></w:tc></w:tr></w:tbl>`
    const source = await read(
      bare(`<w:tbl><w:tr><w:tc><w:p>${run('Intro')}</w:p>${inner}<w:p/></w:tc></w:tr></w:tbl>`),
    )
    expect(source.blocks.map(said)).toEqual([
      ['paragraph', 'Intro'],
      ['table', ''],
    ])
  })

  it('reads the text of a drawing outside the body', async () => {
    const drawing =
      '<d:dataModel xmlns:d="urn:d" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><d:t><a:p><a:r><a:t>First step</a:t></a:r></a:p></d:t></d:dataModel>'
    const relations =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="urn:x/diagramData" Target="diagrams/data1.xml"/></Relationships>'
    const parts = {
      ...unzipSync(bare(`<w:p>${run('Body')}</w:p>`)),
      'word/diagrams/data1.xml': strToU8(drawing),
      'word/_rels/document.xml.rels': strToU8(relations),
    }
    expect((await read(zipSync(parts))).blocks.map(said)).toEqual([
      ['paragraph', 'Body'],
      ['drawing', 'First step'],
    ])
  })

  it('reads any prefix of the namespace', async () => {
    const xml =
      '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:pPr><x:outlineLvl x:val="1"/></x:pPr><x:r><x:t>Part</x:t></x:r></x:p></x:body></x:document>'
    expect((await read(zipSync({ 'word/document.xml': strToU8(xml) }))).blocks).toEqual([
      { kind: 'heading', level: 2, text: 'Part', pieces: [0] },
    ])
  })

  it('reads ten thousand rows', async () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, row) =>
        `<w:tr>${[String(row), 'Walk the lanes', 'Lanes team', 'Oct 22'].map((text) => `<w:tc><w:tcPr/><w:p>${run(text)}</w:p></w:tc>`).join('')}</w:tr>`,
    )
    expect((await read(bare(`<w:tbl>${rows.join('')}</w:tbl>`))).pieces).toHaveLength(40_000)
  })

  it.each([
    ['XML that ends early', '<w:p><w:r><w:t>a'],
    ['an entity nobody knows', '<w:p><w:r><w:t>&bomb;</w:t></w:r></w:p>'],
  ])('is refused for %s', async (_what, body) =>
    expect(await openDocument('plan.docx', bare(body))).toMatchObject({
      ok: false,
      error: { code: 'broken-archive', args: { part: 'word/document.xml' } },
    }),
  )

  it('is read or refused without any of its parts', async () => {
    const bytes = await whole()
    for (const name of Object.keys(unzipSync(bytes))) {
      const { [name]: _gone, ...rest } = unzipSync(bytes)
      const opened = await openDocument('plan.docx', zipSync(rest))
      const missed = letters(bytes).length - letters(zipSync(rest)).length
      if (opened.ok)
        expect([name, letters(bytes).length - charactersOf(opened.value).length]).toEqual([name, missed])
      else expect([name, opened.error.code]).toEqual(['word/document.xml', 'broken-archive'])
      if (missed > 0 && opened.ok)
        expect(opened.value.notes).toContainEqual({ code: 'broken-markup', args: { part: name }, pieces: [] })
    }
  })
})
