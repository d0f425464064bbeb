import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostile, lettersOf, paperSaying } from '../../../test/paper.ts'
import { visiblePaper } from '../paper/visible.ts'
import { familyOf, withSigns } from './font.ts'
import { pdfOf, typeset } from './pdf.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-pdf-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined

const setAs = async (words: string): Promise<Uint8Array> => {
  const pdf = await pdfOf({ ...paperSaying(words), marking: 'Official' })
  if (!pdf.ok) throw new Error(JSON.stringify(pdf.error))
  return pdf.value
}

/** What a tool says of a PDF. */
const said = (tool: string, options: readonly string[], pdf: Uint8Array): string => {
  const file = join(folder, 'paper.pdf')
  writeFileSync(file, pdf)
  const to = tool === 'pdftotext' ? ['-'] : []
  return execFileSync(tool, [...options, file, ...to], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

describe.skipIf(!has('pdfinfo'))('what Poppler sees', () => {
  test.each(hostile)('no field is markup in PDF: %j', async (words) => {
    const text = lettersOf(said('pdftotext', ['-raw'], await setAs(words)))
    const { title, parts } = visiblePaper(paperSaying(words), withSigns)
    const blocks = parts.flatMap((part) => part.blocks)
    const shown = blocks.flatMap((block) => ('words' in block ? [block.words] : []))
    for (const each of [title, ...shown]) expect(text).toContain(lettersOf(each))
  })

  test('a PDF is tagged: headings in order, tables with heads, figures with alternative text', async () => {
    const structure = said('pdfinfo', ['-struct'], await setAs('words'))
    expect(structure).toMatch(/Document[\s\S]*H1[\s\S]*Figure[\s\S]*H1[\s\S]*Table/)
    expect(structure).toMatch(/THead[\s\S]*TH[\s\S]*\/Scope \/Column[\s\S]*TBody[\s\S]*TD/)
    const info = said('pdfinfo', [], await setAs('words'))
    expect(info).toMatch(/Title:\s+Paper words\n/)
    expect(info).toMatch(/Author:\s+words\n/)
    expect(info).toMatch(/Tagged:\s+yes\n/)
    expect(info).toMatch(/Pages:\s+2\n/)
    expect(said('pdfinfo', ['-meta'], await setAs('words'))).toContain('<pdfuaid:part>1</pdfuaid:part>')
  })

  test('every font is one of the package, embedded, and no other', async () => {
    const lines = said('pdffonts', [], await setAs('words ✓ ■ ▲ ● –'))
      .trim()
      .split('\n')
      .slice(2)
    const fonts = lines.map((line) => line.split(/\s+/)[0]?.replace(/^[A-Z]{6}\+/, ''))
    expect(fonts.toSorted()).toEqual(['Btbk1-Bold', 'Btbk1-Regular', 'Btbk1Signs'])
    for (const line of lines) expect(line).toMatch(/yes yes yes/)
  })
})

test.skipIf(!has('qpdf'))('qpdf finds nothing wrong', async () => {
  expect(said('qpdf', ['--check'], await setAs('words'))).toContain('No syntax or stream encoding errors')
})

test('any words at all are set as PDF that the standard takes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (words) => {
      expect(await pdfOf(paperSaying(words))).toMatchObject({ ok: true })
    }),
    { numRuns: 15 },
  )
})

test('the same paper gives the same bytes', async () => {
  const [one, other] = [await setAs('words'), await setAs('words')]
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
})

test('on a machine without any font the bytes are the same', async () => {
  const none = join(folder, 'fonts.conf')
  writeFileSync(none, `<?xml version="1.0"?><fontconfig><dir>${folder}</dir></fontconfig>`)
  const file = (path: string) => JSON.stringify(new URL(path, import.meta.url).href)
  const script = `const { pdfOf } = await import(${file('./pdf.ts')})
    const { paperSaying } = await import(${file('../../../test/paper.ts')})
    process.stdout.write((await pdfOf({ ...paperSaying('words'), marking: 'Official' })).value)`
  const made = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, FONTCONFIG_FILE: none, HOME: folder, XDG_CONFIG_HOME: folder },
  })
  expect(made.equals(Buffer.from(await setAs('words')))).toBe(true)
})

test.each([
  ['a picture without alternative text', '#figure(rect(), caption: [A])', /missing alt text/],
  ['a level of headings left out', '= A\n=== B', /skipped from heading level 1 to 3/],
  ['a character without a shape', '#"中"', /could not be displayed/],
  ['an error of the template', '#panic("here")', /panicked/],
  ['a file of the machine', '#read("/etc/hostname")', /file not found/],
])('%s is refused', async (_, body, because) => {
  const head = `#set document(title: "A")\n#set text(font: "${familyOf('a')}", fallback: false)\n`
  const typst = await import('@myriaddreamin/typst-ts-node-compiler')
  const set = typeset(typst, {}, head + body, { crest: null, made: '2026-12-01T09:00:00.000Z' })
  expect(set).toMatchObject({ ok: false, error: { code: 'pdf-refused' } })
  expect(JSON.stringify(set)).toMatch(because)
})

test('a crest that is no picture is left out, and one that is broken refused', async () => {
  const paper = paperSaying('words')
  expect((await pdfOf({ ...paper, crest: new TextEncoder().encode('<svg onload=x>') })).ok).toBe(true)
  const broken = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
  expect(await pdfOf({ ...paper, crest: broken })).toMatchObject({ error: { code: 'pdf-refused' } })
})

test('where the library is not there for the platform, that is said', async () => {
  expect(await pdfOf(paperSaying('words'), () => Promise.reject(new Error('no binding')))).toEqual({
    ok: false,
    error: { code: 'no-pdf-writer', args: { platform: `${process.platform}-${process.arch}` } },
  })
})

test('the five shapes of levels have a font, and what has none stands as its code', () => {
  for (const shape of '■▲●✓–') expect(familyOf(shape)).not.toBeNull()
  expect(withSigns('Ŵ ✓ 中 👩')).toBe('Ŵ ✓ ⟨4E2D⟩ ⟨1F469⟩')
})
