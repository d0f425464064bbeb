import { describe, expect, it } from 'vitest'
import { partedSheets } from './sheets.ts'
import { csvSource } from './source/csv.ts'
import type { Block } from './source/source.ts'

const part = (...lines: string[]): Block[] =>
  partedSheets(csvSource('sheet.csv', ['sep=,', ...lines].join('\n'))).blocks
const kinds = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => (block.kind === 'break' ? '' : block.kind))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()

const sentence = 'The desk opens each morning and closes when the last caller has been seen to the door.'

describe('a sheet that contains a document', () => {
  it.each([
    [
      'one column is headings, paragraphs and a list',
      ['Opening hours', sentence, 'We will do this by:', 'Asking callers', 'Keeping a log'],
      'heading paragraph paragraph item item',
    ],
    [
      'a marked list ends where a line has no mark',
      ['We will:', '• ask', '• listen', 'Later', sentence],
      'paragraph item item heading paragraph',
    ],
    [
      'a list whose items end in semicolons ends at its stop',
      ['It covers:', 'the desk; and', 'the phone.', sentence, sentence],
      'paragraph item item paragraph paragraph',
    ],
    [
      'prose before and after a table of figures stands by itself',
      [
        sentence,
        sentence,
        sentence,
        ',',
        'Area,Callers',
        'North,4',
        'South,6',
        'Total,10',
        ',',
        'Written by the desk.,',
      ],
      'paragraph paragraph paragraph table paragraph',
    ],
    [
      'what comes after the last table of a document is no part of it',
      [sentence, sentence, sentence, ',', 'Action,Owner,Date', 'Open the desk,Sgt,May 26', ',', 'Contact us'],
      'paragraph paragraph paragraph table heading',
    ],
    [
      'a numbered title of many words is a heading',
      ['Action 7: Open a desk in each of the libraries that the county keeps', sentence, sentence],
      'heading paragraph paragraph',
    ],
    [
      'two tables of figures with titles are two tables',
      [
        ...['Callers,', 'Area,Callers', 'North,4', 'South,6', ','],
        ...['Letters,', 'Area,Letters', 'North,1', 'South,2'],
      ],
      'table heading table',
    ],
  ])('%s', (_, lines, expected) => {
    expect(kinds(part(...lines))).toBe(expected)
  })
})

describe('a sheet that is one table', () => {
  it.each([
    [
      'a title and a note above',
      ['Action plan,,', 'Kept by the desk.,,', 'Action,Owner,Date', 'Open the desk,Sgt,May 26'],
    ],
    [
      'sections between empty rows',
      [
        'Action,Owner,Date',
        'Open the desk,Sgt,May 26',
        ',,',
        'Visits,,',
        'Visit each street,PC,June 26',
        'Visit each shop,PC,July 26',
      ],
    ],
    [
      'the rest of a cell in a row below',
      [
        'Action,Owner,Date',
        'Open the desk,Sgt,May 26',
        'and keep it open for those who work late in the evening or at night.,,',
        'Visit,PC,June 26',
      ],
    ],
    [
      'actions that nobody owns yet',
      ['Action,Owner,Date', `${sentence},,`, `${sentence},,`, `${sentence},,`, 'Visit,PC,June 26'],
    ],
  ])('stays whole with %s', (_, lines) => {
    expect(kinds(part(...lines))).toBe('table')
  })
})
