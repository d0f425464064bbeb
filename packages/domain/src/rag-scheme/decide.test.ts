import { expect, test } from 'vitest'
import { forceDefault } from '../rag/presets/force-default.ts'
import { decideSaveScheme } from './decide.ts'
import { schemeEvent, schemeIn } from './events.ts'

const id = '00000000-0000-7000-8000-000000000001'
const context = { today: '2026-11-20', actor: id, newId: () => id }
const mine = { ...forceDefault, code: 'ours', version: 0, waitsFor: undefined }
const save = (scheme: { code: string; version: number }, newest: { schemeId: string; version: number } | null = null) =>
  decideSaveScheme(newest, { commandId: id, schemeId: id, scheme }, context)

test('a new scheme is saved as version 1, and comes out of its event as it went in', () => {
  const saved = save(mine)
  if (!saved.ok) throw new Error(saved.error.code)
  const [event] = saved.value
  expect(schemeEvent.safeParse(event).error).toBeUndefined()
  const { waitsFor: _, ...whole } = mine
  expect(event && schemeIn(event)).toEqual({ ...whole, version: 1 })
})

test('the next version is made from the newest', () => {
  const saved = save({ ...mine, version: 3 }, { schemeId: id, version: 3 })
  expect(saved.ok && saved.value[0]?.facts.version).toBe(4)
})

test.each([
  ['a code that ships', { ...mine, code: 'force-default' }, null, 'scheme-built-in'],
  ['a level that is not there', { ...mine, otherwise: 'purple' }, null, 'scheme-invalid'],
  ['an older version than the newest', { ...mine, version: 1 }, { schemeId: id, version: 2 }, 'stale'],
])('%s is refused', (_, scheme, newest, code) => {
  expect(save(scheme, newest)).toMatchObject({ ok: false, error: { code } })
})
