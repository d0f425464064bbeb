import { docx, paragraph, sheetData, xlsx } from './office.ts'

/** A position in a document whose text is matched against patterns: a cell, a line or a heading. */
export interface Place {
  readonly name: string
  readonly file: string
  readonly holding: (words: string) => Uint8Array
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const flat = (words: string): string => words.replace(/[\t\n\r]/g, ' ')
const rows =
  '2\tWalk the lanes\tInsp Rowe\tOct 22\tA\tIn progress\t40%\tVisited\n3\tRun the desk\tTeam\tNov 22\tG\tComplete\t100%\tDone\n4\tHold a surgery\tHub\tDec 22\tR\tNot started\t0%\tNone'
const heads = ['Ref', 'Action', 'Owner', 'Timescale', 'RAG', 'Status', '% complete', 'Update']
const own = ['1', 'Walk the beat', 'Supt Rowe', 'Oct 22', 'A', 'In progress', '40%', '01/06/22: visited']

const inColumn = (column: number): Place => ({
  name: `a cell under ${heads[column]}`,
  file: 'plan.txt',
  holding: (words) =>
    bytes(
      `Beat Delivery Plan\n\n${heads.join('\t')}\n${own.map((cell, at) => (at === column ? flat(words) : cell)).join('\t')}\n${rows}\n`,
    ),
})

const line = (name: string, of: (words: string) => string, file = 'plan.txt'): Place => ({
  name,
  file,
  holding: (words) => bytes(of(words)),
})
const table = `${heads.join('\t')}\n${own.join('\t')}\n${rows}\n`
const escaped = (words: string): string =>
  words
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[^\t\n\r -\ud7ff\ue000-\ufffd]/g, '?')

/** Every kind of position, in every format. */
export const places: readonly Place[] = [
  ...heads.map((_, column) => inColumn(column)),
  line('a title', (words) => `${flat(words)}\n\n${table}`),
  line('a line above a table', (words) => `Beat Delivery Plan\n${words}\n${table}`),
  line(
    'a heading of a column',
    (words) => `Ref\tAction\tOwner\t${flat(words)}\n1\tWalk\tTeam\tx\n2\tRun\tTeam\ty\n`,
  ),
  line('a row by itself', (words) => `${heads.join('\t')}\n${flat(words)}\n${own.join('\t')}\n${rows}`),
  line('a line', (words) => flat(words)),
  line('a paragraph', (words) => `Strategy\n\n${words}\n\nWe will:\n- walk the beat\n- run the desk\n`),
  line('an item', (words) => `Strategy\n\nWe will:\n- ${words}\n- run the desk\n`),
  line(
    'an item with a bracket',
    (words) => `- Walk the beat (${words}, by Oct 22)\n- Run the desk (Insp Rowe, by Oct 22)\n`,
  ),
  line(
    'what minutes call an action',
    (words) => `ACTION: ${words} Owner: Rowe By: Oct 22\n\nACTION: Run. Owner: Rowe By: Oct 22\n`,
  ),
  line(
    'a label',
    (words) =>
      `Action: Walk\nOwner: ${flat(words)}\nTimescale: Oct 22\n\nAction: Run\nOwner: Rowe\n${flat(words)}: Oct 22\n`,
  ),
  line(
    'a road map',
    (words) =>
      `Strategy\n\nWe will:\n- walk\n- run\n\nRoad map\n\nOct 22\n\nLAUNCH\n\n${words}\n\nNov 22\n\nOPEN\n\n${words}\n`,
  ),
  line(
    'a recommendation',
    (words) =>
      `Recommendation 1\n\nThe force should ${words}.\n\n[on]8 May 2018[status]complete[/status][comment]Walked[/comment][/on]\n`,
  ),
  line(
    'the heading of a recommendation',
    (words) =>
      `Recommendation 1${flat(words)}\n\nThe force should walk.\n\n[on]8 May 2018[status]complete[/status][comment]Walked[/comment][/on]\n`,
  ),
  line(
    'the date of an entry',
    (words) =>
      `Recommendation 1\n\nThe force should walk.\n\n[on]${words}[status]complete[/status][comment]Walked[/comment][/on]\n[comment]x[/comment]`,
  ),
  line(
    'the status of an entry',
    (words) =>
      `Recommendation 1\n\nThe force should walk.\n\n[on]8 May 2018[status]${words}[/status][comment]Walked[/comment][/on]\n`,
  ),
  line(
    'a comment',
    (words) =>
      `Recommendation 1\n\nThe force should walk.\n\n[on]8 May 2018[status]complete[/status][comment]The owner is ${words}[/comment][/on]\n`,
  ),
  line(
    'a comment without a date',
    (words) =>
      `Recommendation 1\n\nThe force should walk.\n\n[comment]${words}[/comment]\n[on]8 May 2018[status]complete[/status][/on]\n`,
  ),
  line(
    'a figure',
    (words) =>
      `Area\tCurrent\tTarget\nNorth\t4\t5\nSouth\t5\t6\nEast\t${flat(words)}\t7\nTotal\t9\t${flat(words)}\n`,
  ),
  line(
    'a heading of figures',
    (words) => `Area\tCurrent ${flat(words)}\t${flat(words)} target\nNorth\t4\t5\nSouth\t5\t6\n`,
  ),
  line(
    'words about figures',
    (words) =>
      `Appendix 1: Spend\n\nArea\tSpent\tBudget\tPercentage spent\nNorth\t50\t100\t50%\nSouth\t5\t10\t50%\n\nAppendix 1 refers to the spent budget: ${words} 70% spent.\n`,
  ),
  line(
    'a cell',
    (words) => `Ref,Action,Owner\n1,"${words.replace(/"/g, '""')}",Team\n2,Run,Team\n3,Go,Team\n`,
    'plan.csv',
  ),
  line('a bare cell', (words) => `Ref,Action,Owner\n1,${words},Team\n2,Run,Team\n3,Go,Team\n`, 'plan.csv'),
  line(
    'a line of a sheet',
    (words) => `${words}\nWe will walk the beat.\nWe will run the desk.\n`,
    'plan.csv',
  ),
  line('a paragraph', (words) => `# Strategy\n\n${words}\n\nmore\n`, 'plan.md'),
  line('a heading', (words) => `# ${flat(words)}\n\nmore\n`, 'plan.md'),
  line('a line', (words) => `${flat(words)}\n\nmore\n`, 'plan.md'),
  line(
    'a row',
    (words) => `| Ref | Action |\n|---|---|\n| 1 | ${flat(words)} |\n${flat(words)}\n`,
    'plan.md',
  ),
  line('a rule of a table', (words) => `| Ref | Action |\n${flat(words)}\n| 1 | Walk |\n`, 'plan.md'),
  line('a definition', (words) => `# a\n\n[${flat(words)}]: b\n[^1]: ${flat(words)}\n`, 'plan.md'),
  line('a paragraph', (words) => `<html><h1>Strategy</h1><p>${words}</p>`, 'plan.html'),
  line(
    'a cell',
    (words) =>
      `<html><table><tr><th>Ref<th>Action<th>Owner<tr><td>1<td>${words}<td>Team<tr><td>2<td>Run<td>Team</table>`,
    'plan.html',
  ),
  line('an attribute', (words) => `<html><p title="${words.replace(/"/g, "'")}">a`, 'plan.html'),
  line('the head', (words) => `${words}<html><p>a`, 'plan.html'),
  { name: 'a paragraph of Word', file: 'plan.docx', holding: (words) => docx(paragraph(escaped(words))) },
  {
    name: 'a style of Word',
    file: 'plan.docx',
    holding: (words) =>
      docx(paragraph('a', `<w:pPr><w:pStyle w:val="${escaped(words).replace(/"/g, "'")}"/></w:pPr>`)),
  },
  {
    name: 'a cell of Excel',
    file: 'plan.xlsx',
    holding: (words) =>
      xlsx([
        sheetData([
          ['Ref', 'Action', 'Owner'],
          ['1', escaped(words), 'Team'],
          ['2', 'Run', 'Team'],
        ]),
      ]),
  },
]

