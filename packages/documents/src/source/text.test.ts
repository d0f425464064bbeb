import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textSource } from './text.ts'

const cells = (text: string): string[][] =>
  textSource('t', text).blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.map((row) => row.cells.map((cell) => cell.text)) : [],
  )
const kinds = (text: string): string[] =>
  textSource('t', text).blocks.flatMap((block) =>
    block.kind === 'break' ? [] : [`${block.kind} ${'text' in block ? block.text : ''}`.trim()],
  )
const letters = (text: string): string => [...text.replace(/[\s|\uFEFF]+/gu, '')].sort().join('')

describe('plain text', () => {
  it('is a table where lines have tabs, over blank lines and form feeds', () => {
    expect(
      cells('#\tAction\tOwner\n1\tOpen the desk\tFront office\n\n\f\n2\tClose the annexe\tEstates'),
    ).toEqual([
      ['#', 'Action', 'Owner'],
      ['1', 'Open the desk', 'Front office'],
      ['2', 'Close the annexe', 'Estates'],
    ])
  })

  it('is a table where lines have pipes, with headings above a rule', () => {
    const [table] = textSource('t', '| Action | Owner |\n|---|---|\n| Open the desk | Estates |').blocks
    expect(table).toMatchObject({
      kind: 'table',
      rows: [{ header: true }, { header: false, cells: [{ text: 'Open the desk' }, { text: 'Estates' }] }],
    })
  })

  it('is a table where three lines or more are aligned in columns', () => {
    expect(
      cells(
        'Action         Owner      Due\nOpen desk      Estates    May 2030\nClose annexe   Estates    June 2030',
      )[2],
    ).toEqual(['Close annexe', 'Estates', 'June 2030'])
  })

  it('joins a numbered row that was split by line breaks in a cell', () => {
    expect(cells('No\tAction\tOwner\tRAG\n1\tOpen\nthe desk\tEstates\tA\n2\tClose\tEstates\tG')[1]).toEqual([
      '1',
      'Open\nthe desk',
      'Estates',
      'A',
    ])
  })

  it('does not join two rows where no row is numbered', () => {
    expect(cells('Action\tOwner\tDue\nOpen\tEstates\nClose\tFleet\tMay')).toHaveLength(3)
  })

  it('separates mark-up in a cell from its text and has list items', () => {
    const source = textSource(
      't',
      'Action\tOwner\tDue\n<b>Open</b> &amp; close\t<ul><li>Fleet</li><li>Estates</li></ul>\tMay',
    )
    const [table] = source.blocks
    expect(table).toMatchObject({
      rows: [
        {},
        { cells: [{ text: 'Open & close' }, { items: [{ text: 'Fleet' }, { text: 'Estates' }] }, {}] },
      ],
    })
    expect(source.pieces.map(({ text }) => text)).toContain('<li>')
  })

  it('distinguishes headings, items and paragraphs', () => {
    expect(
      kinds(
        '1. Our aims\n\nWe want streets that are safe.\n\n- Open the desk\n  on Sundays\n• Close the annexe',
      ),
    ).toEqual([
      'heading 1. Our aims',
      'paragraph We want streets that are safe.',
      'item Open the desk on Sundays',
      'item Close the annexe',
    ])
  })

  it('reads a list of contents as lines, not as a table', () => {
    expect(cells('1. Aims\t2\n2. Means\t3\n3. Ends\t5')).toEqual([])
  })

  it('has the place of each piece', () => {
    expect(textSource('t', 'Plan\n\nA\tB\tC\n1\t2\t3').pieces.at(-1)).toEqual({
      text: '3',
      place: { line: 4, column: 3 },
    })
  })

  it('has every character of any text in exactly one piece', () => {
    const line = fc
      .array(
        fc.constantFrom('a', 'B', '1', '.', '\t', '  ', ' | ', '<b>', '</li>', '- ', '\f', 'é', '&amp;', '"'),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n')),
          fc.string({ unit: 'binary', maxLength: 60 }),
        ),
        (text) => {
          const { pieces, blocks } = textSource('t', text)
          expect(letters(pieces.map((piece) => piece.text).join(''))).toBe(letters(text))
          const named = blocks.flatMap((block) =>
            block.kind === 'table'
              ? block.rows.flatMap((row) => row.cells.flatMap((cell) => cell.pieces))
              : block.kind === 'break'
                ? []
                : block.pieces,
          )
          expect(new Set(named).size).toBe(named.length)
        },
      ),
    )
  })
})
