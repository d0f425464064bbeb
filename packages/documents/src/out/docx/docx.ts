import type { ISectionOptions, ParagraphChild } from 'docx'
import { coloursOf } from '../paper/colour.ts'
import { longestOf } from '../paper/levels.ts'
import type {
  Paper,
  PaperBlock,
  PaperCell,
  PaperChart,
  PaperMark,
  PaperPart,
  PaperTable,
} from '../paper/paper.ts'
import { visiblePaper } from '../paper/visible.ts'
import { pictureOf } from './picture.ts'
import { withSameBytes } from './same-bytes.ts'

/** Lengths on paper in twentieths of a point, as Word counts: A4, its margins, the room for numbers of paragraphs. */
const PAGE = { width: 11_906, height: 16_838 }
const MARGIN = { top: 1_420, bottom: 1_360, side: 1_190 }
const INDENT = 624
const FONT = 'Arial'
/** The share of a bar below which a part has room for its shape alone. */
const NARROW = 0.05

/**
 * A paper as a Word document: styles of headings, captions and numbered paragraphs, heads of tables that repeat, rows
 * that stay on their page, charts of Word with their alternative text, and the language. The same paper gives the same
 * bytes. A crest that Word cannot show (WebP) is left out.
 */
export const docxOf = async (given: Paper): Promise<Uint8Array<ArrayBuffer>> => {
  const word = await import('docx')
  const charts = await import('docx/charts')
  const paper = visiblePaper(given, withoutNoncharacters)
  const write = writer(word, charts, paper)
  const document = new word.Document({
    title: paper.title,
    creator: paper.author ?? paper.force,
    lastModifiedBy: paper.author ?? paper.force,
    description: paper.foot,
    styles: stylesOf(colour(paper.accent)),
    numbering: numberingOf(word),
    sections: paper.parts.map((part, at) => write.section(part, at === 0)),
  })
  return withSameBytes(new Uint8Array(await word.Packer.toBuffer(document)), paper.made)
}

/** XML has no way to write these two. */
const withoutNoncharacters = (text: string): string =>
  text.replace(/[\ufffe\uffff]/g, (character) => `⟨${character.charCodeAt(0).toString(16).toUpperCase()}⟩`)

/** The room between the margins of a page. */
const roomOf = (part: Pick<PaperPart, 'landscape'> | undefined): number =>
  (part?.landscape ? PAGE.height : PAGE.width) - 2 * MARGIN.side

/** A colour as Word writes it. */
const colour = (hex: string): string => hex.replace('#', '')

type Word = typeof import('docx')
type Charts = typeof import('docx/charts')

