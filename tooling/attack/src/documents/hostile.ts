import { randomFrom } from '../random.ts'
import { ends, places, units } from './bait.ts'
import { growing } from './growing.ts'
import { docx, paragraph, relations, sheetData, wordTable, xlsx, xml, zipped } from './office.ts'

/** A document made to harm its reader. */
export interface Hostile {
  readonly kind: string
  /** The file name of the upload. */
  readonly file: string
  readonly make: () => Uint8Array
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const hostile = (kind: string, file: string, make: () => Uint8Array | string): Hostile => ({
  kind,
  file,
  make: () => {
    const made = make()
    return typeof made === 'string' ? bytes(made) : made
  },
})
const plan =
  'Beat Delivery Plan\n\nRef\tAction\tOwner\tTimescale\tRAG\tUpdate\n1\tWalk the beat\tInsp Rowe\tOct 22\tA\t01/06/22: walked\n2\tRun the desk\tHub\tNov 22\tG\tdone\n'
const table = plan
  .trim()
  .split('\n')
  .slice(2)
  .map((row) => row.split('\t'))
const validDocx = (): Uint8Array => docx(`${paragraph('Beat Delivery Plan')}${wordTable(table)}`)
const validXlsx = (): Uint8Array => xlsx([sheetData(table)])
const wordSpace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const sheetSpace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

/** Every kind of growing document, much larger than in practice: text of about `megabytes`. */
const large = (megabytes: number): Hostile[] =>
  growing.map(({ kind, file, size, make }) =>
    hostile(`${kind}, large`, file, () => {
      const perPart = Math.max(make(size).length / size, 0.05)
      // The unpacked content is larger than the file.
      const room = (megabytes * 1024 * 1024) / (/\.(?:docx|xlsx)$/.test(file) ? 8 : 1)
      return make(
        Math.ceil(
          Math.min(room / perPart, /^html: nested|^xlsx: sheets|^docx: headers/.test(kind) ? 1_500 : 1e6),
        ),
      )
    }),
  )

/** Small documents that were expensive to read, from reports. */
const reported = (): Hostile[] => [
  hostile('20,000 commas', 'plan.csv', () => ','.repeat(20_000)),
  ...([',', ';', '|', '\t', 'a,'] as const).map((part) =>
    hostile(`1 MB of ${JSON.stringify(part)}`, 'plan.csv', () => part.repeat(1_048_576 / part.length)),
  ),
  ...(['- a', '1. a', '# a'] as const).map((line) =>
    hostile(`160 kB of lines of ${JSON.stringify(line)}`, 'plan.csv', () =>
      `${line}\n`.repeat(160_000 / (line.length + 1)),
    ),
  ),
  hostile('1 MB of empty lines', 'plan.csv', () => '\n'.repeat(1_048_576)),
  hostile('1 MB of carriage returns', 'plan.csv', () => '\r'.repeat(1_048_576)),
  hostile('1 MB of Windows lines', 'plan.csv', () => '\r\n'.repeat(524_288)),
  hostile('100,000 columns', 'plan.csv', () => `${'a,'.repeat(100_000)}\n${'b,'.repeat(50_000)}`),
  hostile('1,000 rows of 2,000 columns', 'plan.csv', () => `${'a,'.repeat(2_000)}\n`.repeat(1_000)),
  hostile('4 MB behind an open quote', 'plan.csv', () => `a,"b\n${'x,y,z\n'.repeat(700_000)}`),
  hostile('4 MB in one cell', 'plan.csv', () => `a,"${'x,y,z\n'.repeat(700_000)}"`),
  hostile(
    '250 cells that span 65,000',
    'plan.html',
    () => `<html><table>${'<tr><td colspan=65000 rowspan=65000>a</td></tr>'.repeat(250)}</table>`,
  ),
  hostile(
    '100,000 rows of a plan',
    'plan.txt',
    () =>
      `Ref\tAction\tOwner\n${Array.from({ length: 100_000 }, (_, at) => `${at}\tWalk beat ${at}\tTeam`).join('\n')}`,
  ),
  hostile('60,000 promises in prose', 'plan.txt', () =>
    Array.from({ length: 60_000 }, (_, at) => `We will walk beat ${at} twice a week.\n\n`).join(''),
  ),
  hostile('1 MB of Markdown headings', 'plan.md', () => '# a\n'.repeat(262_144)),
  hostile('a workbook of 300,000 rows', 'plan.xlsx', () =>
    xlsx([sheetData(Array.from({ length: 300_000 }, () => ['a']))]),
  ),
  hostile('a million nested runs that never end', 'plan.docx', () =>
    docx(`<w:p>${'<w:r>'.repeat(1_000_000)}`),
  ),
  hostile('10 MB on one line', 'plan.txt', () => 'a'.repeat(10_000_000)),
  hostile('10 MB of words on one line', 'plan.txt', () => 'walk '.repeat(2_000_000)),
]

/** Archives with false sizes, cut, nested, with duplicate entries, or growing. */
const archives = (): Hostile[] => {
  const zeros = new Uint8Array(30 * 1024 * 1024)
  const cut = (make: () => Uint8Array, share: number) => () => {
    const whole = make()
    return whole.slice(0, Math.floor(whole.length * share))
  }
  const set16 = (make: () => Uint8Array, signature: number, offset: number, value: number) => () => {
    const whole = make()
    const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength)
    for (let at = 0; at + 46 < whole.length; at++)
      if (view.getUint32(at, true) === signature) view.setUint16(at + offset, value, true)
    return whole
  }
  const both = [
    ['docx', validDocx],
    ['xlsx', validXlsx],
  ] as const
  return [
    hostile('a bomb of zeros', 'plan.docx', () => zipped({ 'word/document.xml': zeros })),
    hostile('forty bombs of 9 MB', 'plan.docx', () =>
      zipped(
        Object.fromEntries(
          Array.from({ length: 40 }, (_, at) => [`word/header${at}.xml`, zeros.subarray(0, 9 * 1024 * 1024)]),
        ),
      ),
    ),
    hostile('a bomb in a bomb', 'plan.docx', () =>
      zipped({ 'word/document.xml': zipped({ 'word/document.xml': zeros }) }),
    ),
    hostile('20,000 entries', 'plan.docx', () =>
      zipped(Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`word/${at}.xml`, 'a']))),
    ),
    hostile('an archive of nothing', 'plan.docx', () => zipped({})),
    hostile('names that climb', 'plan.docx', () =>
      zipped({
        '../../etc/passwd.xml': 'a',
        'word/document.xml': '<a/>',
        '/word/document.xml': '<b/>',
        '__proto__/x.xml': 'c',
      }),
    ),
    hostile('a document that is its own header', 'plan.docx', () =>
      docx(paragraph('a'), { 'word/_rels/document.xml.rels': relations('rId1', 'header', 'document.xml') }),
    ),
    hostile('relations without end', 'plan.docx', () =>
      docx(paragraph('a'), {
        'word/_rels/document.xml.rels': `${xml}<Relationships>${'<Relationship Id="a" Type="x/header" Target="../../../../word/header.xml"/>'.repeat(50_000)}</Relationships>`,
      }),
    ),
    hostile('a target of a million steps', 'plan.docx', () =>
      docx(paragraph('a'), {
        'word/_rels/document.xml.rels': relations('rId1', 'header', 'a/../'.repeat(500_000)),
      }),
    ),
    ...both.flatMap(([format, make]) => [
      ...[0.001, 0.01, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999].map(
        (share) => hostile(`${format} cut at ${share}`, `plan.${format}`, cut(make, share)),
      ),
      hostile(`${format} with a wrong checksum`, `plan.${format}`, set16(make, 0x02014b50, 16, 0x1234)),
      hostile(`${format} with a password`, `plan.${format}`, set16(make, 0x02014b50, 8, 1)),
      hostile(`${format} packed in an unknown way`, `plan.${format}`, set16(make, 0x02014b50, 10, 99)),
      hostile(`${format} that says it is vast`, `plan.${format}`, set16(make, 0x02014b50, 26, 0xffff)),
      hostile(`${format} that says it is of no size`, `plan.${format}`, set16(make, 0x02014b50, 24, 0)),
      hostile(`${format} whose entries lie elsewhere`, `plan.${format}`, set16(make, 0x02014b50, 42, 7)),
      hostile(`${format} whose names are long`, `plan.${format}`, set16(make, 0x02014b50, 28, 0xffff)),
      hostile(
        `${format} of 65,535 entries by its own account`,
        `plan.${format}`,
        set16(make, 0x06054b50, 10, 0xffff),
      ),
      hostile(`${format} behind a megabyte`, `plan.${format}`, () =>
        Buffer.concat([new Uint8Array(1_048_576), make()]),
      ),
      hostile(`${format} before a megabyte`, `plan.${format}`, () =>
        Buffer.concat([make(), new Uint8Array(1_048_576)]),
      ),
      hostile(`${format} twice`, `plan.${format}`, () => Buffer.concat([make(), make()])),
    ]),
  ]
}

