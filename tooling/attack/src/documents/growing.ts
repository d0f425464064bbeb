import { docx, paragraph, relations, sheetData, wordTable, xlsx, xml } from './office.ts'

/** A kind of document of any size: one part repeated `n` times. */
export interface Growing {
  readonly kind: string
  readonly file: string
  /** The number of parts of a document that takes some tenths of a second to read. */
  readonly size: number
  readonly make: (n: number) => Uint8Array
}

const many = (n: number, part: (at: number) => string, between = ''): string =>
  Array.from({ length: n }, (_, at) => part(at)).join(between)
const lines = (n: number, line: (at: number) => string): string => many(n, line, '\n')
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A kind of text: a beginning, then `n` parts. */
const text = (kind: string, extension: string, size: number, of: (n: number) => string): Growing => ({
  kind: `${extension}: ${kind}`,
  file: `document.${extension}`,
  size,
  make: (n) => bytes(of(n)),
})

const word = (
  kind: string,
  size: number,
  of: (n: number) => string,
  parts?: (n: number) => Record<string, string>,
): Growing => ({
  kind: `docx: ${kind}`,
  file: 'document.docx',
  size,
  make: (n) => docx(of(n), parts?.(n)),
})

const book = (
  kind: string,
  size: number,
  of: (n: number) => readonly string[],
  parts?: (n: number) => Record<string, string>,
): Growing => ({
  kind: `xlsx: ${kind}`,
  file: 'document.xlsx',
  size,
  make: (n) => xlsx(of(n), parts?.(n)),
})

const heads = ['Ref', 'Action', 'Owner', 'Timescale', 'RAG', 'Update'] as const
const cells = (at: number): string[] => [
  String(at + 1),
  `Walk beat ${at} twice a week with team ${at % 97} and write down what was seen`,
  `Team ${at % 9}; Insp Rowe`,
  `By Oct ${22 + (at % 8)}`,
  'RAG'[at % 3] ?? 'R',
  `0${1 + (at % 9)}/06/22: visited ward ${at}`,
]
const rows = (n: number): string[][] => [[...heads], ...Array.from({ length: n }, (_, at) => cells(at))]
const plan = (n: number, separator: string): string =>
  `Beat Delivery Plan\n\n${rows(n)
    .map((row) => row.join(separator))
    .join('\n')}\n`
const promise = (at: number): string =>
  `We will walk beat ${at} twice a week and listen to what people say there.`
const area = (at: number): string => `Area ${at} North`

const paragraphs = (n: number, words: (at: number) => string): string => many(n, (at) => paragraph(words(at)))
const merged = (how: string): string => `<w:tcPr><w:vMerge w:val="${how}"/></w:tcPr>`
/** A Word table row whose cells are words, or complete paragraphs. */
const wordRow = (row: readonly string[]): string =>
  `<w:tr>${row.map((cell) => `<w:tc>${cell.startsWith('<') ? cell : paragraph(cell)}</w:tc>`).join('')}</w:tr>`
const planOf = (last: string, ...own: readonly (readonly string[])[]): string =>
  `<w:tbl>${[['Ref', 'Action', 'Owner', last], ...own].map(wordRow).join('')}</w:tbl>`

/**
 * Every format with every document layout the reader supports, and the layouts that are cheap to send and
 * were expensive to read.
 */
