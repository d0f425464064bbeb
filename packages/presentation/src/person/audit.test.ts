import type { AuditEntry } from '@beatbook/contract'
import { expect, test } from 'vitest'
import { auditSentence } from './audit.ts'

const [ada, ben] = [
  { id: '1', name: 'Ada' },
  { id: '2', name: 'Ben' },
]
const entry = (given: Partial<AuditEntry>): AuditEntry => ({
  position: 1,
  recordedAt: '2026-11-20T12:00:00.000Z',
  kind: 'person-added',
  actor: ada,
  person: ben,
  origin: null,
  role: null,
  name: null,
  was: null,
  minutes: null,
  reason: null,
  on: null,
  from: null,
  to: null,
  ...given,
})

test.each<[Partial<AuditEntry>, string]>([
  [
    { origin: 'set-up', actor: ada, person: ada, role: 'administrator', name: 'Ada' },
    'Ada was made the first administrator at set-up.',
  ],
  [
    { origin: 'administrator', role: 'reader', name: 'Benjamin' },
    'Ada added Ben, then “Benjamin”, as reader.',
  ],
  [
    { origin: 'earlier', actor: ben, role: 'editor', name: 'Ben' },
    'Ben could already sign in when changes began to be recorded, as editor.',
  ],
  [{ kind: 'role-set', role: 'editor', was: 'reader' }, 'Ada changed the role of Ben from reader to editor.'],
  [
    { kind: 'role-set', role: 'editor', was: 'administrator', person: ada },
    'Ada changed the role of themselves from administrator to editor.',
  ],
  [{ kind: 'feed-made', actor: ben, name: 'Outlook' }, 'Ben made the feed “Outlook”, a secret address.'],
  [
    { kind: 'feed-used', actor: ben, name: 'Outlook' },
    'The feed “Outlook” of Ben was used for the first time.',
  ],
  [{ kind: 'feed-ended', actor: ben, name: 'Outlook' }, 'Ben ended their feed “Outlook”.'],
  [{ kind: 'feed-ended', name: 'Outlook' }, 'Ada ended the feed “Outlook” of Ben.'],
  [{ kind: 'person-renamed', name: 'Ben', was: 'Benjamin' }, 'Ada changed the name “Benjamin” to “Ben”.'],
  [
    {
      kind: 'grant-given',
      role: 'editor',
      on: { kind: 'plan', id: '20' },
      from: '2026-12-01',
      to: '2027-01-01',
    },
    'Ada gave Ben the role of editor on a plan from 1 December 2026 until 1 January 2027.',
  ],
  [
    {
      kind: 'grant-given',
      role: 'reader',
      on: { kind: 'area', id: '10' },
      from: '2026-11-20',
      to: '9999-12-31',
    },
    'Ada gave Ben the role of reader on an area from 20 November 2026.',
  ],
  [
    { kind: 'grant-ended', to: '2026-12-01' },
    'Ada ended a role of Ben on a part of the force on 1 December 2026.',
  ],
  [{ kind: 'password-given' }, 'Ada gave Ben a new password.'],
  [{ kind: 'password-changed', actor: ben }, 'Ben changed their own password.'],
  [{ kind: 'person-removed', origin: 'administrator' }, 'Ada removed Ben.'],
  [
    { kind: 'clock-accepted', actor: ada, person: ada, minutes: 107, reason: 'NTP is away' },
    'Ada let entries be recorded although the server’s clock was up to 107 minutes behind: “NTP is away”.',
  ],
  [
    { kind: 'person-removed', origin: 'earlier', actor: ben },
    'Ben had been removed before changes began to be recorded.',
  ],
])('%j reads as a sentence', (given, sentence) => {
  expect(auditSentence(entry(given))).toBe(sentence)
})
