import { describe, expect, it } from 'vitest'
import { readDocument } from '../read.ts'
import { htmlSource } from './html.ts'
import type { Block } from './source.ts'

const read = (markup: string) => htmlSource('plan.html', markup)
const shown = (block: Block | undefined) =>
  block?.kind === 'table' ? block.rows.map((row) => row.cells.map((cell) => cell.text)) : block

describe('an HTML page', () => {
  it('gives headings, paragraphs and list items in order', () => {
    expect(
      read('<h2>Safer <b>lanes</b></h2><p>One\n two</p><ol><li>First<ul><li>Inner</ul><li>Second</ol>')
        .blocks,
    ).toEqual([
      { kind: 'heading', level: 2, text: 'Safer lanes', pieces: [0] },
      { kind: 'paragraph', text: 'One two', pieces: [1] },
      { kind: 'item', depth: 0, marker: '1.', text: 'First', pieces: [2] },
      { kind: 'item', depth: 1, marker: '•', text: 'Inner', pieces: [3] },
      { kind: 'item', depth: 0, marker: '2.', text: 'Second', pieces: [4] },
    ])
  })

  it('gives a table with its heading row, spans, lists and places', () => {
    const source = read(
      '<table><caption>Work</caption><tr><th>Ref<th>Owner</tr>\n<tr><td rowspan=2>1<td><ul><li>Hubs<li>Lanes</ul></tr><tr><td colspan="2">a<br>b</table>',
    )
    const [table] = source.blocks
    if (table?.kind !== 'table') throw new Error('no table')
    expect(table.caption?.text).toBe('Work')
    expect(table.rows.map((row) => row.header)).toEqual([true, false, false])
    expect(shown(table)).toEqual([['Ref', 'Owner'], ['1', 'Hubs\nLanes'], ['a\nb']])
    expect(table.rows[1]?.cells[0]?.rowSpan).toBe(2)
    expect(table.rows[2]?.cells[0]?.colSpan).toBe(2)
    expect(table.rows[1]?.cells[1]?.items.map((item) => item.text)).toEqual(['Hubs', 'Lanes'])
    expect(source.pieces.at(-1)?.place).toEqual({ line: 2, row: 3, column: 2 })
  })

  it('reads a table inside a layout table', () => {
    const blocks = read(
      '<table><tr><td><p>Intro</p><table><tr><td>a<td>b<tr><td>c<td>d</table></table>',
    ).blocks
    expect(blocks.map((block) => block.kind)).toEqual(['paragraph', 'table'])
  })

  it('reads invisible content as asides', () => {
    const source = read('<title>T</title><style>p {}</style><p>Seen<!-- unseen --></p><script>let a</script>')
    expect(
      source.blocks.map((block) => (block.kind === 'aside' ? [block.part, block.text] : [block.kind])),
    ).toEqual([['title', 'T'], ['markup', 'p {}'], ['paragraph'], ['markup', 'unseen'], ['markup', 'let a']])
  })

  it('treats struck-out text as replaced, with a note', () => {
    const source = read('<p><s>June 2020</s> July 2020</p><p><del>All of it</del></p>')
    expect(source.blocks.map((block) => ('text' in block ? block.text : ''))).toEqual([
      'July 2020',
      'June 2020',
      'All of it',
    ])
    expect(source.notes).toEqual([{ code: 'deleted-text', args: { text: 'June 2020' }, pieces: [0] }])
  })

  it('may be as deep as in a browser; a deeper one is refused with the name of the limit', async () => {
    expect(read(`${'<div>'.repeat(500)}deep`).pieces).toHaveLength(1)
    const name = 'deep.html'
    expect(await readDocument(name, new TextEncoder().encode(`<html>${'<div>'.repeat(20_000)}deep`))).toEqual(
      {
        ok: false,
        error: { code: 'over-limit', args: { name, limit: 'depth', most: 512 } },
      },
    )
  })

  it.each([
    '<p>a <b>b</b> c',
    'x<table>y<tr><td>z',
    '<ul><li>a<p>b<p>c</ul>d',
    '<select><option>a<option>b</select>',
    '<td>a</td>b',
    '<svg><text>a</text></svg>',
    '<textarea>a</textarea><noscript>b</noscript>',
  ])('has every text node in one piece: %s', (markup) => {
    const letters = (text: string) => [...text.replace(/<[^>]*>|\s/g, '')].sort().join('')
    expect(
      letters(
        read(markup)
          .pieces.map((piece) => piece.text)
          .join(''),
      ),
    ).toBe(letters(markup))
  })
})
