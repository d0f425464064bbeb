import { expect, test } from 'vitest'
import type { Attachment } from '../attachment/attachment.ts'
import { attachmentTitle } from './attachment.ts'

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

test.each<[string, Attachment | null, Attachment | null]>([
  ['Link attached: “Register”', null, link],
  ['File attached: “Register”, evidence of 27 February 2026', null, { ...file, ...shown }],
  ['File removed: “Register”', file, null],
  ['“Register” renamed “Minutes”', link, { ...link, title: 'Minutes' }],
  ['“Register” marked as evidence of 27 February 2026', link, { ...link, ...shown }],
  ['“Register” is no longer evidence', { ...link, ...shown }, link],
  [
    '“Register” renamed “Minutes”, marked as evidence of 27 February 2026',
    link,
    { ...link, ...shown, title: 'Minutes' },
  ],
  ['“Register” renamed “Minutes”, no longer evidence', { ...link, ...shown }, { ...link, title: 'Minutes' }],
])('“%s”', (words, from, to) => {
  expect(attachmentTitle({ field: 'attachment', from, to })).toBe(words)
})
