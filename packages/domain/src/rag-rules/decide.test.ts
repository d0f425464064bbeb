import { expect, test } from 'vitest'
import { forceDefault } from '../rag/presets/force-default.ts'
import { decideSaveRagRules } from './decide.ts'
import { ragRulesEvent, ragRulesIn } from './events.ts'

const id = '00000000-0000-7000-8000-000000000001'
const context = { today: '2026-11-20', actor: id, newId: () => id }
const mine = { ...forceDefault, code: 'ours', version: 0, waitsFor: undefined }
const save = (
  ragRules: { code: string; version: number },
  newest: { ragRulesId: string; version: number } | null = null,
  highest = newest?.version ?? 0,
) =>
  decideSaveRagRules(newest && { ...newest, highest }, { commandId: id, ragRulesId: id, ragRules }, context)

test('new rules are saved as version 1, and their event contains them unchanged', () => {
  const saved = save(mine)
  if (!saved.ok) throw new Error(saved.error.code)
  const [event] = saved.value
  expect(ragRulesEvent.safeParse(event).error).toBeUndefined()
  const { waitsFor: _, ...whole } = mine
  expect(event && ragRulesIn(event)).toEqual({ ...whole, version: 1 })
})

test('the next version is derived from the newest', () => {
  const saved = save({ ...mine, version: 3 }, { ragRulesId: id, version: 3 })
  expect(saved.ok && saved.value[0]?.facts.version).toBe(4)
})

test('the number of an undone version is not reused', () => {
  const saved = save({ ...mine, version: 2 }, { ragRulesId: id, version: 2 }, 3)
  expect(saved.ok && saved.value[0]?.facts.version).toBe(4)
})

test('the first version creates the rules with the id of the command, the next one continues the existing rules', () => {
  const other = '00000000-0000-7000-8000-000000000002'
  const streamOf = (saved: ReturnType<typeof save>) => saved.ok && saved.value.map(({ stream }) => stream)
  expect(streamOf(save(mine))).toEqual([{ kind: 'rag-rules', id }])
  expect(streamOf(save({ ...mine, version: 1 }, { ragRulesId: other, version: 1 }))).toEqual([
    { kind: 'rag-rules', id: other },
  ])
})

test.each([
  ['a code that ships', { ...mine, code: 'force-default' }, null, 'rules-built-in'],
  ['a level that is not there', { ...mine, otherwise: 'purple' }, null, 'rules-invalid'],
  ['an older version than the newest', { ...mine, version: 1 }, { ragRulesId: id, version: 2 }, 'stale'],
])('%s is refused', (_, ragRules, newest, code) => {
  expect(save(ragRules, newest)).toMatchObject({ ok: false, error: { code } })
})