/** Office files that are valid archives with hostile parts. */
const offices = (): Hostile[] => {
  const entity = (body: string) => `<!DOCTYPE w:document [${body}]>`
  const laughs = entity(
    `<!ENTITY a "ha">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n} "${`&a${n === 0 ? '' : n - 1};`.repeat(10)}">`).join('')}`,
  )
  const document = (before: string, text: string) => ({
    'word/document.xml': `${xml}${before}<w:document ${wordSpace}><w:body>${paragraph(text)}</w:body></w:document>`,
  })
  const numbering = (levels: string) => ({
    'word/_rels/document.xml.rels': relations('rId1', 'numbering', 'numbering.xml'),
    'word/numbering.xml': `${xml}<w:numbering ${wordSpace}><w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
  })
  const counted = (count: number, level = 0) =>
    `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>`.concat(
      count < 0 ? '' : '',
    )
  const cells = (data: string, parts: Record<string, string> = {}) =>
    xlsx([`<sheetData>${data}</sheetData>`], parts)
  const shared = (text: string, times: number) =>
    cells(
      `<row r="1">${Array.from({ length: times }, (_, at) => `<c r="${String.fromCharCode(65 + (at % 20))}${1 + Math.floor(at / 20)}" t="s"><v>0</v></c>`).join('')}</row>`,
      { 'xl/sharedStrings.xml': `${xml}<sst ${sheetSpace}><si><t>${text}</t></si></sst>` },
    )
  const styled = (format: string, value: string) =>
    cells(`<row r="1"><c r="A1" s="0"><v>${value}</v></c><c r="B1" s="0"><v>${value}</v></c></row>`, {
      'xl/styles.xml': `${xml}<styleSheet ${sheetSpace}><numFmts><numFmt numFmtId="164" formatCode="${format}"/></numFmts><cellXfs><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    })
  return [
    hostile('XXE', 'plan.docx', () =>
      docx('', document(entity('<!ENTITY x SYSTEM "file:///etc/passwd">'), '&x;')),
    ),
    hostile('XXE by parameter', 'plan.docx', () =>
      docx('', document(entity('<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;'), 'a')),
    ),
    hostile('a billion laughs', 'plan.docx', () => docx('', document(laughs, '&a29;'))),
    hostile('quadratic laughs', 'plan.docx', () =>
      docx('', document(entity(`<!ENTITY a "${'a'.repeat(100_000)}">`), '&a;'.repeat(20_000))),
    ),
    hostile('a DOCTYPE of a megabyte', 'plan.docx', () =>
      docx('', document(`<!DOCTYPE ${'a'.repeat(1_000_000)}>`, 'a')),
    ),
    hostile('laughs in a workbook', 'plan.xlsx', () =>
      xlsx([sheetData(table)], {
        'xl/worksheets/sheet1.xml': `${laughs}<worksheet ${sheetSpace}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a29;</t></is></c></row></sheetData></worksheet>`,
      }),
    ),
    hostile('a million elements', 'plan.docx', () => docx('<w:bookmarkStart w:id="1"/>'.repeat(1_000_000))),
    hostile('a million empty paragraphs', 'plan.docx', () => docx('<w:p/>'.repeat(1_000_000))),
    hostile('an attribute of 5 MB', 'plan.docx', () =>
      docx(`<w:p w:x="${'a'.repeat(5_000_000)}"><w:r><w:t>a</w:t></w:r></w:p>`),
    ),
    hostile('a name of 5 MB', 'plan.docx', () => docx(`<w:${'a'.repeat(5_000_000)}/>`)),
    hostile('a comment of 5 MB', 'plan.docx', () => docx(`<!--${'a'.repeat(5_000_000)}-->${paragraph('a')}`)),
    hostile('a CDATA of 5 MB', 'plan.docx', () =>
      docx(`<w:p><w:r><w:t><![CDATA[${']]'.repeat(2_500_000)}]]></w:t></w:r></w:p>`),
    ),
    hostile('200,000 attributes', 'plan.docx', () =>
      docx(`<w:p ${Array.from({ length: 200_000 }, (_, at) => `a${at}="b"`).join(' ')}/>`),
    ),
    hostile('200,000 namespaces', 'plan.docx', () =>
      docx(`<w:p ${Array.from({ length: 200_000 }, (_, at) => `xmlns:a${at}="b${at}"`).join(' ')}/>`),
    ),
    hostile('namespaces renamed again and again', 'plan.docx', () =>
      docx(
        Array.from(
          { length: 50_000 },
          (_, at) => `<x xmlns:a${at}="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>`,
        ).join(''),
      ),
    ),
    hostile('a symbol that is none', 'plan.docx', () =>
      docx(
        '<w:p><w:r><w:sym w:char="FFFFFFFF"/><w:sym w:char="D800"/><w:sym w:char="-5"/><w:sym/></w:r></w:p>',
      ),
    ),
    hostile('levels that are none', 'plan.docx', () =>
      docx(
        ['-2', '1e9', 'NaN', '3.5', '99']
          .map((level) =>
            paragraph(
              'a',
              `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr>`,
            ),
          )
          .join(''),
        numbering(
          '<w:lvl w:ilvl="-2"><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1e9"><w:lvlText w:val="%1."/></w:lvl>',
        ),
      ),
    ),
    ...['lowerLetter', 'upperRoman', 'decimalZero', 'bullet', 'none'].flatMap((format) =>
      [-1_000_000, 999_999_999, Number.NaN].map((start) =>
        hostile(`numbers from ${start} as ${format}`, 'plan.docx', () =>
          docx(
            paragraph('a', counted(0)).repeat(50),
            numbering(
              `<w:lvl w:ilvl="0"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="%1."/></w:lvl>`,
            ),
          ),
        ),
      ),
    ),
    hostile('a marker of a megabyte before 20,000 items', 'plan.docx', () =>
      docx(
        paragraph('a', counted(0)).repeat(20_000),
        numbering(`<w:lvl w:ilvl="0"><w:lvlText w:val="${'%1'.repeat(500_000)}"/></w:lvl>`),
      ),
    ),
    hostile('styles in a ring', 'plan.docx', () =>
      docx(paragraph('a', '<w:pPr><w:pStyle w:val="a"/></w:pPr>'), {
        'word/_rels/document.xml.rels': relations('rId1', 'styles', 'styles.xml'),
        'word/styles.xml': `${xml}<w:styles ${wordSpace}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`,
      }),
    ),
    hostile('ends without beginnings', 'plan.docx', () =>
      docx(
        '<w:tbl><w:tc><w:tr></w:tr></w:tc></w:tbl><w:txbxContent/><w:tcPr/><w:gridBefore w:val="1e9"/><mc:Choice/><mc:Fallback/><w:pPrChange/>',
      ),
    ),
    hostile('alternatives in alternatives', 'plan.docx', () =>
      docx(
        `${'<mc:AlternateContent><mc:Choice>'.repeat(200)}${paragraph('a')}${'</mc:Choice></mc:AlternateContent>'.repeat(200)}`,
      ),
    ),
    hostile('spans that are none', 'plan.docx', () =>
      docx(
        `<w:tbl>${['-5', 'NaN', '1e300', '0', '0.5'].map((span) => `<w:tr><w:gridBefore w:val="${span}"/><w:tc><w:tcPr><w:gridSpan w:val="${span}"/></w:tcPr>${paragraph('a')}</w:tc></w:tr>`).join('')}</w:tbl>`,
      ),
    ),
    hostile('one word shared by 200,000 cells', 'plan.xlsx', () => shared('a', 200_000)),
    hostile('a megabyte shared by 10,000 cells', 'plan.xlsx', () => shared('a'.repeat(1_000_000), 10_000)),
    hostile('99,999 characters shared by 10,000 cells', 'plan.xlsx', () =>
      shared('a '.repeat(49_999), 10_000),
    ),
    hostile('1,000,000 shared words', 'plan.xlsx', () =>
      xlsx([sheetData(table)], {
        'xl/sharedStrings.xml': `${xml}<sst ${sheetSpace}>${'<si><t>a</t></si>'.repeat(1_000_000)}</sst>`,
      }),
    ),
    hostile('1,000,000 runs in a shared word', 'plan.xlsx', () =>
      shared(`</t></si><si>${'<r><t>a</t></r>'.repeat(300_000)}</si><si><t>`, 20),
    ),
    hostile('cells at the corners', 'plan.xlsx', () =>
      cells(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>b</t></is></c></row>',
      ),
    ),
    hostile('a cell in the last column', 'plan.xlsx', () =>
      cells('<row r="1"><c r="XFD1" t="inlineStr"><is><t>a</t></is></c></row>'),
    ),
    hostile('a cell in the last row', 'plan.xlsx', () =>
      cells('<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>a</t></is></c></row>'),
    ),
    hostile('cells beyond the corners', 'plan.xlsx', () =>
      cells(
        '<row r="9999999999"><c r="ZZZZZZ9999999999"><v>1</v></c><c r="1A"><v>1</v></c><c r=""><v>1</v></c><c><v>1</v></c></row>',
      ),
    ),
    hostile('cells that say nothing at 500,000 places', 'plan.xlsx', () =>
      cells(
        Array.from(
          { length: 5_000 },
          (_, row) =>
            `<row r="${row + 1}">${Array.from({ length: 100 }, (_, at) => `<c r="${String.fromCharCode(65 + Math.floor(at / 26))}${String.fromCharCode(65 + (at % 26))}${row + 1}" s="0"/>`).join('')}</row>`,
        ).join(''),
      ),
    ),
    hostile('the same cell twice', 'plan.xlsx', () =>
      cells('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
    ),
    hostile('merged over everything', 'plan.xlsx', () =>
      xlsx([
        `${sheetData(table)}<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(20_000)}</mergeCells>`,
      ]),
    ),
    hostile('100,000 merged cells', 'plan.xlsx', () =>
      xlsx([
        `${sheetData(table)}<mergeCells>${Array.from({ length: 100_000 }, (_, at) => `<mergeCell ref="A${at}:B${at}"/>`).join('')}</mergeCells>`,
      ]),
    ),
    hostile('ranges that are none', 'plan.xlsx', () =>
      xlsx([
        `${sheetData(table)}<autoFilter ref="x:"/><mergeCells><mergeCell ref="B9:A1"/><mergeCell ref=""/><mergeCell ref="A1:"/><mergeCell/></mergeCells><conditionalFormatting sqref="${'A1 '.repeat(100_000)}"/>`,
      ]),
    ),
    ...[
      '0'.repeat(255),
      '0'.repeat(100_000),
      '#,'.repeat(120),
      '[red]'.repeat(50),
      '['.repeat(255),
      '&quot;'.repeat(250),
      'yyyy'.repeat(60),
      '?/'.repeat(120),
      '[h]:mm:ss'.repeat(25),
      '0.'.repeat(120),
      'E+0'.repeat(80),
      '@'.repeat(255),
      '\\'.repeat(255),
      '_*'.repeat(120),
      ';'.repeat(255),
    ].map((format) =>
      hostile(`a number as ${format.slice(0, 12)}…`, 'plan.xlsx', () => styled(format, '45000.5')),
    ),
    ...[
      '1e308',
      '-1e308',
      'Infinity',
      'NaN',
      '99999999999',
      '-1',
      '0',
      '60',
      '2958466',
      '1e-320',
      '',
      'x',
      '0x10',
    ].map((value) =>
      hostile(`a date of ${value || 'nothing'}`, 'plan.xlsx', () => styled('dd/mm/yyyy', value)),
    ),
    hostile('a formula of 5 MB', 'plan.xlsx', () =>
      cells(`<row r="1"><c r="A1"><f>${'A1+'.repeat(1_600_000)}1</f></c></row>`),
    ),
    hostile('formulas to each other', 'plan.xlsx', () =>
      cells('<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>A1</f></c></row>'),
    ),
    hostile('1,000 sheets', 'plan.xlsx', () => xlsx(Array.from({ length: 900 }, () => sheetData(table)))),
    hostile('a sheet without a part', 'plan.xlsx', () =>
      zipped({
        '_rels/.rels': relations('rId1', 'officeDocument', 'xl/workbook.xml'),
        'xl/workbook.xml': '<workbook/>',
      }),
    ),
    hostile('a workbook that is a document', 'plan.xlsx', validDocx),
    hostile('a document that is a workbook', 'plan.docx', validXlsx),
    hostile('a document without a body', 'plan.docx', () =>
      zipped({ '_rels/.rels': relations('rId1', 'officeDocument', 'word/document.xml') }),
    ),
    hostile('XML in UTF-16', 'plan.docx', () =>
      docx('', {
        'word/document.xml': Buffer.from(
          `\ufeff<w:document ${wordSpace}><w:body>${paragraph('a')}</w:body></w:document>`,
          'utf16le',
        ).toString('latin1'),
      }),
    ),
  ]
}