const writer = (word: Word, charts: Charts, paper: Paper) => {
  const accent = colour(paper.accent)
  const { AlignmentType, Paragraph, TableCell, TableRow, TextRun } = word

  /** Text in lines, as runs. */
  const runs = (text: string, options: { bold?: boolean; strike?: boolean; color?: string } = {}) =>
    text
      .split('\n')
      .map((line, at) => new TextRun({ text: line, ...options, ...(at === 0 ? {} : { break: 1 }) }))

  const markRun = ({ level, shape, word: said }: PaperMark) =>
    new TextRun({ text: `${shape} ${said}`, bold: true, color: colour(coloursOf(level).words) })

  const rule = { style: word.BorderStyle.SINGLE, size: 4, color: 'B1B4B6' }
  const none = { style: word.BorderStyle.NONE, size: 0, color: 'auto' }

  const cell = (
    of: PaperCell,
    options: { width: number; number: boolean; struck?: boolean; heavy?: boolean; head?: boolean },
  ) => {
    const { width, number, struck = false, heavy = false, head = false } = options
    const inside =
      typeof of === 'string'
        ? runs(of, {
            ...(heavy || head ? { bold: true } : {}),
            ...(struck ? { strike: true } : {}),
            ...(head ? { color: 'FFFFFF' } : {}),
          })
        : [markRun(of)]
    const fill = head ? accent : typeof of === 'string' ? undefined : colour(coloursOf(of.level).wash)
    return new TableCell({
      width: { size: width, type: word.WidthType.DXA },
      margins: { top: 60, bottom: 60, left: 90, right: 90 },
      ...(fill === undefined ? {} : { shading: { fill, type: word.ShadingType.CLEAR, color: 'auto' } }),
      borders: {
        top: heavy ? { ...rule, size: 8, color: '4A5357' } : none,
        bottom: heavy ? { ...rule, size: 8, color: '4A5357' } : rule,
        left: none,
        right: none,
      },
      children: [
        new Paragraph({
          style: 'Cell',
          alignment: number ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: inside,
        }),
      ],
    })
  }

  const table = ({ columns, rows, totals }: PaperTable, room: number) => {
    const shares = columns.reduce((sum, { share }) => sum + share, 0)
    const widths = columns.map(({ share }) => Math.floor((share / shares) * room))
    const cells = (
      of: readonly PaperCell[],
      options: { struck?: boolean; heavy?: boolean; head?: boolean },
    ) =>
      of.map((each, at) =>
        cell(each, { ...options, width: widths[at] ?? 0, number: columns[at]?.number === true }),
      )
    return new word.Table({
      width: { size: widths.reduce((sum, width) => sum + width, 0), type: word.WidthType.DXA },
      columnWidths: widths,
      layout: word.TableLayoutType.FIXED,
      tableLook: {
        firstRow: true,
        lastRow: totals !== null,
        firstColumn: false,
        noHBand: true,
        noVBand: true,
      },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: cells(
            columns.map(({ title }) => title),
            { head: true },
          ),
        }),
        ...rows.map(
          ({ cells: of, struck = false }) =>
            new TableRow({ cantSplit: true, children: cells(of, { struck }) }),
        ),
        ...(totals === null
          ? []
          : [new TableRow({ cantSplit: true, children: cells(totals, { heavy: true }) })]),
      ],
    })
  }

  const chart = ({ bars, alt, caption }: PaperChart) => {
    const marks = (bars[0]?.parts ?? []).map(({ mark }) => mark)
    const most = longestOf(bars)
    const series = marks.flatMap((mark, at) => {
      const values = bars.map(({ parts }) => parts[at]?.count ?? 0)
      if (values.every((value) => value === 0)) return []
      const { bar, onBar } = coloursOf(mark.level)
      const font = { color: colour(onBar), size: 9 }
      return [
        {
          name: `${mark.shape} ${mark.word}`,
          values,
          color: colour(bar),
          pointLabels: values.map((value) =>
            value === 0
              ? (false as const)
              : { text: value / most < NARROW ? mark.shape : `${mark.shape} ${value}`, font },
          ),
        },
      ]
    })
    return new Paragraph({
      spacing: { after: 160 },
      children: [
        new charts.ChartRun({
          type: 'bar',
          stacking: 'stacked',
          categories: bars.map(({ label }) => label),
          series,
          gapWidth: 40,
          font: { name: FONT },
          categoryAxis: { reverseOrder: true, font: { size: 9 } },
          valueAxis: { visible: false, gridlines: false },
          legend: { position: 'bottom', font: { size: 9 } },
          chartArea: { border: 'none' },
          transformation: { width: 630, height: 70 + bars.length * 30 },
          altText: { name: caption, description: alt, title: caption },
        }),
      ],
    })
  }

  const written = (block: PaperBlock, after: PaperBlock | undefined, room: number) => {
    const leads =
      after !== undefined &&
      (after.is === 'table' ||
        after.is === 'list' ||
        after.is === 'chart' ||
        (after.is === 'paragraph' && 'mark' in block))
    switch (block.is) {
      case 'heading':
        return [
          new Paragraph({
            heading: block.level === 1 ? word.HeadingLevel.HEADING_1 : word.HeadingLevel.HEADING_2,
            keepNext: true,
            children: runs(block.words),
          }),
        ]
      case 'paragraph': {
        const sub = block.number?.includes('.') ?? false
        return [
          new Paragraph({
            style: 'Numbered',
            keepNext: leads,
            ...(block.number === null ? {} : { numbering: { reference: 'paragraphs', level: sub ? 1 : 0 } }),
            children: [
              ...(block.mark === undefined ? [] : [markRun(block.mark), new TextRun(' ')]),
              ...runs(block.words, block.mark === undefined ? {} : { bold: true }),
            ],
          }),
        ]
      }
      case 'list':
        return block.items.map(
          (item) =>
            new Paragraph({
              style: 'Numbered',
              numbering: { reference: 'items', level: 0 },
              children: runs(item),
            }),
        )
      case 'chart':
        return [captioned(block.caption), chart(block)]
      case 'table':
        return [
          ...(block.caption === null ? [] : [captioned(block.caption)]),
          table(block, room),
          // Two tables without a paragraph between them are one to Word.
          new Paragraph({ style: 'Cell', spacing: { after: 120 }, children: [] }),
        ]
    }
  }
  const blocks = (part: PaperPart) =>
    part.blocks.flatMap((block, at) => written(block, part.blocks[at + 1], roomOf(part)))

  const captioned = (caption: string) =>
    new Paragraph({ style: 'Caption', keepNext: true, children: runs(caption) })

  const front = (): InstanceType<Word['Paragraph']>[] => {
    const picture = paper.crest === null ? null : pictureOf(paper.crest)
    const crest =
      paper.crest === null || picture === null
        ? []
        : [
            new TextRun('\t'),
            new word.ImageRun({
              type: picture.type,
              data: paper.crest,
              transformation: { width: Math.round((80 * picture.width) / picture.height), height: 80 },
              altText: { name: 'Crest', description: `Crest of ${paper.force}`, title: 'Crest' },
            }),
          ]
    return [
      new Paragraph({
        tabStops: [{ type: word.TabStopType.RIGHT, position: roomOf(paper.parts[0]) }],
        children: [...runs(paper.force, { color: '4A5357' }), ...crest],
      }),
      new Paragraph({ heading: word.HeadingLevel.TITLE, children: runs(paper.title) }),
      ...paper.particulars.map(
        ({ label, words }) =>
          new Paragraph({
            style: 'Particular',
            children: [...runs(`${label}:`, { bold: true }), new TextRun('\t'), ...runs(words)],
          }),
      ),
    ]
  }

  const section = (part: PaperPart, first: boolean): ISectionOptions => {
    const room = roomOf(part)
    const middle = { type: word.TabStopType.CENTER, position: room / 2 }
    const end = { type: word.TabStopType.RIGHT, position: room }
    const line = (stop: typeof middle | typeof end, children: readonly ParagraphChild[]) =>
      new Paragraph({ style: 'Furniture', tabStops: [stop], children })
    const marking =
      paper.marking === null ? [] : [new TextRun({ text: paper.marking.toUpperCase(), bold: true })]
    return {
      properties: {
        type: word.SectionType.NEXT_PAGE,
        page: {
          size: {
            ...PAGE,
            orientation: part.landscape ? word.PageOrientation.LANDSCAPE : word.PageOrientation.PORTRAIT,
          },
          margin: { top: MARGIN.top, bottom: MARGIN.bottom, left: MARGIN.side, right: MARGIN.side },
        },
      },
      headers: {
        default: new word.Header({
          children: [line(middle, [...runs(paper.force), new TextRun('\t'), ...marking])],
        }),
      },
      footers: {
        default: new word.Footer({
          children: [
            line(end, [
              ...runs(paper.foot),
              new TextRun('\t'),
              new TextRun({
                children: ['Page ', word.PageNumber.CURRENT, ' of ', word.PageNumber.TOTAL_PAGES],
              }),
            ]),
            ...(marking.length === 0 ? [] : [line(middle, [new TextRun('\t'), ...marking])]),
          ],
        }),
      },
      children: [...(first ? front() : []), ...blocks(part)],
    }
  }
  return { section }
}

