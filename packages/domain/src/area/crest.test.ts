import { expect, test } from 'vitest'
import type { NamedFile } from '../attachment/attachment.ts'
import type { Recorded } from '../stream/event.ts'
import { foldArea } from './area.ts'
import { setCrest } from './commands.ts'
import { isCrestName, MOST_CREST_BYTES, pictureType } from './crest.ts'
import { decideSetCrest } from './decide.ts'
import type { AreaEvent } from './events.ts'
import { areaOn, areaView } from './view.ts'

const id = '01a00000-0000-7000-8000-000000000001'
const uploadId = '01a00000-0000-7000-8000-000000000002'
const commandId = '01a00000-0000-7000-8000-000000000003'
const context = { today: '2026-11-28', actor: id, newId: () => commandId }
const file = (given: Partial<NamedFile> = {}): NamedFile => ({
  sha256: 'a'.repeat(64),
  bytes: 900,
  name: 'crest.png',
  ...given,
})

const decide = (
  given: object,
  uploaded: NamedFile | null = file(),
  history: readonly Recorded<AreaEvent>[] = [],
) =>
  decideSetCrest(
    { id, history },
    setCrest.input.parse({ commandId, uploadId, ...given }),
    context,
    new Map(uploaded === null ? [] : [[uploadId, uploaded]]),
  )
/** A history with what was decided. */
const after = (
  decided: ReturnType<typeof decide>,
  history: readonly Recorded<AreaEvent>[] = [],
): Recorded<AreaEvent>[] => {
  if (!decided.ok) throw new Error(decided.error.code)
  const recorded = decided.value.map((event, at) => ({
    ...event,
    position: history.length + at + 1,
    recordedAt: '2026-11-28T12:00:00.000Z',
    actor: id,
    commandId,
  }))
  return [...history, ...recorded]
}

test('a crest is set, replaced and removed, and the same again changes nothing', () => {
  const set = after(decide({ reason: 'New in November' }))
  const state = foldArea(set)
  expect(state?.crest).toEqual(file())
  expect(state?.touched.crest).toBe(2)
  const view = state === null ? null : areaOn(state, '2026-11-28')
  expect(areaView.safeParse(view).error).toBeUndefined()
  expect(decide({}, file({ name: 'other-name.png' }), set)).toEqual({ ok: true, value: [] })

  const replaced = after(decide({}, file({ sha256: 'b'.repeat(64), name: 'b.webp' }), set), set)
  expect(foldArea(replaced)?.crest).toEqual(file({ sha256: 'b'.repeat(64), name: 'b.webp' }))
  const removed = after(decide({ uploadId: null }, null, replaced), replaced)
  expect(foldArea(removed)?.crest).toBeNull()
  expect(decide({ uploadId: null }, null, removed)).toEqual({ ok: true, value: [] })
})

test.each([
  ['an upload there is not', {}, null, { code: 'not-found', args: { what: 'upload', id: uploadId } }],
  [
    'another kind of file',
    {},
    file({ name: 'crest.svg' }),
    { code: 'crest-refused', args: { name: 'crest.svg', because: 'kind' } },
  ],
  [
    'a picture that is too large',
    {},
    file({ bytes: MOST_CREST_BYTES + 1 }),
    { code: 'crest-refused', args: { name: 'crest.png', because: 'size' } },
  ],
])('%s is refused', (_, given, uploaded, error) => {
  expect(decide(given, uploaded)).toEqual({ ok: false, error })
})

test('a crest that somebody changed since is not replaced unseen', () => {
  const history = after(decide({}))
  expect(decide({ uploadId: null, seen: { crest: 0 } }, null, history)).toEqual({
    ok: false,
    error: { code: 'stale', args: { fields: ['crest'] } },
  })
})

test.each([
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], 'image/png'],
  [[0xff, 0xd8, 0xff, 0xe0], 'image/jpeg'],
  [[...Buffer.from('RIFF0000WEBPVP8 ')], 'image/webp'],
  [[...Buffer.from('RIFF0000WAVEfmt ')], null],
  [[...Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">')], null],
  [[...Buffer.from('<html><script>')], null],
  [[0x89, 0x50], null],
  [[], null],
])('the first bytes %j are %s', (bytes, type) => {
  expect(pictureType(new Uint8Array(bytes))).toBe(type)
})

test.each([
  ['crest.png', true],
  [' Crest.JPEG ', true],
  ['crest.webp', true],
  ['crest.svg', false],
  ['crest.png.html', false],
  ['png', false],
])('%j can be the name of a crest: %s', (name, can) => {
  expect(isCrestName(name)).toBe(can)
})
