import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sharedDocuments } from '../../test/shared-documents.ts'
import { limits } from './limits.ts'
import { openDocument } from './open.ts'

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf8 = (text: string) => new TextEncoder().encode(text)

describe('opening a document', () => {
  it.each([
    ['plan.csv', 'a,b\n1,2', 'csv'],
    ['plan.txt', 'a,b,c\n1,2,3\n4,5,6\n', 'csv'],
    ['plan.txt', 'Some, words, here.\nOther words.\n', 'text'],
    ['plan.txt', 'a\tb\n1\t2\n', 'text'],
    ['plan.txt', '<!DOCTYPE html><p>a', 'html'],
    ['plan.doc', '<html><body><table><tr><td>a', 'html'],
    ['plan.txt', '# Plan\n\n## Part\n\n* a', 'markdown'],
    ['plan.md', 'a', 'markdown'],
    ['plan.docx', 'Words in a file that only says it is Word', 'text'],
  ])('goes by what %s holds, then by its name', async (name, text, format) => {
    expect(await openDocument(name, utf8(text))).toMatchObject({ ok: true, value: { format, name } })
  })

  it.each([
    ['nothing at all', 'plan.txt', new Uint8Array(), 'empty-file', undefined],
    ['white space', 'plan.txt', utf8(' \n\t '), 'empty-file', undefined],
    ['a page without words', 'plan.html', utf8('<!doctype html><p></p>'), 'empty-file', undefined],
    ['more than the limit', 'plan.txt', new Uint8Array(limits.fileBytes + 1), 'too-large', undefined],
    ['a photo', 'plan.docx', latin1('\xff\xd8\xff\xe0\0\x10JFIF'), 'not-a-document', 'image'],
    ['a picture', 'plan.xlsx', latin1('\x89PNG\r\n\x1a\n'), 'not-a-document', 'image'],
    ['a PDF', 'plan.txt', latin1('%PDF-1.7'), 'unsupported-format', 'pdf'],
    [
      'old Word',
      'plan.doc',
      new Uint8Array([
        ...latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
        ...Buffer.from('WordDocument', 'utf16le'),
      ]),
      'unsupported-format',
      'old-word',
    ],
    [
      'an encrypted workbook',
      'plan.xlsx',
      new Uint8Array([
        ...latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
        ...Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'encrypted',
      undefined,
    ],
    ['a program', 'plan.txt', latin1('\x7fELF\x02\x01'), 'not-a-document', 'program'],
    [
      'noise',
      'plan.txt',
      Uint8Array.from({ length: 2000 }, (_, at) => (at * 131 + 7 * (at % 11)) % 29),
      'not-a-document',
      'binary',
    ],
  ])('refuses %s', async (_what, name, bytes, code, seems) => {
    expect(await openDocument(name, bytes)).toMatchObject({
      ok: false,
      error: { code, args: { name, ...(seems ? { seems } : {}) } },
    })
  })

  it('gives a result for any bytes under any name', async () => {
    const name = fc.constantFrom('a.txt', 'a.csv', 'a.md', 'a.html', 'a.docx', 'a.xlsx', 'a')
    const start = fc.constantFrom(
      '',
      'PK\x03\x04',
      'PK\x05\x06',
      '<html>',
      '# a\n',
      'a,b\n',
      '|a|b|\n|--|--|\n',
    )
    await fc.assert(
      fc.asyncProperty(name, start, fc.uint8Array({ maxLength: 300 }), async (file, head, tail) => {
        expect(typeof (await openDocument(file, new Uint8Array([...latin1(head), ...tail]))).ok).toBe(
          'boolean',
        )
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    [
      'plan.docx',
      'word/document.xml',
      '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:del><w:r><w:t>a</w:t></w:r></w:del></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:txbxContent><w:p/></w:txbxContent></w:r></w:p></w:body></w:document>',
    ],
    [
      'plan.html',
      '',
      '<table><tr><td rowspan="2">a<table><caption>b</caption></table></td></tr></table><ul><li><del>c</del></li></ul><select><option>d</select>',
    ],
    ['plan.md', '', '| a | b |\n|--|--|\n| `c | d |\n\n- e\n  [f](g)\n\n<table>\n\n```\n~~h~~\n'],
  ])('gives a result whatever is dropped from %s, doubled or moved', async (name, part, text) => {
    const pieces = text.split(/(?=[<|\n])/)
    const edit = fc.tuple(
      fc.nat(pieces.length - 1),
      fc.nat(pieces.length - 1),
      fc.constantFrom('drop', 'double', 'move'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        const edited = [...pieces]
        for (const [at, to, how] of edits) {
          const [taken = ''] = edited.splice(at, how === 'double' ? 0 : 1)
          if (how !== 'drop') edited.splice(to, 0, how === 'double' ? (edited[at] ?? '') : taken)
        }
        const bytes = utf8(edited.join(''))
        expect(typeof (await openDocument(name, part === '' ? bytes : zipSync({ [part]: bytes }))).ok).toBe(
          'boolean',
        )
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['plan.md', '```\n'],
    ['plan.md', '---\n'],
    ['plan.md', '|`'],
    ['plan.html', '<table><tr><td>'],
    ['plan.html', '<table><tr><td rowspan=999 colspan=999>'],
    ['plan.csv', '"a'],
    ['plan.txt', '1.\ta\n'],
  ])('survives %s made of nothing but %j', async (name, text) => {
    expect(typeof (await openDocument(name, utf8(text.repeat(40_000)))).ok).toBe('boolean')
  })

  it('reads ten thousand rows without trouble', async () => {
    const text = Array.from(
      { length: 10_000 },
      (_, row) => `${row},Walk the lanes once a week,Lanes team,Oct 22,Amber`,
    ).join('\n')
    const opened = await openDocument('plan.csv', utf8(text))
    expect(opened.ok && opened.value.pieces).toHaveLength(50_000)
  })
})

const shared = sharedDocuments()

describe.skipIf(shared === null)('the texts that are no part of this repository', () => {
  const files =
    shared === null
      ? []
      : [shared, join(shared, 'more')].flatMap((folder) =>
          readdirSync(folder).map((file) => join(folder, file)),
        )
  const texts = files
    .filter((file) => /\.(?:txt|csv|tsv)$/.test(file))
    .map((file) => [basename(file), file] as const)

  it.each(texts)(
    '%s: every character but separators and white space is in a piece once',
    async (name, file) => {
      const bytes = new Uint8Array(readFileSync(file))
      const opened = await openDocument(name, bytes)
      if (!opened.ok) throw new Error(opened.error.code)
      const separators =
        opened.value.format === 'csv' ? /[\s",]/g : opened.value.format === 'markdown' ? /[\s|]/g : /\s/g
      const counted = (text: string) => [...text.replace(separators, '')].sort().join('')
      expect(counted(opened.value.pieces.map((piece) => piece.text).join(''))).toBe(
        counted(new TextDecoder().decode(bytes)),
      )
    },
  )
})