/** Text in every encoding, and bytes that are invalid in all of them. */
const encodings = (seed: number): Hostile[] => {
  const random = randomFrom(seed).next
  const noise = (length: number, from = 0, to = 256) =>
    Uint8Array.from({ length }, () => from + Math.floor(random() * (to - from)))
  const made = (kind: string, file: string, content: Uint8Array) => hostile(kind, file, () => content)
  const utf16 = (text: string, big = false) =>
    big ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'utf16le')
  return [
    made('UTF-16, little end first', 'plan.txt', utf16(`\ufeff${plan}`)),
    made('UTF-16, big end first', 'plan.txt', utf16(`\ufeff${plan}`, true)),
    made('UTF-16 without a mark', 'plan.txt', utf16(plan)),
    made('UTF-16 with half a letter', 'plan.txt', utf16(`\ufeff${plan}`).subarray(0, -1)),
    made('UTF-16 of lone surrogates', 'plan.txt', utf16(`\ufeff${plan}${'\ud800a\udc00'.repeat(20_000)}`)),
    made('UTF-8 with a mark', 'plan.txt', bytes(`\ufeff${plan}`)),
    made('marks everywhere', 'plan.txt', bytes(plan.replace(/./g, (letter) => `\ufeff${letter}`))),
    made(
      'UTF-32',
      'plan.txt',
      Uint8Array.from(
        [...`\ufeff${plan}`].flatMap((letter) => [
          letter.charCodeAt(0) & 255,
          letter.charCodeAt(0) >> 8,
          0,
          0,
        ]),
      ),
    ),
    made('Windows-1252', 'plan.txt', Buffer.from(`${plan}£ \x92 \x96`, 'latin1')),
    made(
      'one bad byte in a line',
      'plan.txt',
      Buffer.concat([bytes(plan), Uint8Array.of(0xff), bytes(plan)]),
    ),
    made('5 MB of bad bytes', 'plan.txt', new Uint8Array(5_000_000).fill(0xff)),
    made(
      '5 MB of bytes that are bad by turns',
      'plan.txt',
      new Uint8Array(5_000_000).map((_, at) => (at % 2 ? 0xff : 0x61)),
    ),
    made(
      '5 MB of letters cut short',
      'plan.txt',
      new Uint8Array(4_800_000).map((_, at) => [0xe2, 0x82, 0x61][at % 3] ?? 0),
    ),
    made(
      'overlong letters',
      'plan.txt',
      Uint8Array.from({ length: 30_000 }, (_, at) => [0xc0, 0xaf, 0xe0, 0x80, 0x80][at % 5] ?? 0),
    ),
    made('5 MB of replacement characters', 'plan.txt', bytes('\ufffd'.repeat(1_600_000))),
    made('NUL between letters', 'plan.txt', bytes(plan.replace(/./g, (letter) => `${letter}\0`))),
    made(
      'every control character',
      'plan.txt',
      bytes(plan + Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('a')),
    ),
    made('binary noise', 'plan.txt', noise(500_000)),
    made('binary noise called Word', 'plan.docx', noise(500_000)),
    made('binary noise behind PK', 'plan.xlsx', Buffer.concat([bytes('PK\x03\x04'), noise(500_000)])),
    made(
      'a compound file of noise',
      'plan.doc',
      Buffer.concat([Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), noise(500_000)]),
    ),
    ...['txt', 'csv', 'md', 'html'].flatMap((extension) => [
      made(`printable noise as ${extension}`, `plan.${extension}`, noise(300_000, 32, 127)),
      made(`signs as ${extension}`, `plan.${extension}`, noise(300_000, 32, 65)),
      made(
        `short lines of noise as ${extension}`,
        `plan.${extension}`,
        noise(300_000, 32, 127).map((byte, at) => (at % 7 === 6 ? 10 : byte)),
      ),
      made(
        `cells of noise as ${extension}`,
        `plan.${extension}`,
        noise(300_000, 32, 127).map((byte, at) => (at % 50 === 49 ? 10 : at % 9 === 8 ? 9 : byte)),
      ),
    ]),
  ]
}

