import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { hostile, lettersOf, paperSaying } from '../../../test/paper.ts'
import { openDocument } from '../../source/open.ts'
import { visiblePaper } from '../paper/visible.ts'
import { docxOf } from './docx.ts'
import { pictureOf } from './picture.ts'

const xmlOf = (bytes: Uint8Array, name: string): string =>
  strFromU8(unzipSync(bytes)[name] ?? new Uint8Array())

const textOf = async (bytes: Uint8Array): Promise<string> => {
  const opened = await openDocument('paper.docx', bytes)
  if (!opened.ok) throw new Error(opened.error.code)
  return lettersOf(opened.value.pieces.map(({ text }) => text).join(''))
}

test.each(hostile)('no field is markup in Word: %j', async (words) => {
  const text = await textOf(await docxOf(paperSaying(words)))
  const { title, parts } = visiblePaper(paperSaying(words))
  const [first] = parts
  const said = first?.blocks.flatMap((block) => ('words' in block ? [block.words] : [])) ?? []
  for (const each of [title, ...said]) expect(text).toContain(lettersOf(each).replace(/[\ufffe\uffff]/g, ''))
})

test('any words at all can be read again from Word', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (words) => {
      const text = await textOf(await docxOf(paperSaying(words)))
      const { title } = visiblePaper(paperSaying(words))
      expect(text).toContain(lettersOf(title).replace(/[\ufffe\uffff]/g, ''))
    }),
    { numRuns: 15 },
  )
})

test('a Word document has headings, captions, numbers, heads of tables, alternative text, language and titles', async () => {
  const bytes = await docxOf({ ...paperSaying('words'), marking: 'Official' })
  const document = xmlOf(bytes, 'word/document.xml')
  for (const style of ['Title', 'Heading1', 'Caption'])
    expect(document).toContain(`<w:pStyle w:val="${style}"/>`)
  expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1)
  expect(document.match(/<w:cantSplit\/>/g)).toHaveLength(4)
  expect(document.match(/<w:numPr>/g)).toHaveLength(4)
  expect(document).toMatch(/<wp:docPr [^>]*descr="words"/)
  expect(document).toMatch(/w:orient="landscape"/)
  expect(xmlOf(bytes, 'word/styles.xml')).toContain('<w:lang w:val="en-GB"/>')
  expect(xmlOf(bytes, 'docProps/core.xml')).toContain('<dc:title>Paper words</dc:title>')
  expect(xmlOf(bytes, 'docProps/core.xml')).toContain('2026-12-01T09:00:00Z')
  expect(xmlOf(bytes, 'word/header1.xml')).toContain('OFFICIAL')
  expect(xmlOf(bytes, 'word/footer1.xml')).toMatch(/OFFICIAL|NUMPAGES/)
})

test('the same paper gives the same bytes', async () => {
  const [one, other] = await Promise.all([docxOf(paperSaying('words')), docxOf(paperSaying('words'))])
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
})

test('a picture has its kind and size, and what Word cannot show has none', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAEUlEQVR4nGP8z8Dwn4GBgQEADQQCAUdpFRgAAAAASUVORK5CYII=',
    'base64',
  )
  expect(pictureOf(png)).toEqual({ type: 'png', width: 3, height: 2 })
  const jpeg = Uint8Array.from([
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 7, 0, 9, 1, 0, 0,
  ])
  expect(pictureOf(jpeg)).toEqual({ type: 'jpg', width: 9, height: 7 })
  expect(pictureOf(new TextEncoder().encode('RIFF    WEBPVP8 '))).toBeNull()
  expect(pictureOf(new Uint8Array())).toBeNull()
})
