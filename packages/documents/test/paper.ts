import type { Paper, PaperTemplate, TablePaperInput } from '../src/paper.ts'

/** What a force gives its papers, in tests. */
export const aTemplate: PaperTemplate = {
  force: 'Arden Vale Police',
  crest: null,
  accent: '#0b3a5e',
  opening: [],
  closing: [],
}

/** What a table on paper is made from besides the plan. */
export const onPaper: Omit<TablePaperInput, 'out'> = {
  template: aTemplate,
  marking: null,
  asAt: '2026-12-01',
  knownAt: null,
  made: '2026-12-01T09:00:00.000Z',
}

/** A paper that has every kind of block, with the same words in each of them. */
export const paperSaying = (words: string): Paper => {
  const mark = { level: 'red', shape: '■', word: words }
  return {
    title: `Paper ${words}`,
    author: words,
    force: words,
    crest: null,
    accent: '#0b3a5e',
    marking: words,
    foot: words,
    asAt: onPaper.asAt,
    made: onPaper.made,
    particulars: [{ label: words, words }],
    parts: [
      {
        landscape: false,
        blocks: [
          { is: 'heading', level: 1, words: `Heading ${words}` },
          { is: 'paragraph', number: '1', words, mark },
          { is: 'paragraph', number: '1.1', words },
          { is: 'list', items: [words, words] },
          {
            is: 'chart',
            caption: words,
            alt: words,
            bars: [{ label: words, parts: [{ mark, count: 3 }] }],
          },
        ],
      },
      {
        landscape: true,
        blocks: [
          { is: 'heading', level: 1, words: `Appendix ${words}` },
          {
            is: 'table',
            caption: words,
            columns: [
              { title: words, share: 1 },
              { title: 'Number', share: 1, number: true },
            ],
            rows: [{ cells: [words, '3'] }, { cells: [mark, ''], struck: true }],
            totals: [words, '3'],
          },
        ],
      },
    ],
  }
}

/** Words that a format or a template could take for its own signs. */
export const hostile: readonly string[] = [
  '#panic("no")',
  '$x^2$ @ref <label>',
  '] #let a = 1 [',
  '#read("/etc/passwd") #sys.inputs',
  '\\u{202e} \\n // no comment /* at all */',
  '= Heading\n- list\n+ enum\n/ term: x',
  '*bold* _slanted_ `raw` ~ -- ---',
  '<w:p/></w:t><!-- ]]> &amp; &#0; <?xml?>',
  '{{field}} {FORMULA} "quoted" \'quoted\'',
  'rId9uv84co_in2hbbu2zkjrh',
  'a\u0000b\u001b[2Jc\u0085d\u2028e\ufefff',
  'right \u202eto left\u202c \u200f\u2067x\u2069',
  'lone \ud800 and \udc00 halves',
  'no characters \ufffe \uffff',
  '👩‍👩‍👧 ਪੰਜਾਬੀ 中文 Ŵŷ é',
  'supercalifragilistic'.repeat(20),
  'tab\there\r\nand there',
  '  spaces  at both ends  ',
]

/** The letters of a text: without spaces, hyphens at the ends of lines, and places where a word may break. */
export const lettersOf = (text: string): string => text.replace(/[\s\u200b\u00ad\u2010-]+/gu, '')