const stylesOf = (accent: string): NonNullable<ConstructorParameters<Word['Document']>[0]['styles']> => ({
  default: {
    document: { run: { font: FONT, size: 22, language: { value: 'en-GB' } } },
    title: {
      run: { font: FONT, size: 44, bold: true, color: accent },
      paragraph: { spacing: { before: 60, after: 240 } },
    },
    heading1: {
      run: { font: FONT, size: 28, bold: true, color: accent },
      paragraph: { spacing: { before: 360, after: 120 } },
    },
    heading2: {
      run: { font: FONT, size: 23, bold: true, color: accent },
      paragraph: { spacing: { before: 240, after: 80 } },
    },
  },
  paragraphStyles: [
    {
      id: 'Numbered',
      name: 'Numbered',
      basedOn: 'Normal',
      paragraph: { spacing: { after: 120, line: 264 } },
    },
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      run: { size: 19, bold: true },
      paragraph: { spacing: { before: 160, after: 80 } },
    },
    { id: 'Cell', name: 'Cell', basedOn: 'Normal', run: { size: 18 } },
    {
      id: 'Particular',
      name: 'Particular',
      basedOn: 'Normal',
      paragraph: { spacing: { after: 60 }, indent: { left: 2_100, hanging: 2_100 } },
    },
    { id: 'Furniture', name: 'Furniture', basedOn: 'Normal', run: { size: 18, color: '4A5357' } },
  ],
})

const numberingOf = ({ AlignmentType, LevelFormat }: Word) => ({
  config: [
    {
      reference: 'paragraphs',
      levels: [
        level(0, LevelFormat.DECIMAL, '%1.', INDENT, AlignmentType),
        level(1, LevelFormat.DECIMAL, '%1.%2', 2 * INDENT, AlignmentType),
      ],
    },
    { reference: 'items', levels: [level(0, LevelFormat.BULLET, '–', 2 * INDENT, AlignmentType)] },
  ],
})

const level = <F>(at: number, format: F, text: string, left: number, { LEFT }: Word['AlignmentType']) => ({
  level: at,
  format,
  text,
  alignment: LEFT,
  style: { paragraph: { indent: { left, hanging: INDENT } } },
})