/** Units that, repeated, a pattern can match in many ways. */
export const units: readonly string[] = [
  ...' .,;:-–—()[]{}<>*_`~|"\'/\\#%+=?!&@^$01aAé•\u00a0\u200b\u00ad\u2028\ufeff\ud800\u0000',
  ...[
    '\n',
    '\t',
    '\r',
    'a ',
    'A ',
    '1 ',
    '1.',
    '1/',
    '1-',
    '1,',
    '.1',
    '-A',
    'a-',
    'a/',
    'a,',
    'a, ',
    'a;',
    'a: ',
    ', ',
    ' - ',
    '--',
    '. ',
    '( ',
    ') ',
    '(a',
    'a)',
    '[a',
    'a]',
  ],
  ...[
    'by ',
    'the ',
    'end of ',
    'start of ',
    'Oct ',
    'Oct 22 ',
    'Oct 22, ',
    '22/',
    '01/02/22 ',
    '010222 ',
    '1 month ',
    '1st ',
    'Q1 ',
    '2022/',
    'and ',
    'to ',
    'between ',
    'until ',
  ],
  ...['every ', 'within ', 'not ', 'completed ', 'complete by ', 'date:', 'date ', 'on ', 'mon', 'Monday '],
  ...[
    'Supt ',
    'Supt/',
    'Insp A. ',
    'Head of ',
    'Lead: ',
    'TBC ',
    'owner ',
    'owner (',
    'new ',
    'named owner ',
    'L&D ',
    'A & ',
    'with ',
    'department of a and ',
    'Ana Rowe ',
  ],
  ...[
    'red ',
    'R/',
    'rag ',
    'no ',
    'status ',
    'action ',
    'recommendation 1, ',
    '1, and ',
    '1 & 2 & ',
    'r1 ',
    'AFI ',
  ],
  ...[
    'we will ',
    'police ',
    'will be ',
    'page ',
    'page you ',
    'period ',
    '2023 - ',
    '£',
    '£1',
    '1 000',
    '1,000',
    '%',
    '1% ',
    '-1',
    '(1',
  ],
  ...[
    '[on]',
    '[/on]',
    '[comment]',
    '[/comment]',
    '[on',
    'comment]',
    '[status',
    '[[',
    '[^',
    '](',
    '[a](',
    '![',
    '**',
    '**a ',
    '__',
    '~~a',
    '``',
    '<b>',
    '</b>',
    '<s>',
    '<li>',
    '<br>',
    '<a ',
    '<!--',
    '<?',
    '</',
    '&amp;',
    '&#',
    '&a',
  ],
]

/** Ends of the repetition that make a pattern backtrack. */
export const ends: readonly string[] = ['', 'x', '!', '\u2603 1']