/** Impossible numbers and dates, in every position where one may occur. */
const extremes = (): Hostile[] => {
  const said = [
    '31 February 99999',
    '2023-13-45',
    '99999-01-01',
    '0000-00-00',
    '1 Jan 10000',
    '999999999999 months',
    '-1',
    '1e999',
    '٣١/١٢/٢٠٢٢',
    '9'.repeat(400),
    'Q9 2022/99',
    '00/00/00',
    '45658.999999',
    '2958466',
    'within 99999 years of 1 January 2099',
    'Feb 2100',
    '1 Jan 1899',
  ]
  return said.map((words) =>
    hostile(
      `a plan of ${words.slice(0, 24)}`,
      'plan.txt',
      () =>
        `Plan ${words}\nPeriod: ${words} - ${words}\n${plan.replaceAll('Oct 22', words).replaceAll('01/06/22', words).replaceAll('1\t', `${words}\t`)}Area\tCurrent\tTarget\nNorth\t${words}\t5\nSouth\t5\t${words}\n`,
    ),
  )
}

/** File names that are paths, hide their extension, or are invalid. */
const names = (): Hostile[] =>
  [
    '../../etc/passwd',
    'C:\\plan.txt',
    'a\0b.txt',
    'a\r\nSet-Cookie: a=b.txt',
    '\u202etxt.exe',
    'a'.repeat(255),
    'a'.repeat(100_000),
    '.txt',
    '',
    '\ud800.txt',
    '__proto__',
    'plan.txt\u0000.docx',
    '<img src=x onerror=alert(1)>.txt',
    '\x1b]0;owned\x07.txt',
    'con.txt',
    `${'.'.repeat(10_000)}txt`,
    `${'-'.repeat(50_000)}a`,
  ].map((file) => hostile(`the name ${JSON.stringify(file.slice(0, 30))}`, file, () => plan))

