import { describe, expect, it } from 'vitest'
import { markdownSource } from './markdown.ts'
import { plainInline } from './markdown-inline.ts'

const read = (text: string) => markdownSource('plan.md', text)

const sample = `---
title: Lanes plan
---
# Lanes *plan*

Under line
==========

First **line**
second line
* Map the [lanes](https://example.org/a(b)) \\* 2
  and say so
    1. Inner
> Quoted words

| Ref | Action | Owner |
|-----|:------:|-------|
| 1 | Map \\| mark<br>twice | <ul><li>Hubs</li><li>Lanes</li></ul> |
| 2 | ~~June~~ July |

***
<!-- a
comment -->
<table><tr><td>a</td><td>b</td></tr></table>
[^1]: A note
\`\`\`
code | here
\`\`\`
`

describe('Markdown', () => {
  const source = read(sample)

  it('has the displayed blocks', () => {
    expect(
      source.blocks
        .filter((block) => block.kind !== 'aside')
        .map((block) => [block.kind, 'text' in block ? block.text : null]),
    ).toEqual([
      ['heading', 'Lanes plan'],
      ['heading', 'Under line'],
      ['paragraph', 'First line second line'],
      ['item', 'Map the lanes * 2 and say so'],
      ['item', 'Inner'],
      ['paragraph', 'Quoted words'],
      ['table', null],
      ['break', null],
      ['table', null],
      ['paragraph', 'code | here'],
    ])
  })

  it('has tables with heading row, line breaks and items', () => {
    const table = source.blocks.find((block) => block.kind === 'table')
    if (table?.kind !== 'table') throw new Error('no table')
    expect(table.rows.map((row) => row.header)).toEqual([true, false, false])
    expect(table.rows.map((row) => row.cells.map((cell) => cell.text))).toEqual([
      ['Ref', 'Action', 'Owner'],
      ['1', 'Map | mark\ntwice', 'Hubs\nLanes'],
      ['2', 'July'],
    ])
    expect(table.rows[1]?.cells[2]?.items.map((item) => item.text)).toEqual(['Hubs', 'Lanes'])
    expect(source.notes.map((note) => 'text' in note.args && note.args.text)).toEqual(['June'])
    expect(source.pieces.find((piece) => piece.text.includes('July'))).toEqual({
      text: '~~June~~ July',
      place: { line: 19, row: 3, column: 2 },
    })
  })

  it('has every character except white space, table bars and tags in a piece', () => {
    const letters = (text: string) => [...text.replace(/<[^>!]*>|<!--|-->|[\s|\\]/g, '')].sort().join('')
    expect(letters(source.pieces.map((piece) => piece.text).join(''))).toBe(letters(sample))
  })

  it.each([
    ['**Bold** and _soft_ snake_case_name 2 * 3 * 4', 'Bold and soft snake_case_name 2 * 3 * 4', ''],
    ['[one][a] ![two](b.png "t") <https://example.org> `a*b*c`', 'one two https://example.org a*b*c', ''],
    ['[One Two][] [on]1 May[/status][/on]', 'One Two [on]1 May[/status][/on]', ''],
    ['a[^1] &amp; b \\_c\\_ <b>d</b>', 'a & b _c_ d', ''],
    ['~~all struck~~', 'all struck', ''],
    ['<s>June</s> July', '  July', 'June'],
  ])('reads inline marks: %s', (raw, text, struck) =>
    expect(plainInline(raw, new Set(['a', 'one two']))).toEqual({ text, struck }),
  )
})
