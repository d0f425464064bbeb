import type { Attachment } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { attachedWords, attachmentKind, evidenceWords } from './words.ts'

const link: Attachment = {
  id: 'a',
  updateId: null,
  title: 'Register',
  file: null,
  url: 'https://www.arden.example/register',
  evidence: null,
  on: '2026-03-01',
}
const file: Attachment = { ...link, url: null, file: { sha256: '0'.repeat(64), bytes: 2_400, name: 'a.pdf' } }
const shown = { evidence: '2026-02-27' }

test('a file has its size, evidence its day, and a row how many there are', () => {
  expect([attachmentKind(file), attachmentKind(link)]).toEqual(['File, 2 kB', 'Web link'])
  expect([evidenceWords(file), evidenceWords({ ...file, ...shown })]).toEqual([
    null,
    'Evidence of 27 February 2026',
  ])
  const words = [
    { count: 0, evidence: 0 },
    { count: 3, evidence: 0 },
    { count: 3, evidence: 1 },
  ].map(attachedWords)
  expect(words).toEqual(['', '3', '3, 1 as evidence'])
})