/** Characters that control a terminal or change text direction, in every kind of position. */
const acting = (): Hostile[] =>
  places.map((place) =>
    hostile(`acting characters in ${place.name} (${place.file})`, place.file, () =>
      place.holding('a\x1b]0;owned\x07\x1b[2J\x9b2J\u202egnp.exe\u2066\u0000\x7f\u2028b'),
    ),
  )

/** Bait for patterns: one unit repeated in one position. */
const baited = (seed: number, count: number, length: number): Hostile[] => {
  const { pick } = randomFrom(seed)
  return Array.from({ length: count }, () => {
    const [place, unit, end] = [pick(places), pick(units), pick(ends)]
    return hostile(
      `${JSON.stringify(unit)} × ${length} ${JSON.stringify(end)} in ${place.name} (${place.file})`,
      place.file,
      () => place.holding(unit.repeat(Math.ceil(length / unit.length)) + end),
    )
  })
}

/** Valid documents with pieces of others inserted, cut, doubled and with flipped bits. */
const spliced = (seed: number, count: number): Hostile[] => {
  const random = randomFrom(seed).next
  const below = (n: number): number => Math.floor(random() * n)
  const makers = [() => growing[below(growing.length)], () => growing[below(growing.length)]] as const
  return Array.from({ length: count }, (_, at) => {
    const [a, b] = makers.map((of) => of())
    const seedOf = below(2 ** 31)
    return hostile(`${a?.kind} spliced with ${b?.kind} (${at})`, a?.file ?? 'plan.txt', () => {
      const own = randomFrom(seedOf).next
      const [first, second] = [a, b].map(
        (kind) => kind?.make(20 + Math.floor(own() * 200)) ?? new Uint8Array(),
      )
      const cutAt = Math.floor(own() * (first?.length ?? 0))
      const made = Buffer.concat([
        first?.subarray(0, cutAt) ?? new Uint8Array(),
        second ?? new Uint8Array(),
        first?.subarray(cutAt) ?? new Uint8Array(),
      ])
      for (let flips = Math.floor(own() * 10); flips > 0; flips--)
        made[Math.floor(own() * made.length)] = Math.floor(own() * 256)
      return made
    })
  })
}

/** All hostile documents for a seed, the same each time: some 600. */
export const hostileDocuments = (seed: number): Hostile[] => [
  ...reported(),
  ...large(4),
  ...archives(),
  ...offices(),
  ...encodings(seed),
  ...extremes(),
  ...names(),
  ...acting(),
  ...baited(seed, 120, 60_000),
  ...spliced(seed, 80),
]

/** Every unit in every position with every end: some 30,000 documents, for a run of some minutes. */
export const allBait = (length: number): Hostile[] =>
  places.flatMap((place) =>
    units.flatMap((unit) =>
      ends.map((end) =>
        hostile(
          `${JSON.stringify(unit)} × ${length} ${JSON.stringify(end)} in ${place.name} (${place.file})`,
          place.file,
          () => place.holding(unit.repeat(Math.ceil(length / unit.length)) + end),
        ),
      ),
    ),
  )
