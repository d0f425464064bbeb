import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
    ['more than the limit', 'plan.txt', new Uint8Array(limits.fileBytes + 1), 'too-large', undefined],
    ['a photo', 'plan.docx', latin1('\xff\xd8\xff\xe0\0\x10JFIF'), 'not-a-document', 'image'],
    ['a picture', 'plan.xlsx', latin1('\x89PNG\r\n\x1a\n'), 'not-a-document', 'image'],
    ['a PDF', 'plan.txt', latin1('%PDF-1.7'), 'unsupported-format', 'pdf'],
    [
      'old Word',
      'plan.doc',
      new Uint8Array([...latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), ...Buffer.from('WordDocument', 'utf16le')]),
      'unsupported-format',
      'old-word',
    ],
    [
      'an encrypted workbook',
      'plan.xlsx',
      new Uint8Array([...latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), ...Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
      undefined,
    ],
    ['a program', 'plan.txt', latin1('\x7fELF\x02\x01'), 'not-a-document', 'program'],
    ['noise', 'plan.txt', Uint8Array.from({ length: 2000 }, (_, at) => (at * 131 + 7 * (at % 11)) % 29), 'not-a-document', 'binary'],
  ])('refuses %s', async (_what, name, bytes, code, seems) => {
    expect(await openDocument(name, bytes)).toMatchObject({ ok: false, error: { code, args: { name, ...(seems ? { seems } : {}) } } })
  })

  it('gives a result for any bytes under any name', async () => {
    const name = fc.constantFrom('a.txt', 'a.csv', 'a.md', 'a.html', 'a.docx', 'a.xlsx', 'a')
    const start = fc.constantFrom('', 'PK\x03\x04', 'PK\x05\x06', '<html>', '# a\n', 'a,b\n', '|a|b|\n|--|--|\n')
    await fc.assert(
      fc.asyncProperty(name, start, fc.uint8Array({ maxLength: 300 }), async (file, head, tail) => {
        expect(typeof (await openDocument(file, new Uint8Array([...latin1(head), ...tail]))).ok).toBe('boolean')
      }),
      { numRuns: 300 },
    )
  })

  it('reads ten thousand rows without trouble', async () => {
    const text = Array.from({ length: 10_000 }, (_, row) => `${row},Walk the lanes once a week,Lanes team,Oct 22,Amber`).join('\n')
    const opened = await openDocument('plan.csv', utf8(text))
    expect(opened.ok && opened.value.pieces).toHaveLength(50_000)
  })
})