export const growing: readonly Growing[] = [
  text('a plan with tabs', 'txt', 1_000, (n) => plan(n, '\t')),
  text('a plan with bars', 'txt', 1_000, (n) => plan(n, ' | ')),
  text('a plan in aligned columns', 'txt', 1_000, (n) =>
    rows(n)
      .map((row) => row.map((cell) => cell.padEnd(80)).join('  '))
      .join('\n'),
  ),
  text(
    'short rows with tabs',
    'txt',
    2_000,
    (n) => `Ref\tAction\tOwner\n${lines(n, (at) => `${at}\tWalk beat ${at}\tTeam`)}`,
  ),
  text(
    'rows without numbers',
    'txt',
    2_000,
    (n) => `Ref\tAction\tOwner\n1\tWalk\tTeam\n${lines(n, (at) => `\tWalk beat ${at}\tTeam`)}`,
  ),
  text(
    'one number for all rows',
    'txt',
    2_000,
    (n) => `Ref\tAction\tOwner\n${lines(n, () => '1\tWalk the beat\tTeam')}`,
  ),
  text(
    'rows that carry on the one above',
    'txt',
    2_000,
    (n) => `Ref\tAction\tOwner\n1\tWalk\tTeam\n${lines(n, () => '\tand the next one\t')}`,
  ),
  text(
    'a section to every row',
    'txt',
    1_000,
    (n) => `Ref\tAction\tOwner\n${lines(n, (at) => `Theme ${at}\n${at}\tWalk the beat\tTeam`)}`,
  ),
  text('headings to every row', 'txt', 500, (n) =>
    lines(n, (at) => `Ref\tAction ${at}\tOwner\tTimescale\n${at}\tWalk the beat\tTeam\tOct 22`),
  ),
  text('the same headings again and again', 'txt', 1_000, (n) =>
    lines(n, (at) => `Ref\tAction\tOwner\tTimescale\n${at}\tWalk the beat\tTeam\tOct 22`),
  ),
  text('a table to every row', 'txt', 300, (n) =>
    many(
      n,
      (at) =>
        `Theme ${at}\n\nRef\tAction\tOwner\tTimescale\n${at}\tWalk the beat\tTeam\tOct 22\n\nSome words.\n\n`,
    ),
  ),
  text(
    'notes copied to every section',
    'txt',
    1_000,
    (n) =>
      `Action\tOther\n${lines(n, (at) => `Walk beat ${at} - By Oct 22\tx`)}\n${lines(n >> 4, () => 'A note to all\tx')}`,
  ),
  text(
    'a plan with dated updates in one cell',
    'txt',
    2_000,
    (n) =>
      `Ref\tAction\tOwner\tUpdate\n1\tWalk\tTeam\t${many(n, (at) => `0${1 + (at % 9)}/06/22: visited ward ${at}. `)}\n2\tRun\tTeam\t\n`,
  ),
  text(
    'rows torn by line breaks',
    'txt',
    2_000,
    (n) =>
      `Ref\tAction\tOwner\tTimescale\n${lines(n, (at) => (at % 2 ? 'on foot\tTeam\tOct 22' : `${at}\tWalk the beat`))}`,
  ),
  text(
    'rows that say as above',
    'txt',
    1_000,
    (n) =>
      `Ref\tAction\tOwner\tTimescale\n1\t${'walk '.repeat(n)}\tTeam\tOct 22\n${lines(n, (at) => `${at + 2}\tAs above\tTeam ${at}\tOct 22`)}`,
  ),
  text(
    'rows of every width',
    'txt',
    1_000,
    (n) =>
      `Ref\tAction\tOwner\tTimescale\tRAG\n${lines(n, (at) =>
        cells(at)
          .slice(0, 2 + (at % 5))
          .join('\t'),
      )}`,
  ),
  text('promises in prose', 'txt', 4_000, (n) => many(n, (at) => `${promise(at)}\n\n`)),
  text(
    'promises in a list',
    'txt',
    2_000,
    (n) => `Our strategy\n\nWe will:\n\n${lines(n, (at) => `- ${promise(at)}`)}`,
  ),
  text('promises under headings', 'txt', 1_000, (n) =>
    many(n, (at) => `Priority ${at}\n\nWe will do this by:\n\n- ${promise(at)}\n- ${promise(at)}\n\n`),
  ),
  text(
    'numbered promises',
    'txt',
    2_000,
    (n) => `Strategy\n\n${lines(n, (at) => `${1 + (at % 9)}.${at} ${promise(at)}`)}`,
  ),
  text(
    'a list without marks',
    'txt',
    2_000,
    (n) => `We will do this by:\n${lines(n, (at) => `Walking beat ${at}`)}`,
  ),
  text('bullets', 'txt', 4_000, (n) => lines(n, () => '- a')),
  text('numbers', 'txt', 4_000, (n) => lines(n, () => '1. a')),
  text(
    'a road map',
    'txt',
    1_000,
    (n) =>
      `Strategy\n\nWe will:\n- ${promise(1)}\n- ${promise(2)}\n\nRoad map\n\n${many(n, (at) => `Oct ${22 + (at % 8)}\n\nLAUNCH ${at}\n\nWords about it\n\n`)}`,
  ),
  text(
    'a road map of one milestone',
    'txt',
    3_000,
    (n) =>
      `Strategy\n\nRoad map\n\nFIRST LAUNCH\n\n${many(n, (at) => `words ${at} about it\n\n`)}SECOND LAUNCH\n\nwords`,
  ),
  text('road maps that are none', 'txt', 2_000, (n) => many(n, () => 'Road map\n\n')),
  text(
    'contents',
    'txt',
    2_000,
    (n) => `Strategy\n\nContents\n\n${many(n, (at) => `Chapter ${at} of it .... ${at % 900}\n\n`)}`,
  ),
  text('a list of areas', 'txt', 4_000, (n) => lines(n, (at) => `- Town ${at} Policing Area`)),
  text('minutes', 'txt', 1_000, (n) =>
    many(n, (at) => `We spoke of beat ${at}.\nACTION: Walk it. Owner: Insp Rowe. By: Oct 22\n\n`),
  ),
  text(
    'minutes in one paragraph',
    'txt',
    2_000,
    (n) =>
      `We spoke.\n${lines(n, (at) => (at % 2 ? 'and of more' : `ACTION: Walk beat ${at}. Owner: Insp Rowe. By: Oct 22`))}`,
  ),
  text('items with owners in brackets', 'txt', 1_000, (n) =>
    lines(n, (at) => `- Walk beat ${at} every week (Insp Rowe, by Oct 22)`),
  ),
  text('labelled records', 'txt', 1_000, (n) =>
    many(n, (at) => `Action: Walk beat ${at}\nOwner: Insp Rowe\nTimescale: Oct 22\n\n`),
  ),
  text(
    'one labelled record',
    'txt',
    2_000,
    (n) => `Action: Walk\nOwner: Rowe\n${lines(n, (at) => `Update: visited ward ${at}`)}`,
  ),
  text(
    'one record with many labels',
    'txt',
    2_000,
    (n) => `Action: Walk\nOwner: Rowe\n${lines(n, (at) => `Key outcome ${at}: seen`)}`,
  ),
  text('an inspection log', 'txt', 500, (n) =>
    many(
      n,
      (at) =>
        `Recommendation ${at}\n\nThe force should walk beat ${at} by October 2018.\n\n[on]8 May 2018[status]being progressed[/status][comment]Walked. Owner: Insp Rowe[/comment][/on]\n\n`,
    ),
  ),
  text(
    'one recommendation with a long log',
    'txt',
    1_000,
    (n) =>
      `Recommendation 1\n\nThe force should walk.\n\n${many(n, (at) => `[on]${1 + (at % 28)} May 2018[status]being progressed[/status][comment]Walked ${at}[/comment][/on]\n\n`)}`,
  ),
  text(
    'a log of comments without dates',
    'txt',
    1_000,
    (n) =>
      `Recommendation 1\n\nThe force should walk.\n\n[on]8 May 2018[status]complete[/status][/on]\n${many(n, (at) => `[comment]Walked ${at}[/comment]\n\n`)}`,
  ),
  text(
    'tags that never end',
    'txt',
    1_000,
    (n) => `The force should walk.\n${many(n, (at) => `[on]8 May 2018[comment]Walked ${at}\n`)}`,
  ),
  text(
    'tags that never begin',
    'txt',
    1_000,
    (n) =>
      `The force should walk.\n[on]8 May 2018[status]complete[/status]\n${many(n, (at) => `Walked ${at}[/comment]\n`)}`,
  ),
  text(
    'dates in one recommendation',
    'txt',
    1_000,
    (n) =>
      `Recommendation 1\n\n${lines(n, (at) => `The force should walk beat ${at} by ${1 + (at % 28)} May ${2000 + (at % 190)}`)}\n\n[on]8 May 2018[status]complete[/status][/on]\n[comment]x[/comment]`,
  ),
  text(
    'owners to be confirmed in one comment',
    'txt',
    1_000,
    (n) =>
      `Recommendation 1\n\nThe force should walk.\n\n[on]8 May 2018[comment]${lines(n, (at) => `Walked ${at}. Owner: ${at % 2 ? 'TBC' : `Insp Rowe${'abcdefgh'[at % 8]}`}.`)}[/comment][/on]\n[comment]x[/comment]`,
  ),
  text(
    'halves of tags',
    'txt',
    2_000,
    (n) => `[on]8 May 2018[status]complete[/status]\n${many(n, () => 'walked comment] [status ')}`,
  ),
  text('recommendations in prose', 'txt', 500, (n) =>
    many(n, (at) => `Recommendation ${at}: The force should walk beat ${at}.\n\nResponse: Accepted.\n\n`),
  ),
  text(
    'recommendations without numbers',
    'txt',
    500,
    (n) =>
      `${many(n, () => 'Area for improvement\n\nThe force should walk.\n\n')}[on]8 May 2018[status]complete[/status][/on]\n[comment]x[/comment]`,
  ),
  text(
    'figures by area',
    'txt',
    1_000,
    (n) =>
      `Area\tCurrent\tTarget\tRequired\n${lines(n, (at) => `${area(at)}\t${at}\t${at + 4}\t4`)}\nTotal\t1\t2\t3`,
  ),
  text('many tables of figures', 'txt', 100, (n) =>
    many(
      n,
      (at) =>
        `Appendix ${at}: Schemes\n\nArea\tCurrent\tTarget\tRequired\n${lines(5, (b) => `${area(b)}\t${at}\t${at + 4}\t4`)}\n\nWords.\n\n`,
    ),
  ),
  text(
    'percentages in words',
    'txt',
    300,
    (n) =>
      `Appendix 1: Spend\n\nArea\tSpent\tBudget\tPercentage spent\n${lines(20, (b) => `${area(b)}\t50\t100\t50%`)}\n\n${many(n, () => 'Appendix 1 refers to the spent budget: 70% was spent.\n\n')}`,
  ),
  text('empty lines', 'txt', 200_000, (n) => `a\n${'\n'.repeat(n)}b`),
  text('form feeds', 'txt', 50_000, (n) => `a${'\f'.repeat(n)}b`),
  text('one letter a line', 'txt', 20_000, (n) => lines(n, () => 'a')),
  text('one letter a paragraph', 'txt', 10_000, (n) => lines(n, () => 'a\n')),
  text('headings', 'txt', 4_000, (n) => lines(n, (at) => `Chapter ${at}\n`)),
  text('one long line', 'txt', 500_000, (n) => 'walk '.repeat(n / 5)),
  text('one long word', 'txt', 500_000, (n) => 'a'.repeat(n)),
  text('lines indented by tabs', 'txt', 4_000, (n) => lines(n, (at) => `\twords ${at} of a letter`)),
  text('tabs', 'txt', 20_000, (n) => '\t'.repeat(n)),
  text('lines with two gaps', 'txt', 2_000, (n) => lines(n, () => 'a  b')),
  text('spaces', 'txt', 100_000, (n) => `a${' '.repeat(n)}b`),
  text('lines with dates', 'txt', 3_000, (n) => lines(n, (at) => `May 20${10 + (at % 80)}: the desk opens`)),
  text('navigation', 'txt', 3_000, (n) => lines(n, () => 'Home')),
  ...([',', ';', '|', '\t', 'a,'] as const).map((part) =>
    text(`a row of ${JSON.stringify(part)}`, 'csv', 30, (n) => part.repeat(n)),
  ),
  ...(['- a', '1. a', '# a', 'a', '"a"'] as const).map((line) =>
    text(`lines of ${JSON.stringify(line)}`, 'csv', 4_000, (n) => lines(n, () => line)),
  ),
  text('a plan', 'csv', 1_000, (n) =>
    rows(n)
      .map((row) => row.map((cell) => `"${cell}"`).join(','))
      .join('\n'),
  ),
  text('empty lines', 'csv', 20_000, (n) => '\n'.repeat(n)),
  text('an open quote', 'csv', 10_000, (n) => `a,"b\n${lines(n, () => 'x,y,z')}`),
  text('quotes', 'csv', 100_000, (n) => '"'.repeat(n)),
  text('quotes in pairs', 'csv', 4_000, (n) => lines(n, () => 'a,"" ,"b""c" d')),
  text('rows of a hundred cells', 'csv', 100, (n) =>
    lines(n, (at) => many(100, (b) => `c${at % 7}${b}`, ',')),
  ),
  text('a document in a sheet', 'csv', 1_000, (n) =>
    many(n, (at) => `Priority ${at},,\n${promise(at)},,\n,,\nRef,Action,Owner\n${at},Walk,Team\n,,\n`),
  ),
  text(
    'rows of bars and tags',
    'csv',
    1_000,
    (n) => `Ref,Action,Owner\n${lines(n, (at) => `${at},<ul><li>Walk<li>Run</ul> <s>not</s>,Team`)}`,
  ),
  text(
    'one cell of tags',
    'csv',
    4_000,
    (n) => `Ref,Action,Owner\n1,${'<li>Walk<s>x</s>'.repeat(n)},Team\n2,Run,Team`,
  ),
  text('headings', 'md', 3_000, (n) => lines(n, () => '# a')),
  text('items', 'md', 3_000, (n) => lines(n, () => '- a')),
  text('promises', 'md', 1_000, (n) => `# Strategy\n\nWe will:\n\n${lines(n, (at) => `- ${promise(at)}`)}`),
  text(
    'a table',
    'md',
    1_000,
    (n) =>
      `| ${heads.join(' | ')} |\n|---|---|---|---|---|---|\n${lines(n, (at) => `| ${cells(at).join(' | ')} |`)}`,
  ),
  text('paragraphs', 'md', 3_000, (n) => lines(n, (at) => `Words ${at}\n`)),
  text('one paragraph', 'md', 3_000, (n) => lines(n, (at) => `words ${at}`)),
  text('quotes in quotes', 'md', 20_000, (n) => `${'>'.repeat(n)} a`),
  text('open brackets', 'md', 20_000, (n) => '['.repeat(n)),
  text('links', 'md', 2_000, (n) => many(n, () => '[a](b) ')),
  text('stars', 'md', 20_000, (n) => '*a '.repeat(n / 3)),
  text('underscores', 'md', 20_000, (n) => '_a '.repeat(n / 3)),
  text('backticks', 'md', 20_000, (n) => many(n / 4, (at) => '`'.repeat(1 + (at % 6)))),
  text('tildes', 'md', 20_000, (n) => '~~a '.repeat(n / 4)),
  text('open fences', 'md', 2_000, (n) => lines(n, () => '```\na')),
  text('open markup', 'md', 2_000, (n) => lines(n, () => '<div>\n\na')),
  text('open comments', 'md', 2_000, (n) => lines(n, () => '<!-- a\n\n')),
  text('definitions', 'md', 3_000, (n) => lines(n, (at) => `[a${at}]: b`)),
  text('notes', 'md', 2_000, (n) => `# a\n\n[^1]: a\n${lines(n, () => '   more of it')}`),
  text('underlined headings', 'md', 3_000, (n) => lines(n, () => 'a\n---\n')),
  text('front matter that never ends', 'md', 5_000, (n) => `---\n${lines(n, (at) => `a${at}: b`)}`),
  text('a row of bars', 'md', 20_000, (n) => `${'|'.repeat(n)}\n${'|-'.repeat(n)}`),
  text('paragraphs', 'html', 4_000, (n) => `<html><body>${many(n, (at) => `<p>Words ${at}</p>`)}`),
  text(
    'a table',
    'html',
    1_000,
    (n) =>
      `<html><table>${rows(n)
        .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
        .join('')}</table>`,
  ),
  text('items', 'html', 3_000, (n) => `<html><ul>${many(n, (at) => `<li>${promise(at)}</li>`)}</ul>`),
  text(
    'cells that span',
    'html',
    60,
    (n) => `<html><table>${many(n, () => '<tr><td colspan=65000 rowspan=65000>a</td></tr>')}</table>`,
  ),
  text(
    'cells that span down',
    'html',
    500,
    (n) => `<html><table>${many(n, () => '<tr><td rowspan=65000>a</td></tr>')}</table>`,
  ),
  text('nested blocks', 'html', 300, (n) => `<html>${'<div>'.repeat(n)}a`),
  text('nested lists', 'html', 300, (n) => `<html>${'<ul><li>a'.repeat(n)}`),
  text('nested tables', 'html', 100, (n) => `<html>${'<table><tr><td>a'.repeat(n)}`),
  text('tables', 'html', 500, (n) => `<html>${'<table><tr><td>a<td>b</table>'.repeat(n)}`),
  text('nested emphasis', 'html', 300, (n) => `<html>${'<b>'.repeat(n)}a`),
  text('emphasis that never ends', 'html', 400, (n) => `<html>${'<p><b>a'.repeat(n)}`),
  text('attributes', 'html', 20_000, (n) => `<html><p ${many(n, (at) => `a${at}=b `)}>a</p>`),
  text('entities', 'html', 50_000, (n) => `<html><p>${'&amp;'.repeat(n)}</p>`),
  text('comments', 'html', 4_000, (n) => `<html>${'<!-- a -->'.repeat(n)}a`),
  text('line breaks', 'html', 5_000, (n) => `<html><p>${'a<br>'.repeat(n)}</p>`),
  text('struck words', 'html', 4_000, (n) => `<html><p>${'a<s>b</s>'.repeat(n)}</p>`),
  word('paragraphs', 3_000, (n) => many(n, (at) => paragraph(`Words ${at}`))),
  word('a plan', 1_000, (n) => wordTable(rows(n))),
  word('dated updates in one cell', 500, (n) =>
    planOf(
      'Update',
      ['1', 'Walk', 'Team', paragraphs(n, (at) => `0${1 + (at % 9)}/06/22: visited ward ${at}`)],
      ['2', 'Run', 'Team', paragraph('')],
    ),
  ),
  word('owners in one cell', 500, (n) =>
    planOf(
      'Timescale',
      ['1', 'Walk', paragraphs(n, (at) => `Insp Rowe${'abcdefgh'[at % 8]} (new)`), 'Oct 22'],
      ['2', 'Run', 'Team', 'Oct 22'],
    ),
  ),
  word(
    'words of many paragraphs beside many rows',
    500,
    (n) =>
      `<w:tbl>${wordRow(['Ref', 'Action', 'Owner', 'Timescale'])}${wordRow(['1', `${merged('restart')}${paragraphs(n, (at) => `walk ${at}`)}`, 'Team', 'Oct 22'])}${many(n, (at) => wordRow([String(at + 2), `${merged('continue')}<w:p/>`, `Team ${at}`, 'Oct 22']))}</w:tbl>`,
  ),
  word(
    'promises in a list',
    2_000,
    (n) =>
      `${paragraph('We will:')}${many(n, (at) => paragraph(promise(at), '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'))}`,
  ),
  word(
    'one paragraph of runs',
    10_000,
    (n) => `<w:p>${many(n, (at) => `<w:r><w:t>a${at} </w:t></w:r>`)}</w:p>`,
  ),
  word('nested runs', 100, (n) => `<w:p>${'<w:r>'.repeat(n)}<w:t>a</w:t>${'</w:r>'.repeat(n)}</w:p>`),
  word(
    'nested tables',
    40,
    (n) =>
      `${'<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(n)}${'</w:tc></w:tr></w:tbl>'.repeat(n)}`,
  ),
  word(
    'nested text boxes',
    40,
    (n) =>
      `${'<w:p><w:r><w:txbxContent>'.repeat(n)}${paragraph('a')}${'</w:txbxContent></w:r></w:p>'.repeat(n)}`,
  ),
  word(
    'deleted words',
    3_000,
    (n) =>
      `<w:p>${'<w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del>'.repeat(n)}</w:p>`,
  ),
  word(
    'struck words',
    3_000,
    (n) =>
      `<w:p>${'<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>b</w:t></w:r>'.repeat(n)}</w:p>`,
  ),
  word(
    'cells that span',
    60,
    (n) =>
      `<w:tbl>${'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="65000"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>'.repeat(n)}</w:tbl>`,
  ),
  word(
    'cells that carry on',
    1_000,
    (n) =>
      `<w:tbl>${'<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>'.repeat(n)}</w:tbl>`,
  ),
  word(
    'styles on styles',
    5_000,
    () => paragraph('a', '<w:pPr><w:pStyle w:val="s1"/></w:pPr>'),
    (n) => ({
      'word/_rels/document.xml.rels': relations('rId1', 'styles', 'styles.xml'),
      'word/styles.xml': `${xml}<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${many(n, (at) => `<w:style w:styleId="s${at}"><w:basedOn w:val="s${at + 1}"/></w:style>`)}</w:styles>`,
    }),
  ),
  word(
    'numbering on numbering',
    5_000,
    () => paragraph('a'),
    (n) => ({
      'word/_rels/document.xml.rels': relations('rId1', 'numbering', 'numbering.xml'),
      'word/numbering.xml': `${xml}<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>${many(n, (at) => `<w:num w:numId="${at}"><w:abstractNumId w:val="0"/></w:num>`)}</w:numbering>`,
    }),
  ),
  word(
    'headers',
    200,
    () => paragraph('a'),
    (n) =>
      Object.fromEntries(
        Array.from({ length: n }, (_, at) => [
          `word/header${at}.xml`,
          `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${paragraph(`h${at}`)}</w:hdr>`,
        ]),
      ),
  ),
  word('attributes', 20_000, (n) => `<w:p ${many(n, (at) => `a${at}="b" `)}><w:r><w:t>a</w:t></w:r></w:p>`),
  book('a plan', 1_000, (n) => [sheetData(rows(n))]),
  book('rows of one letter', 4_000, (n) => [sheetData(Array.from({ length: n }, () => ['a']))]),
  book('a document in a sheet', 500, (n) => [
    sheetData(
      Array.from({ length: n }, (_, at) => [
        [`Priority ${at}`],
        [promise(at)],
        [],
        ['Ref', 'Action', 'Owner'],
        [String(at), 'Walk', 'Team'],
        [],
      ]).flat(),
    ),
  ]),
  book('sheets', 50, (n) => Array.from({ length: n }, () => sheetData(rows(3)))),
  book('rows of a hundred cells', 100, (n) => [
    sheetData(Array.from({ length: n }, (_, at) => Array.from({ length: 100 }, (_, b) => `c${at % 7}${b}`))),
  ]),
  book('merged cells', 500, (n) => [
    `${sheetData(rows(n))}<mergeCells>${many(n, (at) => `<mergeCell ref="A${at + 2}:B${at + 2}"/>`)}</mergeCells>`,
  ]),
  book('merged cells over each other', 200, (n) => [
    `${sheetData(rows(50))}<mergeCells>${many(n, () => '<mergeCell ref="A1:F51"/>')}</mergeCells>`,
  ]),
  book(
    'shared words',
    5_000,
    () => [sheetData(rows(3))],
    (n) => ({
      'xl/sharedStrings.xml': `${xml}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${many(n, (at) => `<si><t>a${at}</t></si>`)}</sst>`,
    }),
  ),
  book(
    'number formats',
    3_000,
    () => [sheetData(rows(3))],
    (n) => ({
      'xl/styles.xml': `${xml}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>${many(n, (at) => `<numFmt numFmtId="${164 + at}" formatCode="0.0${'0'.repeat(at % 20)}"/>`)}</numFmts><cellXfs>${many(n, (at) => `<xf numFmtId="${164 + at}"/>`)}</cellXfs></styleSheet>`,
    }),
  ),
]
